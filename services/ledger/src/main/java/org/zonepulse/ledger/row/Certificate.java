package org.zonepulse.ledger.row;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.Subject;

/** One certificate while its row is being read: the facts of its number, and what becomes of it. */
final class Certificate {

    private final Subject subject;
    private final List<Entry> issuing = new ArrayList<>(1);
    private final List<Entry> revocations = new ArrayList<>(0);
    private boolean setAside;
    private int until;

    Certificate(Subject subject) {
        this.subject = subject;
    }

    Subject subject() {
        return subject;
    }

    List<Entry> issuing() {
        return issuing;
    }

    List<Entry> revocations() {
        return revocations;
    }

    /** Whether it is issued once and nothing speaks against it so far. */
    boolean counts() {
        return !setAside && issuing.size() == 1;
    }

    void setAside() {
        setAside = true;
    }

    /** The keys of all its events. */
    List<EventKey> events() {
        List<EventKey> events = new ArrayList<>();
        issuing.forEach(entry -> events.add(entry.key()));
        revocations.forEach(entry -> events.add(entry.key()));
        return events;
    }

    CertificateKind kind() {
        return switch (issuing.getFirst().fact()) {
            case CertificateGranted granted -> granted.kind();
            case CertificateRenewed renewed -> renewed.kind();
            default -> throw SubjectRules.strange(issuing.getFirst());
        };
    }

    /** The renewal that issued it; null if it was granted. */
    @Nullable CertificateRenewed renewal() {
        return issuing.getFirst().fact() instanceof CertificateRenewed renewed ? renewed : null;
    }

    int validFrom() {
        return switch (issuing.getFirst().fact()) {
            case CertificateGranted granted -> day(granted.validFrom());
            case CertificateRenewed renewed -> day(renewed.validFrom());
            default -> throw SubjectRules.strange(issuing.getFirst());
        };
    }

    /** First day after the term that is written in the certificate; {@link Placement#NEVER} if it is open-ended. */
    int validTo() {
        return switch (issuing.getFirst().fact()) {
            case CertificateGranted granted -> dayOrNever(granted.validTo());
            case CertificateRenewed renewed -> dayOrNever(renewed.validTo());
            default -> throw SubjectRules.strange(issuing.getFirst());
        };
    }

    /** Its own term, cut short by a revocation. */
    void startTerm() {
        until = revocations.isEmpty()
                ? validTo()
                : Math.min(
                        validTo(), Math.max(validFrom(), revocations.getFirst().day()));
    }

    /** Cuts the term short where a successor begins. */
    void endBy(int day) {
        until = Math.min(until, day);
    }

    /** The days on which it is in force. */
    Terms.Term term() {
        return new Terms.Term(validFrom(), until);
    }

    private static int dayOrNever(@Nullable LocalDate date) {
        return date == null ? Placement.NEVER : day(date);
    }

    private static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }
}

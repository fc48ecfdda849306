package org.zonepulse.contract;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.Subject;

/** Takes the facts that a record holds, of which there must be exactly one, and what is wrong with their shape. */
final class OneFact {

    private final Violations violations = new Violations();
    private @Nullable Fact fact;

    /** Takes one of the record's facts. */
    void take(Fact found) {
        if (fact != null) {
            violations.add(RejectionReason.INVALID_FIELD, "fact", "must be one fact: the record holds several");
        }
        fact = found;
    }

    /** The kind of this id; if there is none, a stand-in that is never seen, since the violation is noted. */
    CertificateKind kind(String id) {
        CertificateKind kind = CertificateKind.byId(id);
        if (kind == null) {
            violations.add(RejectionReason.INVALID_FIELD, "fact.kind", Shape.KINDS);
            return CertificateKind.HIGH_TECH_ENTERPRISE;
        }
        return kind;
    }

    /** Takes a reversal. */
    void takeReversed(String eventId, String subject, String reason) {
        Subject parsed = Subject.parse(subject);
        if (parsed == null) {
            violations.add(RejectionReason.INVALID_FIELD, "fact.subject", Shape.SUBJECTS);
        }
        take(new Reversed(eventId, parsed == null ? Subject.ENTERPRISE : parsed, reason));
    }

    /** The event with the one fact that was taken. */
    Parsed event(String eventId, String source, LocalDate occurredOn, Instant recordedAt, String enterpriseId) {
        if (fact == null) {
            return Violations.one(
                    RejectionReason.INVALID_FIELD,
                    "fact",
                    "must be one fact: the record holds none, or one that is newer than this reader");
        }
        return violations.isEmpty()
                ? new Parsed.Ok(new Event(eventId, source, occurredOn, recordedAt, enterpriseId, fact))
                : violations.rejected();
    }
}

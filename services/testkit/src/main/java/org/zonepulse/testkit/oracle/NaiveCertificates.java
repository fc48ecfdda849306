package org.zonepulse.testkit.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.testkit.oracle.SettledRow.Dated;
import org.zonepulse.testkit.oracle.SettledRow.Finding;

/** All certificates of one enterprise: which of them count, and which are valid on a day. */
final class NaiveCertificates {

    /** How long before the end of its term a certificate is about to expire. */
    static final int EXPIRING_DAYS = 90;

    /** What issued a certificate: if it names a predecessor, it's a renewal. */
    private record Issue(
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable Subject predecessor) {}

    /** A certificate that isn't set aside. It is valid from a day until the day before {@code end}. */
    private record Valid(
            Subject subject,
            CertificateKind kind,
            LocalDate from,
            @Nullable LocalDate end,
            @Nullable LocalDate printedEnd) {

        boolean isOn(LocalDate day) {
            return !day.isBefore(from) && (end == null || day.isBefore(end));
        }

        boolean sharesADayWith(Valid other) {
            LocalDate later = from.isAfter(other.from) ? from : other.from;
            return isOn(later) && other.isOn(later);
        }

        boolean isExpiringOn(LocalDate day) {
            return isOn(day) && printedEnd != null && !day.isBefore(printedEnd.minusDays(EXPIRING_DAYS));
        }
    }

    private final SettledRow row;
    private final List<Valid> founded;
    private final List<Valid> counting;

    NaiveCertificates(SettledRow row) {
        this.row = row;
        this.founded = numbers().stream()
                .filter(number -> isFounded(number, Set.of()))
                .map(this::valid)
                .toList();
        this.counting = founded.stream()
                .filter(certificate -> !overlaps(certificate.subject()))
                .toList();
    }

    boolean isHeldOn(CertificateKind kind, LocalDate day) {
        return counting.stream().anyMatch(certificate -> certificate.kind() == kind && certificate.isOn(day));
    }

    long expiringOn(LocalDate day) {
        return counting.stream()
                .filter(certificate -> certificate.isExpiringOn(day))
                .count();
    }

    Set<Finding> contradictions() {
        Set<Finding> found = new HashSet<>();
        for (Subject number : numbers()) {
            List<AnomalyCode> codes = new ArrayList<>();
            if (issues(number).isEmpty()) {
                codes.add(AnomalyCode.CERTIFICATE_UNKNOWN);
            }
            if (issues(number).size() > 1) {
                codes.add(AnomalyCode.CERTIFICATE_ISSUED_TWICE);
            }
            if (revocations(number).size() > 1) {
                codes.add(AnomalyCode.CERTIFICATE_REVOKED_TWICE);
            }
            if (isClear(number)) {
                codes.addAll(asRenewal(issues(number).getFirst()));
            }
            if (overlaps(number)) {
                codes.add(AnomalyCode.OVERLAPPING_CERTIFICATES);
            }
            codes.forEach(code -> found.add(new Finding(number, code)));
        }
        return found;
    }

    private List<AnomalyCode> asRenewal(Issue issue) {
        List<AnomalyCode> codes = new ArrayList<>();
        Subject predecessor = issue.predecessor();
        if (predecessor != null) {
            if (!isFounded(predecessor, Set.of())) {
                codes.add(AnomalyCode.PREDECESSOR_UNKNOWN);
            }
            if (renewalsOf(predecessor).size() > 1) {
                codes.add(AnomalyCode.RENEWED_TWICE);
            }
            if (isNotLater(issue)) {
                codes.add(AnomalyCode.RENEWAL_NOT_LATER);
            }
        }
        return codes;
    }

    /**
     * Whether the certificate counts as far as its own issue and those before it go: a grant, or a renewal that is the
     * only and a later one of a certificate that is founded itself. Renewals in a circle have no foundation.
     *
     * @param after the certificates that lead here, to notice a circle
     */
    private boolean isFounded(Subject number, Set<Subject> after) {
        if (!isClear(number) || after.contains(number)) {
            return false;
        }
        Issue issue = issues(number).getFirst();
        Subject predecessor = issue.predecessor();
        if (predecessor == null) {
            return true;
        }
        Set<Subject> path = new HashSet<>(after);
        path.add(number);
        return isFounded(predecessor, path) && renewalsOf(predecessor).size() == 1 && !isNotLater(issue);
    }

    /** Whether the number was issued once and not revoked twice. */
    private boolean isClear(Subject number) {
        return issues(number).size() == 1 && revocations(number).size() <= 1;
    }

    private boolean isNotLater(Issue renewal) {
        return issues(renewal.predecessor()).stream()
                .anyMatch(predecessor -> !renewal.from().isAfter(predecessor.from()));
    }

    private List<Subject> renewalsOf(Subject predecessor) {
        return numbers().stream()
                .filter(this::isClear)
                .filter(number -> predecessor.equals(issues(number).getFirst().predecessor()))
                .toList();
    }

    private Valid valid(Subject number) {
        Issue issue = issues(number).getFirst();
        List<LocalDate> ends = new ArrayList<>();
        if (issue.to() != null) {
            ends.add(issue.to());
        }
        for (LocalDate revoked : revocations(number)) {
            ends.add(revoked.isBefore(issue.from()) ? issue.from() : revoked);
        }
        for (Subject renewal : renewalsOf(number)) {
            if (isFounded(renewal, Set.of())) {
                ends.add(issues(renewal).getFirst().from());
            }
        }
        LocalDate end = ends.stream().min(LocalDate::compareTo).orElse(null);
        return new Valid(number, kindOf(number), issue.from(), end, issue.to());
    }

    private boolean overlaps(Subject number) {
        return founded.stream()
                .filter(certificate -> certificate.subject().equals(number))
                .filter(certificate -> certificate.kind() != CertificateKind.NATIONAL_RD_INSTITUTION)
                .anyMatch(certificate -> founded.stream()
                        .filter(other -> other.kind() == certificate.kind() && !other.equals(certificate))
                        .anyMatch(certificate::sharesADayWith));
    }

    private Set<Subject> numbers() {
        Set<Subject> numbers = new HashSet<>();
        row.facts().forEach(dated -> numbers.add(dated.fact().subject()));
        return numbers;
    }

    private List<Issue> issues(@Nullable Subject number) {
        Stream<Issue> grants = row.all(CertificateGranted.class).stream()
                .filter(granted -> granted.subject().equals(number))
                .map(granted -> new Issue(granted.validFrom(), granted.validTo(), null));
        Stream<Issue> renewals = row.all(CertificateRenewed.class).stream()
                .filter(renewed -> renewed.subject().equals(number))
                .map(renewed -> new Issue(renewed.validFrom(), renewed.validTo(), predecessor(renewed)));
        return Stream.concat(grants, renewals).toList();
    }

    private static Subject predecessor(CertificateRenewed renewed) {
        return CertificationFact.certificate(renewed.kind(), renewed.previousNumber());
    }

    private List<LocalDate> revocations(Subject number) {
        return row.facts().stream()
                .filter(dated -> dated.fact() instanceof CertificateRevoked)
                .filter(dated -> dated.fact().subject().equals(number))
                .map(Dated::on)
                .toList();
    }

    private CertificateKind kindOf(Subject number) {
        return Stream.concat(
                        row.all(CertificateGranted.class).stream()
                                .filter(granted -> granted.subject().equals(number))
                                .map(CertificateGranted::kind),
                        row.all(CertificateRenewed.class).stream()
                                .filter(renewed -> renewed.subject().equals(number))
                                .map(CertificateRenewed::kind))
                .findFirst()
                .orElseThrow();
    }
}

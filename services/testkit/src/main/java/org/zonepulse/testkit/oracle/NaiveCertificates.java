package org.zonepulse.testkit.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    private final Map<Subject, List<Issue>> issues = new HashMap<>();
    private final Map<Subject, List<LocalDate>> revocations = new HashMap<>();
    private final Set<Subject> numbers = new HashSet<>();
    private final List<Valid> founded;
    private final List<Valid> counting;

    NaiveCertificates(SettledRow row) {
        row.facts().forEach(this::sort);
        this.founded = numbers.stream()
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
        for (Subject number : numbers) {
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
        return numbers.stream()
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

    /** Puts a fact to the others of its number: they are asked for over and over. */
    private void sort(Dated dated) {
        Subject number = dated.fact().subject();
        numbers.add(number);
        if (dated.fact() instanceof CertificateGranted granted) {
            issued(number, new Issue(granted.validFrom(), granted.validTo(), null));
        } else if (dated.fact() instanceof CertificateRenewed renewed) {
            issued(number, new Issue(renewed.validFrom(), renewed.validTo(), predecessor(renewed)));
        } else if (dated.fact() instanceof CertificateRevoked) {
            revocations.computeIfAbsent(number, _ -> new ArrayList<>()).add(dated.on());
        }
    }

    private void issued(Subject number, Issue issue) {
        issues.computeIfAbsent(number, _ -> new ArrayList<>()).add(issue);
    }

    private List<Issue> issues(@Nullable Subject number) {
        return number == null ? List.of() : issues.getOrDefault(number, List.of());
    }

    private static Subject predecessor(CertificateRenewed renewed) {
        return CertificationFact.certificate(renewed.kind(), renewed.previousNumber());
    }

    private List<LocalDate> revocations(Subject number) {
        return revocations.getOrDefault(number, List.of());
    }

    /** The subject of a certificate starts with its kind. */
    private static CertificateKind kindOf(Subject number) {
        return Stream.of(CertificateKind.values())
                .filter(kind -> number.id().startsWith(kind.id() + "/"))
                .findFirst()
                .orElseThrow();
    }
}

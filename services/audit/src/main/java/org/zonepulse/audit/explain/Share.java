package org.zonepulse.audit.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.zonepulse.ledger.event.Subject;

/**
 * What one enterprise has in a sum.
 *
 * @param enterpriseId the enterprise; for a city's total the city's division code
 * @param amount the sum of its contributions; they may cancel out
 * @param contributions in order of topic, partition and offset
 */
public record Share(String enterpriseId, long amount, List<Contribution> contributions) {

    /** Largest first, of whatever sign. */
    static final Comparator<Share> LARGEST_FIRST =
            Comparator.comparingLong((Share share) -> -Math.abs(share.amount)).thenComparing(Share::enterpriseId);

    /**
     * What the events about one subject have in it.
     *
     * @param subject the loan, order, certificate, …, or the enterprise itself
     */
    public record OfSubject(Subject subject, long amount, List<Contribution> contributions) {
        public OfSubject {
            Objects.requireNonNull(subject, "subject");
            contributions = List.copyOf(contributions);
        }
    }

    public Share {
        Objects.requireNonNull(enterpriseId, "enterpriseId");
        contributions = List.copyOf(contributions);
    }

    static Share of(String enterpriseId, List<Contribution> contributions) {
        List<Contribution> sorted = contributions.stream()
                .sorted(Comparator.comparing(Contribution::seen, SeenEvent.BY_PLACE))
                .toList();
        return new Share(enterpriseId, sum(sorted), sorted);
    }

    private static long sum(List<Contribution> contributions) {
        return contributions.stream().mapToLong(Contribution::amount).sum();
    }

    /** The same by the subjects that the events speak of, the largest first. */
    public List<OfSubject> bySubject() {
        Map<Subject, List<Contribution>> subjects = new LinkedHashMap<>();
        for (Contribution contribution : contributions) {
            subjects.computeIfAbsent(contribution.seen().event().fact().subject(), _ -> new ArrayList<>())
                    .add(contribution);
        }
        return subjects.entrySet().stream()
                .map(entry -> new OfSubject(entry.getKey(), sum(entry.getValue()), entry.getValue()))
                .sorted(Comparator.comparingLong((OfSubject each) -> -Math.abs(each.amount()))
                        .thenComparing(each -> each.subject().toString()))
                .toList();
    }
}

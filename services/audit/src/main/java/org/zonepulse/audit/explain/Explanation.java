package org.zonepulse.audit.explain;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.InputDifference;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.ledger.kpi.Formulas;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.Levels;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/**
 * What a KPI is made of, and whether that adds up.
 *
 * @param series the KPI
 * @param asOf the day that it is the value of
 * @param cut the cut up to which the log was read
 * @param parts the sums that it is computed from; itself alone if it is summed
 * @param replayed the value by the replay's own books, which the parts know nothing of
 * @param published the value that was published last at that cut; null if the day isn't that of the cut
 * @param logDifferences where the log isn't what cuts state of it
 * @param history the history of cuts
 */
public record Explanation(
        Series series,
        LocalDate asOf,
        PublishedCut cut,
        List<Part> parts,
        Kpi replayed,
        @Nullable Amounts published,
        List<InputDifference> logDifferences,
        CutHistory history) {

    public Explanation {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(cut, "cut");
        parts = List.copyOf(parts);
        logDifferences = List.copyOf(logDifferences);
    }

    /** The value that the parts come to. */
    public Kpi value() {
        return Formulas.value(series, new Levels() {
            @Override
            public long of(Series sum) {
                return parts.stream()
                        .filter(part -> part.series().equals(sum))
                        .mapToLong(Part::total)
                        .sum();
            }

            @Override
            public Set<Scope> scopes(Measure measure) {
                return parts.stream()
                        .map(Part::series)
                        .filter(sum -> sum.measure() == measure)
                        .map(Series::scope)
                        .collect(Collectors.toSet());
            }
        });
    }

    /** Whether the parts come to what the replay's books say. */
    public boolean addsUp() {
        return value().equals(replayed);
    }

    /** Whether the parts come to what was published; true if nothing was published of that day. */
    public boolean isAsPublished() {
        return published == null || published.saysTheSameAs(Amounts.of(value()));
    }

    /** Whether all is as it should be. */
    public boolean holds() {
        return addsUp() && isAsPublished() && logDifferences.isEmpty();
    }
}

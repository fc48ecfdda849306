package org.zonepulse.audit.whatif;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.InputDifference;
import org.zonepulse.audit.replay.ReplayCounts;

/**
 * What was published at a cut, beside what it would have been.
 *
 * @param log where the log lies
 * @param alternative what is otherwise
 * @param cut number of the cut
 * @param publishedAt when that was published
 * @param businessDay its business day; null before the first, and then there are no values
 * @param kpis all KPIs that have a value live or under the alternative, by name; empty if {@link #isSound} says no
 * @param live what became of the log's records live
 * @param other what became of them under the alternative
 * @param unmet exclusions that nothing in the log fell under
 * @param disagreements where the log doesn't come to what was published, by name
 * @param inputDifferences where the log isn't what cuts were computed from
 */
public record WhatIfReport(
        String log,
        Alternative alternative,
        long cut,
        Instant publishedAt,
        @Nullable LocalDate businessDay,
        List<ComparedKpi> kpis,
        ReplayCounts live,
        OtherCounts other,
        List<Exclusion> unmet,
        List<Disagreement> disagreements,
        List<InputDifference> inputDifferences) {

    /**
     * A KPI of which the log, by the live rules, doesn't come to what was published.
     *
     * @param kpi its name, such as {@code loan-balance@zone}
     * @param published what the cuts say
     * @param recomputed what the log comes to
     */
    public record Disagreement(String kpi, Amounts published, Amounts recomputed) {
        public Disagreement {
            Objects.requireNonNull(kpi, "kpi");
            Objects.requireNonNull(published, "published");
            Objects.requireNonNull(recomputed, "recomputed");
        }
    }

    public WhatIfReport {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(alternative, "alternative");
        Objects.requireNonNull(publishedAt, "publishedAt");
        Objects.requireNonNull(live, "live");
        Objects.requireNonNull(other, "other");
        kpis = List.copyOf(kpis);
        unmet = List.copyOf(unmet);
        disagreements = List.copyOf(disagreements);
        inputDifferences = List.copyOf(inputDifferences);
    }

    /** Whether the log comes to what was published. If not, there is nothing sound that an alternative could be compared with. */
    public boolean isSound() {
        return disagreements.isEmpty() && inputDifferences.isEmpty();
    }
}

package org.zonepulse.audit.whatif;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.InputDifference;
import org.zonepulse.audit.replay.ReplayCounts;
import org.zonepulse.schemas.Edition;

/**
 * What one edition published at a cut, beside what this program's fold comes to from the very same input by a candidate's zone.
 *
 * @param log where the log lies
 * @param live the edition that published the cut
 * @param candidate the edition that is to take its place
 * @param cut number of the cut
 * @param publishedAt when that was published
 * @param businessDay its business day; null before the first, and then there are no values
 * @param kpis all KPIs that have a value in one of the two, by name
 * @param unknown names of KPIs that were published and that this program doesn't know, which is a difference each
 * @param counts what became of the log's records here
 * @param inputDifferences where the log isn't what the cuts were computed from: then nothing is comparable
 */
public record EditionReport(
        String log,
        Edition live,
        Edition candidate,
        long cut,
        Instant publishedAt,
        @Nullable LocalDate businessDay,
        List<ComparedKpi> kpis,
        List<String> unknown,
        ReplayCounts counts,
        List<InputDifference> inputDifferences) {

    public EditionReport {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(live, "live");
        Objects.requireNonNull(candidate, "candidate");
        Objects.requireNonNull(publishedAt, "publishedAt");
        Objects.requireNonNull(counts, "counts");
        kpis = List.copyOf(kpis);
        unknown = List.copyOf(unknown);
        inputDifferences = List.copyOf(inputDifferences);
    }

    /** Number of KPIs that differ. */
    public long differing() {
        return unknown.size() + kpis.stream().filter(ComparedKpi::differs).count();
    }

    /** Whether both say the same, of a log that is what the cut was computed from. */
    public boolean isEqual() {
        return inputDifferences.isEmpty() && differing() == 0;
    }
}

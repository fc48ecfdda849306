package org.zonepulse.audit.verify;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.Position;
import org.zonepulse.audit.replay.ReplayCounts;
import org.zonepulse.schemas.Edition;

/**
 * What a verification came to.
 *
 * @param log where the log lies
 * @param edition whose publications were compared
 * @param zone id of the zone whose rules were applied
 * @param cut number of the last cut that was compared
 * @param publishedAt when that was published
 * @param businessDay its business day; null before the first
 * @param cuts number of cuts whose values were compared
 * @param values number of comparisons of a value with what the log comes to
 * @param months number of months of daily flows that were compared
 * @param days number of daily flows in them
 * @param monthsGone months of flows of which compaction has left nothing as old as the cut
 * @param valuesGone KPIs of which the topic of values has nothing as old as a copy's latest cut; the history of cuts has them
 * @param ranges number of ranges of the log whose digests were compared
 * @param anomalies how many open anomalies were compared; null if none could be: they are of the latest cut at the
 *     earliest, and an archive doesn't tell which events came after it
 * @param zones by which zones' rules the cuts say that they were computed
 * @param counts what became of the log's records
 * @param positions what was read, with its digests
 * @param differences what differs, at most {@link Verification#MOST_DIFFERENCES}
 * @param allDifferences how many there are
 */
public record VerificationReport(
        String log,
        Edition edition,
        String zone,
        long cut,
        Instant publishedAt,
        @Nullable LocalDate businessDay,
        long cuts,
        long values,
        long months,
        long days,
        long monthsGone,
        long valuesGone,
        long ranges,
        @Nullable Anomalies anomalies,
        ZonesStated zones,
        ReplayCounts counts,
        List<Position> positions,
        List<Difference> differences,
        long allDifferences) {

    /**
     * Open anomalies, as shown or as recomputed.
     *
     * @param compared how many were compared
     * @param leftOut how many belong to enterprises with events after the cut: those may have changed them since
     */
    public record Anomalies(long compared, long leftOut) {}

    public VerificationReport {
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(edition, "edition");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(publishedAt, "publishedAt");
        Objects.requireNonNull(zones, "zones");
        Objects.requireNonNull(counts, "counts");
        positions = List.copyOf(positions);
        differences = List.copyOf(differences);
    }

    /** Whether something that was published could not be compared, since only what came later is left of it. */
    public boolean leavesOut() {
        return monthsGone > 0 || valuesGone > 0;
    }

    /** Whether all that was published is what the log comes to. */
    public boolean isEqual() {
        return allDifferences == 0;
    }
}

package org.zonepulse.audit.asof;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.InputDifference;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.ledger.measure.Series;

/**
 * What was said at one moment about a day, and what is known of it now.
 *
 * @param date the day
 * @param then the cut that says what was known then; null if none had been published
 * @param now the latest cut
 * @param history the history of cuts
 * @param kpis the KPIs that were asked for, in order
 * @param events how many events became known in between and changed any of them
 * @param largest the largest of these
 * @param notAddingUp sums whose difference isn't what the events' effects come to
 * @param notAsPublished KPIs that were published otherwise at one of both cuts, where the day was that cut's
 * @param logDifferences where the log isn't what cuts state of it
 */
public record Comparison(
        LocalDate date,
        @Nullable PublishedCut then,
        PublishedCut now,
        CutHistory history,
        List<KpiAtBothTimes> kpis,
        long events,
        List<EventEffects> largest,
        List<Series> notAddingUp,
        List<Series> notAsPublished,
        List<InputDifference> logDifferences) {

    public Comparison {
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(now, "now");
        kpis = List.copyOf(kpis);
        largest = List.copyOf(largest);
        notAddingUp = List.copyOf(notAddingUp);
        notAsPublished = List.copyOf(notAsPublished);
        logDifferences = List.copyOf(logDifferences);
    }

    /** Whether what was said then was about a day that was yet to come. */
    public boolean wasAboutTheFuture() {
        PublishedCut cut = then;
        return cut != null && (cut.businessDay() == null || cut.businessDay().isBefore(date));
    }

    /** Whether all is as it should be; that something is known better now is. */
    public boolean holds() {
        return notAddingUp.isEmpty() && notAsPublished.isEmpty() && logDifferences.isEmpty();
    }
}

package org.zonepulse.audit.asof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.explain.SeenEvent;
import org.zonepulse.audit.replay.Witness;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.kpi.Ingredients;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Flow;

/**
 * Sums up what events change as of a day, from when it is told to begin. Only the largest are kept; all are shown to a
 * visitor, so that memory doesn't grow with their number.
 */
final class EffectGathering implements Witness {

    private final Predicate<Series> selection;
    private final int until;
    private final int top;
    private final EffectVisitor visitor;
    private final PriorityQueue<EventEffects> largest = new PriorityQueue<>(EventEffects.LARGEST_FIRST.reversed());
    private final Map<Series, Long> sums = new HashMap<>();
    private long events;
    private volatile boolean begun;

    /**
     * A gathering that hasn't begun.
     *
     * @param selection which KPIs matter
     * @param until the last day that counts, as days since 1970-01-01
     * @param top how many events are kept
     */
    EffectGathering(Predicate<Series> selection, int until, int top, EffectVisitor visitor) {
        this.selection = selection;
        this.until = until;
        this.top = top;
        this.visitor = visitor;
    }

    /** From now on events matter. */
    void begin() {
        begun = true;
    }

    @Override
    public void taken(ConsumerRecord<byte[], byte[]> record, Event event, List<Flow> changes) {
        if (!begun || changes.isEmpty()) {
            return;
        }
        SortedMap<Series, Long> added = new TreeMap<>(Series.CATALOGUE_ORDER);
        for (Flow flow : changes) {
            if (flow.day() <= until) {
                add(flow, added);
            }
        }
        added.values().removeIf(amount -> amount == 0);
        if (!added.isEmpty()) {
            EventEffects effects = new EventEffects(SeenEvent.of(record, event), added);
            visitor.visit(effects);
            keep(effects);
        }
    }

    private void add(Flow flow, Map<Series, Long> added) {
        Series formula = Ingredients.formulaOver(flow.series());
        Series ingredient = formula != null && selection.test(formula)
                ? Ingredients.of(formula).sumOf(flow.series())
                : null;
        for (Scope scope : flow.series().scope().rollUps()) {
            Series series = new Series(flow.series().measure(), scope);
            if (series.equals(ingredient) || selection.test(series)) {
                added.merge(series, flow.amount(), Long::sum);
            }
        }
    }

    private synchronized void keep(EventEffects effects) {
        events++;
        effects.effects().forEach((series, amount) -> sums.merge(series, amount, Long::sum));
        largest.add(effects);
        if (largest.size() > top) {
            largest.remove();
        }
    }

    /** Number of events that changed anything. */
    synchronized long events() {
        return events;
    }

    /** The largest, the very largest first. */
    synchronized List<EventEffects> largest() {
        List<EventEffects> sorted = new ArrayList<>(largest);
        sorted.sort(EventEffects.LARGEST_FIRST);
        return sorted;
    }

    /** What the effects on a sum add up to; null if there were none. */
    synchronized @Nullable Long sumOf(Series series) {
        return sums.get(series);
    }

    /** The sums that anything was added to. */
    synchronized List<Series> changed() {
        return List.copyOf(sums.keySet());
    }
}

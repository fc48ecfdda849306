package org.zonepulse.audit.asof;

import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zonepulse.audit.explain.SeenEvent;
import org.zonepulse.ledger.measure.Series;

/**
 * What an event changes of sums as of a day, where it comes in the log.
 *
 * @param seen the event
 * @param effects the amounts that it adds, without zeros; at least one
 */
public record EventEffects(SeenEvent seen, SortedMap<Series, Long> effects) {

    /** By the largest single amount, then by place in the log. */
    static final Comparator<EventEffects> LARGEST_FIRST = Comparator.comparingLong(
                    (EventEffects each) -> -each.largest())
            .thenComparing(EventEffects::seen, SeenEvent.BY_PLACE);

    public EventEffects {
        Objects.requireNonNull(seen, "seen");
        SortedMap<Series, Long> sorted = new TreeMap<>(Series.CATALOGUE_ORDER);
        sorted.putAll(effects);
        effects = Collections.unmodifiableSortedMap(sorted);
    }

    private long largest() {
        return effects.values().stream().mapToLong(Math::abs).max().orElse(0);
    }
}

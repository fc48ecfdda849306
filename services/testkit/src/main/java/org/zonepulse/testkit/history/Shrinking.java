package org.zonepulse.testkit.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.zonepulse.ledger.event.Event;

/** Reduces a history that shows a fault to few events that still show it. */
public final class Shrinking {

    private Shrinking() {}

    /**
     * Leaves out events, many at once first and then one by one, for as long as the fault remains.
     *
     * @param events a history that shows the fault
     * @param fault whether a history shows it; must always say the same of the same events
     * @return events of which none can be left out
     */
    public static List<Event> shrink(List<Event> events, Predicate<List<Event>> fault) {
        List<Event> kept = events;
        int size = Math.max(1, kept.size() / 2);
        while (true) {
            List<Event> smaller = withoutSome(kept, size, fault);
            if (smaller.size() < kept.size()) {
                kept = smaller;
            } else if (size == 1) {
                return kept;
            } else {
                size = size / 2;
            }
        }
    }

    private static List<Event> withoutSome(List<Event> events, int size, Predicate<List<Event>> fault) {
        List<Event> kept = events;
        int from = 0;
        while (from < kept.size()) {
            List<Event> without = new ArrayList<>(kept);
            without.subList(from, Math.min(from + size, without.size())).clear();
            if (fault.test(without)) {
                kept = without;
            } else {
                from += size;
            }
        }
        return kept;
    }
}

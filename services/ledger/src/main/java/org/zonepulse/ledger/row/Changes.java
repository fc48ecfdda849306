package org.zonepulse.ledger.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zonepulse.ledger.measure.Series;

/** The difference that an event makes to the flows. What an event leaves as it was is neither added nor taken away. */
final class Changes {

    /** A series on a day. */
    private record Day(Series series, int day) {}

    private final Map<Day, Long> amounts = new HashMap<>();

    /** Takes away the flows before and adds those after. */
    void replace(List<Flow> before, List<Flow> after) {
        int start = 0;
        int common = Math.min(before.size(), after.size());
        while (start < common && before.get(start).equals(after.get(start))) {
            start++;
        }
        int beforeEnd = before.size();
        int afterEnd = after.size();
        while (beforeEnd > start
                && afterEnd > start
                && before.get(beforeEnd - 1).equals(after.get(afterEnd - 1))) {
            beforeEnd--;
            afterEnd--;
        }
        for (int i = start; i < beforeEnd; i++) {
            add(before.get(i), -before.get(i).amount());
        }
        for (int i = start; i < afterEnd; i++) {
            add(after.get(i), after.get(i).amount());
        }
    }

    private void add(Flow flow, long amount) {
        amounts.merge(new Day(flow.series(), flow.day()), amount, Long::sum);
    }

    /** Adds the difference to the store's flows, and starts anew. */
    void writeTo(RowStore store) {
        amounts.forEach((day, amount) -> {
            if (amount != 0) {
                store.add(day.series(), day.day(), amount);
            }
        });
        amounts.clear();
    }
}

package org.zonepulse.ledger.row;

import java.util.HashMap;
import java.util.Map;
import org.zonepulse.ledger.measure.Series;

/** The difference that an event makes to the flows. What an event leaves as it was is neither added nor taken away. */
final class Changes implements FlowSink {

    /** A series on a day. */
    private record Day(Series series, int day) {
        @Override
        public int hashCode() {
            return 31 * series.hashCode() + day;
        }
    }

    private final Map<Day, Long> amounts = new HashMap<>();

    @Override
    public void add(Series series, int day, long amount) {
        amounts.merge(new Day(series, day), amount, Long::sum);
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

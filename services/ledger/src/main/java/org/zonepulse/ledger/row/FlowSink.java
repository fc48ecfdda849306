package org.zonepulse.ledger.row;

import java.util.List;
import org.zonepulse.ledger.measure.Series;

/** Takes in what is to be added to flows. */
@FunctionalInterface
interface FlowSink {

    /**
     * Adds to the flow of a series on a day.
     *
     * @param day days since 1970-01-01
     * @param amount not 0
     */
    void add(Series series, int day, long amount);

    /** Takes away the flows before and adds those after; what is the same at the start and end of both is left alone. */
    default void replace(List<Flow> before, List<Flow> after) {
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
            Flow flow = before.get(i);
            add(flow.series(), flow.day(), -flow.amount());
        }
        for (int i = start; i < afterEnd; i++) {
            Flow flow = after.get(i);
            add(flow.series(), flow.day(), flow.amount());
        }
    }
}

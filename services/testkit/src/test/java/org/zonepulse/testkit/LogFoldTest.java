package org.zonepulse.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.kpi.FlowSums;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.LogFold;
import org.zonepulse.testkit.Property.Share;

/** Property (g): a log folded now and then, an enterprise at once, tells what it tells event by event. Tried on all histories. */
class LogFoldTest {

    @Test
    void shouldTellTheSameAsEventByEvent() {
        Property property = (events, dice) -> {
            Ledger one = new Ledger();
            LogFold whole = new LogFold(TestZone.ZONE, Definitions.STANDARD);
            FlowSums flows = new FlowSums();
            int times = dice.between(1, 6);
            int taken = 0;
            int addedByOne = 0;
            for (Event event : events) {
                addedByOne += one.apply(event) ? 1 : 0;
                whole.take(event);
                taken++;
                if (taken == events.size() || dice.chance(100 * times / events.size())) {
                    whole.fold();
                    flows.addAll(whole.takeFlows());
                    String difference = one.told()
                            .differenceTo(
                                    new Ledger.Told(byDay(flows), Map.copyOf(whole.anomalies())),
                                    "event by event",
                                    "at once, to event " + taken);
                    if (difference != null) {
                        return difference;
                    }
                }
            }
            return whole.taken() == addedByOne && whole.repeats() == taken - addedByOne
                    ? null
                    : whole.taken() + " were new, and event by event " + addedByOne;
        };
        property.holds(Share.ALL);
    }

    private static Map<Series, NavigableMap<Integer, Long>> byDay(FlowSums sums) {
        Map<Series, NavigableMap<Integer, Long>> flows = new HashMap<>();
        sums.forEachMonth((key, month) -> {
            for (int i = 0; i < month.size(); i++) {
                int day = Math.toIntExact(key.yearMonth().atDay(month.day(i)).toEpochDay());
                flows.computeIfAbsent(key.series(), _ -> new TreeMap<>()).put(day, month.amount(i));
            }
        });
        return flows;
    }
}

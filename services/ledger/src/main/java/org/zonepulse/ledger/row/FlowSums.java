package org.zonepulse.ledger.row;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Series;

/**
 * Sums flows by series and day. An event brings several flows, most of them on days of their own, so this is what a
 * replay does most often: it takes neither an object nor a look at the calendar for each.
 */
final class FlowSums implements FlowSink {

    /** Flows that are added in one go: each goes to a place far from the last, and so they needn't wait for each other. */
    private static final int ADDED_AT_ONCE = 1 << 10;

    private Map<Series, Days> bySeries = new HashMap<>();
    private final Days[] waitingFor = new Days[ADDED_AT_ONCE];
    private final int[] waitingDays = new int[ADDED_AT_ONCE];
    private final long[] waitingAmounts = new long[ADDED_AT_ONCE];
    private int waiting;

    /** The sums of one series, in stretches of days, of which only those with a flow take room. */
    private static final class Days {

        /** A power of two, so that a day's place in its stretch is a matter of bits. */
        private static final int STRETCH_BITS = 5;

        private static final int STRETCH = 1 << STRETCH_BITS;
        private static final long[] NONE = {};

        /** Number of the first stretch. */
        private int first;

        private long[][] stretches = {};

        void add(int day, long amount) {
            int stretch = day >> STRETCH_BITS;
            int at = stretch - first;
            if (at < 0 || at >= stretches.length) {
                makeRoom(stretch);
                at = stretch - first;
            }
            if (stretches[at].length == 0) {
                stretches[at] = new long[STRETCH];
            }
            stretches[at][day & (STRETCH - 1)] += amount;
        }

        private void makeRoom(int stretch) {
            int end = first + stretches.length;
            int more = stretches.length / 2;
            int from = stretches.length == 0 ? stretch : stretch < first ? Math.min(stretch, first - more) : first;
            int until = stretch < end ? end : Math.max(stretch + 1, end + more);
            long[][] wider = new long[until - from][];
            Arrays.fill(wider, NONE);
            System.arraycopy(stretches, 0, wider, stretches.length == 0 ? 0 : first - from, stretches.length);
            stretches = wider;
            first = from;
        }

        void drain(Series series, BiConsumer<MonthKey, MonthFlows> sink) {
            long[] ofMonth = new long[MonthFlows.DAYS];
            int month = Integer.MIN_VALUE;
            for (int i = 0; i < stretches.length; i++) {
                for (int j = 0; j < stretches[i].length; j++) {
                    if (stretches[i][j] != 0) {
                        LocalDate date = LocalDate.ofEpochDay(((first + i) << STRETCH_BITS) + j);
                        if (MonthKey.monthOf(date) != month) {
                            handOut(series, month, ofMonth, sink);
                            month = MonthKey.monthOf(date);
                        }
                        ofMonth[date.getDayOfMonth() - 1] = stretches[i][j];
                    }
                }
            }
            handOut(series, month, ofMonth, sink);
        }

        private static void handOut(Series series, int month, long[] ofMonth, BiConsumer<MonthKey, MonthFlows> sink) {
            MonthFlows flows = MonthFlows.of(ofMonth);
            if (!flows.isEmpty()) {
                sink.accept(new MonthKey(series, month), flows);
                Arrays.fill(ofMonth, 0);
            }
        }
    }

    @Override
    public void add(Series series, int day, long amount) {
        waitingFor[waiting] = bySeries.computeIfAbsent(series, _ -> new Days());
        waitingDays[waiting] = day;
        waitingAmounts[waiting] = amount;
        waiting++;
        if (waiting == ADDED_AT_ONCE) {
            addWaiting();
        }
    }

    private void addWaiting() {
        for (int i = 0; i < waiting; i++) {
            waitingFor[i].add(waitingDays[i], waitingAmounts[i]);
        }
        waiting = 0;
    }

    /** Hands out the months with sums that aren't zero, in no order, and forgets them. */
    void drain(BiConsumer<MonthKey, MonthFlows> sink) {
        addWaiting();
        Arrays.fill(waitingFor, null);
        Map<Series, Days> all = bySeries;
        bySeries = new HashMap<>();
        all.forEach((series, days) -> days.drain(series, sink));
    }
}

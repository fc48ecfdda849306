package org.zonepulse.ledger.kpi;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/**
 * Flows summed by series and day, on their way into a book. An event brings several flows, most of them on days of their own,
 * so adding is what a replay does most often: it takes neither an object nor a look at the calendar for each.
 *
 * <p>Not thread-safe.
 */
public final class FlowSums {

    /** Flows that are added in one go: each goes to a place far from the last, and so they needn't wait for each other. */
    private static final int ADDED_AT_ONCE = 1 << 10;

    private final Map<Series, Days> bySeries = new HashMap<>();
    private final Days[] waitingFor = new Days[ADDED_AT_ONCE];
    private final int[] waitingDays = new int[ADDED_AT_ONCE];
    private final long[] waitingAmounts = new long[ADDED_AT_ONCE];
    private int waiting;

    /** What was added to last, since several flows of the same series often come in a row. */
    private @Nullable Series lastSeries;

    private Days lastDays = new Days();

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
            stretch(day >> STRETCH_BITS)[day & (STRETCH - 1)] += amount;
        }

        private long[] stretch(int number) {
            int at = number - first;
            if (at < 0 || at >= stretches.length) {
                makeRoom(number);
                at = number - first;
            }
            if (stretches[at].length == 0) {
                stretches[at] = new long[STRETCH];
            }
            return stretches[at];
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

        void addAll(Days more) {
            for (int i = 0; i < more.stretches.length; i++) {
                long[] amounts = more.stretches[i];
                if (amounts.length > 0) {
                    long[] sums = stretch(more.first + i);
                    for (int j = 0; j < STRETCH; j++) {
                        sums[j] += amounts[j];
                    }
                }
            }
        }

        /** Hands out the months with sums that aren't zero, in order. */
        void forEachMonth(MonthSink sink) {
            long[] ofMonth = new long[MonthFlows.DAYS];
            LocalDate month = LocalDate.MIN;
            int monthStart = 0;
            int monthEnd = Integer.MIN_VALUE;
            for (int i = 0; i < stretches.length; i++) {
                int start = (first + i) << STRETCH_BITS;
                for (int j = 0; j < stretches[i].length; j++) {
                    int day = start + j;
                    if (stretches[i][j] == 0) {
                        continue;
                    }
                    if (day >= monthEnd) {
                        handOut(month, ofMonth, sink);
                        month = LocalDate.ofEpochDay(day).withDayOfMonth(1);
                        monthStart = Math.toIntExact(month.toEpochDay());
                        monthEnd = monthStart + month.lengthOfMonth();
                    }
                    ofMonth[day - monthStart] = stretches[i][j];
                }
            }
            handOut(month, ofMonth, sink);
        }

        private static void handOut(LocalDate month, long[] ofMonth, MonthSink sink) {
            MonthFlows flows = MonthFlows.of(ofMonth);
            if (!flows.isEmpty()) {
                sink.take(MonthKey.monthOf(month), flows);
                Arrays.fill(ofMonth, 0);
            }
        }
    }

    /** Is given a month's flows. */
    @FunctionalInterface
    interface MonthSink {

        /**
         * Takes them.
         *
         * @param month its number, as in {@link MonthKey}
         * @param flows at least one day's
         */
        void take(int month, MonthFlows flows);
    }

    /** The months of a series with sums that aren't zero. */
    @FunctionalInterface
    interface Months {

        /** Hands them out in order. */
        void forEach(MonthSink sink);
    }

    /**
     * Adds to the flow of a series on a day.
     *
     * @param day days since 1970-01-01
     */
    public void add(Series series, int day, long amount) {
        if (!series.equals(lastSeries)) {
            lastSeries = series;
            lastDays = days(series);
        }
        waitingFor[waiting] = lastDays;
        waitingDays[waiting] = day;
        waitingAmounts[waiting] = amount;
        waiting++;
        if (waiting == ADDED_AT_ONCE) {
            addWaiting();
        }
    }

    private Days days(Series series) {
        return bySeries.computeIfAbsent(series, _ -> new Days());
    }

    private void addWaiting() {
        for (int i = 0; i < waiting; i++) {
            waitingFor[i].add(waitingDays[i], waitingAmounts[i]);
        }
        waiting = 0;
    }

    /** Adds all that others have summed. */
    public void addAll(FlowSums others) {
        addWaiting();
        others.addWaiting();
        others.bySeries.forEach((series, days) -> days(series).addAll(days));
    }

    /** Adds to wider scopes what is also a part of them; to be done once, when all is summed. */
    public void rollUp() {
        addWaiting();
        Map<Scope, List<Scope>> rollUps = new HashMap<>();
        new ArrayList<>(bySeries.entrySet()).forEach(entry -> {
            Series series = entry.getKey();
            for (Scope scope : rollUps.computeIfAbsent(series.scope(), Scope::rollUps)) {
                if (!scope.equals(series.scope())) {
                    days(new Series(series.measure(), scope)).addAll(entry.getValue());
                }
            }
        });
    }

    /** Hands out each series, with what hands out its months. */
    void forEachSeries(BiConsumer<Series, Months> sink) {
        addWaiting();
        bySeries.forEach((series, days) -> sink.accept(series, days::forEachMonth));
    }

    /** Hands out the months with sums that aren't zero, in no order. */
    public void forEachMonth(BiConsumer<MonthKey, MonthFlows> sink) {
        forEachSeries(
                (series, months) -> months.forEach((month, flows) -> sink.accept(new MonthKey(series, month), flows)));
    }
}

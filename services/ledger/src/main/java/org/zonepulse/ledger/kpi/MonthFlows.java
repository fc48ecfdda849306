package org.zonepulse.ledger.kpi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The flows of one series in one month, day by day: only the days with a flow. Most months of most series have few, so
 * they are kept packed. Mutable; {@link #copy()} to keep.
 */
public final class MonthFlows {

    /** The most days that a month has. */
    public static final int DAYS = 31;

    private static final byte[] NO_DAYS = {};
    private static final long[] NO_AMOUNTS = {};

    private byte[] days = NO_DAYS;
    private long[] amounts = NO_AMOUNTS;

    /**
     * The flows of a whole month.
     *
     * @param amounts the amount of each day, from the first on, zeros included
     */
    public static MonthFlows of(long[] amounts) {
        int size = 0;
        for (long amount : amounts) {
            size += amount == 0 ? 0 : 1;
        }
        MonthFlows flows = new MonthFlows();
        if (size > 0) {
            flows.days = new byte[size];
            flows.amounts = new long[size];
            for (int i = 0, next = 0; next < size; i++) {
                if (amounts[i] != 0) {
                    flows.days[next] = (byte) (i + 1);
                    flows.amounts[next++] = amounts[i];
                }
            }
        }
        return flows;
    }

    /** The sum of a day's flows so far, plus this; a day whose flows cancel out is forgotten. */
    public void add(int dayOfMonth, long amount) {
        int at = Arrays.binarySearch(days, (byte) dayOfMonth);
        if (at >= 0 && amounts[at] + amount == 0) {
            remove(at);
        } else if (at >= 0) {
            amounts[at] += amount;
        } else if (amount != 0) {
            insert(-at - 1, (byte) dayOfMonth, amount);
        }
    }

    /** Adds the flows of another, day by day. */
    public void addAll(MonthFlows more) {
        if (isEmpty()) {
            days = more.days.clone();
            amounts = more.amounts.clone();
            return;
        }
        byte[] sumDays = new byte[days.length + more.days.length];
        long[] sums = new long[sumDays.length];
        int size = 0;
        int mine = 0;
        int others = 0;
        while (mine < days.length || others < more.days.length) {
            byte day = (byte) Math.min(
                    mine < days.length ? days[mine] : Byte.MAX_VALUE,
                    others < more.days.length ? more.days[others] : Byte.MAX_VALUE);
            long sum = 0;
            if (mine < days.length && days[mine] == day) {
                sum += amounts[mine++];
            }
            if (others < more.days.length && more.days[others] == day) {
                sum += more.amounts[others++];
            }
            sumDays[size] = day;
            sums[size] = sum;
            size += sum == 0 ? 0 : 1;
        }
        days = Arrays.copyOf(sumDays, size);
        amounts = Arrays.copyOf(sums, size);
    }

    /** What is to be added to these flows in order to come to the other's. */
    public MonthFlows differenceTo(MonthFlows after) {
        if (isEmpty()) {
            return after;
        }
        MonthFlows difference = after.copy();
        for (int i = 0; i < days.length; i++) {
            difference.add(days[i], -amounts[i]);
        }
        return difference;
    }

    private void insert(int at, byte day, long amount) {
        days = Arrays.copyOf(days, days.length + 1);
        amounts = Arrays.copyOf(amounts, amounts.length + 1);
        System.arraycopy(days, at, days, at + 1, days.length - at - 1);
        System.arraycopy(amounts, at, amounts, at + 1, amounts.length - at - 1);
        days[at] = day;
        amounts[at] = amount;
    }

    private void remove(int at) {
        System.arraycopy(days, at + 1, days, at, days.length - at - 1);
        System.arraycopy(amounts, at + 1, amounts, at, amounts.length - at - 1);
        days = Arrays.copyOf(days, days.length - 1);
        amounts = Arrays.copyOf(amounts, amounts.length - 1);
    }

    /** Number of days with a flow. */
    public int size() {
        return days.length;
    }

    /** Whether no day has a flow. */
    public boolean isEmpty() {
        return days.length == 0;
    }

    /** The i-th day with a flow, 1 to 31. */
    public int day(int i) {
        return days[i];
    }

    /** The flow of the i-th day with one. */
    public long amount(int i) {
        return amounts[i];
    }

    /** The flow of a day of the month. */
    public long amountOn(int dayOfMonth) {
        int at = Arrays.binarySearch(days, (byte) dayOfMonth);
        return at < 0 ? 0 : amounts[at];
    }

    /** The sum of the flows up to a day of the month, that day included. */
    public long sumUntil(int dayOfMonth) {
        long sum = 0;
        for (int i = 0; i < days.length && days[i] <= dayOfMonth; i++) {
            sum += amounts[i];
        }
        return sum;
    }

    /** The sum of all flows of the month. */
    public long sum() {
        return sumUntil(DAYS);
    }

    /** The same flows, on their own. */
    public MonthFlows copy() {
        MonthFlows copy = new MonthFlows();
        copy.days = days.clone();
        copy.amounts = amounts.clone();
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MonthFlows that
                && Arrays.equals(days, that.days)
                && Arrays.equals(amounts, that.amounts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(days) + Arrays.hashCode(amounts);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < days.length; i++) {
            text.append(i == 0 ? "" : ", ").append(days[i]).append("=").append(amounts[i]);
        }
        return text.append("}").toString();
    }
}

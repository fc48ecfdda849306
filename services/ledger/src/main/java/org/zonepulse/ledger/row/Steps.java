package org.zonepulse.ledger.row;

import java.util.Arrays;

/** The steps by which a level changes: at most one a day, in order of days, none of them zero once read. */
final class Steps {

    private int[] days = new int[4];
    private long[] amounts = new long[4];
    private int size;

    /** A level of 1 from a day until another. */
    static Steps during(int from, int until) {
        Steps steps = new Steps();
        if (from < until) {
            steps.add(from, 1);
            if (until != Placement.NEVER) {
                steps.add(until, -1);
            }
        }
        return steps;
    }

    int size() {
        return size;
    }

    int day(int i) {
        return days[i];
    }

    long amount(int i) {
        return amounts[i];
    }

    /** Adds to a day's step; days may come in any order. */
    void add(int day, long amount) {
        int at = Arrays.binarySearch(days, 0, size, day);
        if (at >= 0) {
            amounts[at] += amount;
            return;
        }
        if (size == days.length) {
            days = Arrays.copyOf(days, size * 2);
            amounts = Arrays.copyOf(amounts, size * 2);
        }
        int slot = -at - 1;
        System.arraycopy(days, slot, days, slot + 1, size - slot);
        System.arraycopy(amounts, slot, amounts, slot + 1, size - slot);
        days[slot] = day;
        amounts[slot] = amount;
        size++;
    }

    /** The lowest level at the end of any day; 0 if there are no steps. */
    long lowest() {
        long level = 0;
        long lowest = 0;
        for (int i = 0; i < size; i++) {
            level += amounts[i];
            lowest = Math.min(lowest, level);
        }
        return lowest;
    }
}

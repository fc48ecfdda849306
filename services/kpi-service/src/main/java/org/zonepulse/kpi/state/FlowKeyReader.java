package org.zonepulse.kpi.state;

import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Series;

/**
 * Reads keys of flows as they come out of a store: in order, so that all months of a series follow each other and its name is read
 * but once. While a store with hundreds of thousands of them is read, figures stand still.
 *
 * <p>Not thread-safe.
 */
public final class FlowKeyReader {

    private static final int NO_NUMBER = -1;

    /** What the last key had before its month, without the separator. */
    private byte[] name = {};

    private @Nullable Series series;

    /**
     * Reads a key.
     *
     * @return the series and its month; null if it is another key than one of flows
     * @throws IllegalStateException if this release doesn't know the measure or scope
     */
    public @Nullable MonthKey read(Bytes key) {
        byte[] bytes = key.get();
        Series last = series;
        int end = name.length;
        if (last != null
                && bytes.length > end
                && bytes[end] == StoreKey.SEPARATOR
                && Arrays.equals(bytes, 0, end, name, 0, end)) {
            int month = number(bytes, end + 1);
            if (month != NO_NUMBER) {
                return new MonthKey(last, month);
            }
        }
        if (!StoreKey.isFlows(key)) {
            return null;
        }
        MonthKey month = StoreKey.month(key);
        series = month.series();
        name = Arrays.copyOf(bytes, lastSeparator(bytes));
        return month;
    }

    /** The month's number that these bytes write from there to their end. */
    private static int number(byte[] bytes, int from) {
        int digits = bytes.length - from;
        if (digits < 1 || digits > StoreKey.MONTH_DIGITS) {
            return NO_NUMBER;
        }
        int number = 0;
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return NO_NUMBER;
            }
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private static int lastSeparator(byte[] bytes) {
        int at = bytes.length - 1;
        while (bytes[at] != StoreKey.SEPARATOR) {
            at--;
        }
        return at;
    }
}

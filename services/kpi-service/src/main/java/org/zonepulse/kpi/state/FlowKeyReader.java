package org.zonepulse.kpi.state;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Series;

/**
 * Reads keys of flows as they come out of a changelog, hundreds of thousands of a few thousand series: the name of each series is
 * looked at but once.
 *
 * <p>Not thread-safe.
 */
final class FlowKeyReader {

    private static final int NO_NUMBER = -1;

    private final Map<Bytes, Series> known = new HashMap<>();

    /**
     * Reads a key.
     *
     * @return the series and its month; null if it is another key than one of flows
     * @throws IllegalStateException if this release doesn't know the measure or scope
     */
    @Nullable MonthKey read(Bytes key) {
        byte[] bytes = key.get();
        if (!StoreKey.mayBeFlows(key)) {
            return null;
        }
        int first = 1;
        while (first < bytes.length && bytes[first] != StoreKey.SEPARATOR) {
            first++;
        }
        int last = bytes.length - 1;
        while (last > first && bytes[last] != StoreKey.SEPARATOR) {
            last--;
        }
        int month = number(bytes, last + 1, bytes.length, StoreKey.MONTH_DIGITS);
        if (last <= first || month == NO_NUMBER || number(bytes, 1, first, StoreKey.PARTITION_DIGITS) == NO_NUMBER) {
            return null;
        }
        Bytes name = Bytes.wrap(Arrays.copyOfRange(bytes, first + 1, last));
        Series series = known.get(name);
        if (series == null) {
            if (!StoreKey.isFlows(key)) {
                return null;
            }
            series = StoreKey.month(key).series();
            known.put(name, series);
        }
        return new MonthKey(series, month);
    }

    /** The whole number that these bytes write. */
    private static int number(byte[] bytes, int from, int until, int mostDigits) {
        if (until - from < 1 || until - from > mostDigits) {
            return NO_NUMBER;
        }
        int number = 0;
        for (int i = from; i < until; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return NO_NUMBER;
            }
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }
}

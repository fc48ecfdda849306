package org.zonepulse.benchmarks;

import java.util.Locale;
import java.util.stream.LongStream;

/** Spans of time, in order of their length. */
final class Times {

    private static final double NANOS_IN_MILLI = 1e6;

    private final long[] sorted;

    private Times(long[] sorted) {
        this.sorted = sorted;
    }

    /** @param nanos in any order; one at least */
    static Times of(LongStream nanos) {
        return new Times(nanos.sorted().toArray());
    }

    /** The span in milliseconds that this share of all doesn't exceed. */
    double quantile(double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / NANOS_IN_MILLI;
    }

    /** Median, and what one in ten, in a hundred, in a thousand and none exceed. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "median %6.1f  p90 %6.1f  p99 %6.1f  p99.9 %6.1f  most %6.1f ms",
                quantile(0.5),
                quantile(0.9),
                quantile(0.99),
                quantile(0.999),
                quantile(1));
    }
}

package org.zonepulse.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One publication: the exact input of a consistent set of values.
 *
 * @param number of the cut: 1, 2, 3, … without gaps
 * @param publishedAt when
 * @param businessDay the open business day; null before the first
 * @param inputs how far each partition of the input is included; partitions without a record are missing
 * @param changedValues number of values that were published with it
 * @param changedMonths number of months of flows that were published with it
 */
public record PublishedCut(
        long number,
        Instant publishedAt,
        @Nullable LocalDate businessDay,
        List<Input> inputs,
        int changedValues,
        int changedMonths) {

    /**
     * How far one partition is included.
     *
     * @param nextOffset of the first record that is not included
     * @param digest of the records before it, chained, as hexadecimal text
     */
    public record Input(String topic, int partition, long nextOffset, String digest) {
        public Input {
            Objects.requireNonNull(topic, "topic");
            Objects.requireNonNull(digest, "digest");
        }
    }

    public PublishedCut {
        Objects.requireNonNull(publishedAt, "publishedAt");
        inputs = List.copyOf(inputs);
    }
}

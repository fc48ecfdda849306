package org.zonepulse.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.schemas.kpi.InputPosition;

/** Follows the cuts from the moment on at which this is opened, as a consumer of their topic does. For one thread. */
final class FollowedCuts implements AutoCloseable {

    private static final TopicPartition TOPIC = new TopicPartition(TopicCatalogue.KPI_CUTS.name(), 0);
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SchemaRegistry registry;
    private final AvroRecordDecoder<Cut> decoder;
    private final Map<TopicPartition, Long> included = new HashMap<>();
    private long cuts;
    private long bytes;
    private long lastAt = System.nanoTime();
    private long longestGapNanos;

    FollowedCuts(WrittenLog log) {
        consumer = log.consumer();
        registry = SchemaRegistry.open(log.registry());
        decoder = AvroRecordDecoder.of(Cut.class, registry);
        consumer.assign(List.of(TOPIC));
        consumer.seekToEnd(List.of(TOPIC));
        var _ = consumer.position(TOPIC);
    }

    /** Waits a little for further cuts. */
    void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (decoder.decode(record.value()) instanceof Decoded.Ok<Cut>(Cut cut, int _)) {
                long now = System.nanoTime();
                longestGapNanos = Math.max(longestGapNanos, now - lastAt);
                lastAt = now;
                cuts++;
                bytes += record.serializedValueSize();
                for (InputPosition input : cut.getInputs()) {
                    included.put(new TopicPartition(input.getTopic(), input.getPartition()), input.getNextOffset());
                }
            }
        }
    }

    /** Returns when the last cut includes so many events. */
    void awaitIncluded(long events) {
        while (included() < events) {
            poll();
        }
    }

    /** Returns when the last cut includes everything before these offsets. */
    void awaitIncluded(Map<TopicPartition, Long> ends) {
        while (!ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0 || included.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
            poll();
        }
    }

    /** How many events the last cut includes. */
    long included() {
        return included.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many cuts have come. */
    long cuts() {
        return cuts;
    }

    /** Their values' bytes. */
    long bytes() {
        return bytes;
    }

    /** From now on the longest time without a cut counts anew. */
    void begin() {
        longestGapNanos = 0;
        lastAt = System.nanoTime();
    }

    /** The longest time since {@link #begin} between two cuts. */
    Duration longestGap() {
        return Duration.ofNanos(longestGapNanos);
    }

    @Override
    public void close() {
        consumer.close();
        registry.close();
    }
}

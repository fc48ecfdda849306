package org.zonepulse.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * What is measured of a Kafka Streams client beside what Kafka measures itself, under names that don't change with Kafka's: which state
 * it is in, how much of its stores is still to be restored, and how often the schema registry was away for so long that a thread gave up.
 */
final class StreamsMeters implements StateRestoreListener {

    private final Map<TopicPartition, Changelog> restoring = new ConcurrentHashMap<>();
    private final Counter restored;
    private final Counter outages;

    /**
     * A changelog that is being read.
     *
     * @param end offset at which restoring ends, exclusive
     * @param position offset of the next record to be read
     */
    private record Changelog(long end, long position) {
        long remaining() {
            return Math.max(0, end - position);
        }
    }

    StreamsMeters(KafkaStreams streams, MeterRegistry registry) {
        for (KafkaStreams.State state : KafkaStreams.State.values()) {
            Gauge.builder("zonepulse.streams.state", streams, client -> client.state() == state ? 1 : 0)
                    .description("1 for the state that the streams are in, 0 for all others")
                    .tag("state", state.name())
                    .register(registry);
        }
        Gauge.builder("zonepulse.restore.remaining", this, StreamsMeters::remaining)
                .description("What is still to be read of the changelogs of stores, in offsets")
                .baseUnit("records")
                .register(registry);
        Gauge.builder("zonepulse.restore.stores", restoring, Map::size)
                .description("Partitions of stores that are being restored")
                .register(registry);
        restored = Counter.builder("zonepulse.restored")
                .description("Records read to restore stores")
                .baseUnit("records")
                .register(registry);
        outages = Counter.builder("zonepulse.registry.outages")
                .description("Stream threads that were replaced since the schema registry was away for too long")
                .register(registry);
    }

    /** A thread has given up waiting for the schema registry. */
    void registryAway() {
        outages.increment();
    }

    private double remaining() {
        return (double)
                restoring.values().stream().mapToLong(Changelog::remaining).sum();
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long end) {
        restoring.put(changelog, new Changelog(end, from));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long last, long count) {
        restored.increment((double) count);
        restoring.computeIfPresent(changelog, (_, known) -> new Changelog(known.end, last + 1));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long total) {
        restoring.remove(changelog);
    }

    /** The partition has moved to another instance meanwhile. */
    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
        restoring.remove(changelog);
    }
}

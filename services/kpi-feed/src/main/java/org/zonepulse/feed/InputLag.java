package org.zonepulse.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * How far a cut is behind the event topics. A partition's end may lie beyond its last record, since transactions leave markers:
 * so its last offsets are looked at, whether there are records. Looked at once a second, whoever asks, and for whatever cut.
 */
public final class InputLag implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** More than that are no markers. */
    private static final long FEW = 64;

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private SortedMap<TopicPartition, End> ends = new TreeMap<>(ORDER);
    private long looked;

    /**
     * A partition's end.
     *
     * @param offset after the last record that is committed
     * @param records offsets of the records among the {@link #FEW} before it
     */
    private record End(long offset, List<Long> records) {

        long recordsFrom(long next) {
            return offset - next > FEW
                    ? offset - next
                    : records.stream().filter(record -> record >= next).count();
        }
    }

    /**
     * One partition.
     *
     * @param nextOffset of the first record that the cut doesn't include
     * @param endOffset after the last record that is committed
     * @param behind records that the cut doesn't include
     */
    public record Partition(String topic, int partition, long nextOffset, long endOffset, long behind) {}

    private InputLag(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** @param settings as of {@link KpiView#open} */
    public static InputLag open(Map<String, ?> settings) {
        return new InputLag(PublishedReader.open(settings));
    }

    /**
     * All partitions of the event topics, in order.
     *
     * @param cut null before the first
     * @throws org.apache.kafka.common.KafkaException if no broker answers
     */
    public synchronized List<Partition> behind(@Nullable PublishedCut cut) {
        if (ends.isEmpty() || System.nanoTime() - looked >= FRESH.toNanos()) {
            ends = look();
            looked = System.nanoTime();
        }
        Map<TopicPartition, Long> next = new HashMap<>();
        if (cut != null) {
            cut.inputs()
                    .forEach(input ->
                            next.put(new TopicPartition(input.topic(), input.partition()), input.nextOffset()));
        }
        List<Partition> all = new ArrayList<>();
        ends.forEach((partition, end) -> {
            long from = next.getOrDefault(partition, 0L);
            // The cut may be newer than the look.
            all.add(new Partition(
                    partition.topic(), partition.partition(), from, Math.max(from, end.offset), end.recordsFrom(from)));
        });
        return List.copyOf(all);
    }

    private SortedMap<TopicPartition, End> look() {
        List<TopicPartition> partitions = TopicCatalogue.events().stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<TopicPartition, Long> offsets = consumer.endOffsets(partitions);
        SortedMap<TopicPartition, End> found = new TreeMap<>(ORDER);
        offsets.forEach((partition, offset) -> found.put(partition, new End(offset, new ArrayList<>())));
        Set<TopicPartition> open = new HashSet<>(found.keySet());
        consumer.assign(open);
        found.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end.offset - FEW)));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            open.removeIf(partition -> consumer.position(partition) >= offsets.getOrDefault(partition, 0L));
            if (open.isEmpty()) {
                return found;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("no broker answers");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                End end = found.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end.offset) {
                    end.records.add(record.offset());
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}

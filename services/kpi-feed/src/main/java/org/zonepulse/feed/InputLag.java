package org.zonepulse.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * How far a cut is behind the event topics. A partition's end may lie beyond its last record, since transactions leave markers:
 * so where only a few offsets are missing, the records among them are counted.
 */
public final class InputLag implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** More than that are no markers. */
    private static final long FEW = 64;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable PublishedCut of;
    private List<Partition> last = List.of();
    private long asked;

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
     * All partitions of the event topics, in order; asked at most once a second.
     *
     * @param cut null before the first
     * @throws org.apache.kafka.common.KafkaException if no broker answers
     */
    public synchronized List<Partition> behind(@Nullable PublishedCut cut) {
        if (!last.isEmpty() && Objects.equals(cut, of) && System.nanoTime() - asked < FRESH.toNanos()) {
            return last;
        }
        Map<TopicPartition, Long> next = new HashMap<>();
        if (cut != null) {
            cut.inputs()
                    .forEach(input ->
                            next.put(new TopicPartition(input.topic(), input.partition()), input.nextOffset()));
        }
        List<TopicPartition> partitions = TopicCatalogue.events().stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> counted = count(partitions, next, ends);
        List<Partition> all = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long from = next.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, from);
            long behind = counted.getOrDefault(partition, Math.max(0, end - from));
            all.add(new Partition(partition.topic(), partition.partition(), from, end, behind));
        }
        last = List.copyOf(all);
        of = cut;
        asked = System.nanoTime();
        return last;
    }

    /** The records after the cut's, of the partitions in which they can be but few. */
    private Map<TopicPartition, Long> count(
            List<TopicPartition> partitions, Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> counts = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long missing = ends.getOrDefault(partition, 0L) - next.getOrDefault(partition, 0L);
            if (missing > 0 && missing <= FEW) {
                counts.put(partition, 0L);
            }
        }
        Set<TopicPartition> open = new HashSet<>(counts.keySet());
        consumer.assign(open);
        open.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            if (open.isEmpty()) {
                return counts;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("no broker answers");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    counts.merge(partition, 1L, Long::sum);
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}

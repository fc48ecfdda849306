package org.zonepulse.sandbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * The offset after the last event in each partition of the event topics. A partition's own end may lie beyond it:
 * transactions leave markers in the log, and what was aborted stays there too, and nobody ever reads either.
 */
final class LogEnds {

    private static final Duration POLL = Duration.ofMillis(200);
    /** First guess of how many offsets at an end hold no event; doubled as long as it is too few. */
    private static final long TAIL = 64;

    private LogEnds() {}

    static Map<TopicPartition, Long> read(Map<String, ?> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = TopicCatalogue.events().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return afterLastEvents(consumer, partitions);
        }
    }

    private static Map<TopicPartition, Long> afterLastEvents(
            Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
        // Of what is committed: an open transaction's events are nobody's yet.
        Map<TopicPartition, Long> logEnds = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (long tail = TAIL; ends.size() < logEnds.size(); tail *= 2) {
            Map<TopicPartition, Long> from = new HashMap<>();
            for (TopicPartition partition : partitions) {
                if (!ends.containsKey(partition)) {
                    from.put(partition, Math.max(of(starts, partition), of(logEnds, partition) - tail));
                }
            }
            ends.putAll(lastIn(consumer, from, logEnds));
            from.forEach((partition, offset) -> {
                if (offset == of(starts, partition)) {
                    ends.putIfAbsent(partition, offset);
                }
            });
        }
        return ends;
    }

    /** After the last event between these offsets; nothing for a partition where there is none. */
    private static Map<TopicPartition, Long> lastIn(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> from, Map<TopicPartition, Long> until) {
        Map<TopicPartition, Long> found = new HashMap<>();
        Set<TopicPartition> open = new HashSet<>(from.keySet());
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        while (true) {
            open.removeIf(partition -> consumer.position(partition) >= of(until, partition));
            if (open.isEmpty()) {
                return found;
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                found.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
            }
        }
    }

    private static long of(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), partition::toString);
    }
}

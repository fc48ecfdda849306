package org.zonepulse.audit.replay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.deadletter.DeadLetter;

/**
 * Which records the live pipeline has refused, as its dead letters tell. Most are refused again by whoever reads them; but
 * a schema may have been registered since, or a park been added to the zone's file. What was refused then didn't count then,
 * and doesn't count until it is published again.
 */
public final class RefusedRecords {

    private final Map<TopicPartition, Set<Long>> offsets;

    private RefusedRecords(Map<TopicPartition, Set<Long>> offsets) {
        this.offsets = offsets;
    }

    /** Of a log without dead letters. */
    public static RefusedRecords none() {
        return new RefusedRecords(Map.of());
    }

    /** What the log's dead letters tell of its event topics. */
    public static RefusedRecords of(AuditedLog log) {
        PublishedTopic<DeadLetter> topic =
                new PublishedTopic<>(TopicCatalogue.DEAD_LETTERS, DeadLetter.class, log.registry());
        if (log.partitions(TopicCatalogue.DEAD_LETTERS.name()).isEmpty()) {
            return none();
        }
        Map<TopicPartition, Set<Long>> offsets = new HashMap<>();
        try (LogReader reader = log.reader(List.of(topic.partition()))) {
            reader.readToEnd((_, record) -> {
                DeadLetter letter = topic.decode(record.offset(), record.value());
                offsets.computeIfAbsent(
                                new TopicPartition(letter.getTopic(), letter.getPartition()), _ -> new HashSet<>())
                        .add(letter.getOffset());
            });
        }
        return new RefusedRecords(offsets);
    }

    /** Whether the record at this place was refused. */
    public boolean contains(TopicPartition partition, long offset) {
        return offsets.getOrDefault(partition, Set.of()).contains(offset);
    }
}

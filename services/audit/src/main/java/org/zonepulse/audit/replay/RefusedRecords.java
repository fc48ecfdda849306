package org.zonepulse.audit.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.deadletter.DeadLetter;

/**
 * Which records the live pipeline has refused, as its dead letters tell. Most are refused again by whoever reads them; but
 * a schema may have been registered since, or a park been added to the zone's file. What was refused then didn't count then,
 * and doesn't count until it is published again.
 */
public final class RefusedRecords {

    /** What is refused for such a reason may be acceptable another day: registry and zone change, a record doesn't. */
    private static final Set<String> REASONS_THAT_PASS = Set.of(
            RejectionReason.UNKNOWN_SCHEMA.name(),
            RejectionReason.INCOMPATIBLE_SCHEMA.name(),
            RejectionReason.UNKNOWN_PARK.name(),
            RejectionReason.UNKNOWN_LOAN_PRODUCT.name(),
            RejectionReason.FOREIGN_CURRENCY.name());

    /** Offsets with the letter's reason. */
    private final Map<TopicPartition, Map<Long, String>> reasons;

    private RefusedRecords(Map<TopicPartition, Map<Long, String>> reasons) {
        this.reasons = reasons;
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
        Map<TopicPartition, Map<Long, String>> reasons = new HashMap<>();
        try (LogReader reader = log.reader(List.of(topic.partition()))) {
            reader.readToEnd((_, record) -> {
                // What is no letter excuses nothing.
                topic.tryDecode(record.value())
                        .ifPresent(letter -> reasons.computeIfAbsent(
                                        new TopicPartition(letter.getTopic(), letter.getPartition()),
                                        _ -> new HashMap<>())
                                .put(letter.getOffset(), letter.getReason()));
            });
        }
        return new RefusedRecords(reasons);
    }

    /** Whether the record at this place was refused. */
    public boolean contains(TopicPartition partition, long offset) {
        return reasons.getOrDefault(partition, Map.of()).containsKey(offset);
    }

    /**
     * Whether the record at this place was refused for a reason that may have passed since. A letter with another reason
     * about a record that is acceptable doesn't keep it from counting: it was never true.
     */
    public boolean mayBeAcceptableNow(TopicPartition partition, long offset) {
        String reason = reasons.getOrDefault(partition, Map.of()).get(offset);
        return reason != null && REASONS_THAT_PASS.contains(reason);
    }
}

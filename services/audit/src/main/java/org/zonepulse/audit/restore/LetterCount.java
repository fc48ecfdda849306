package org.zonepulse.audit.restore;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.schemas.deadletter.DeadLetter;

/** Counts the records of event topics that a pipeline has refused, each once: after a replay they are told again. */
public final class LetterCount {

    private LetterCount() {}

    private record Place(String topic, int partition, long offset) {}

    /**
     * How many of a log's records have a dead letter of its edition.
     *
     * @param below for each partition, the offset of the first record that doesn't count
     */
    public static long of(AuditedLog log, Map<TopicPartition, Long> below) {
        PublishedTopic<DeadLetter> letters =
                new PublishedTopic<>(log.edition().deadLetters(), DeadLetter.class, log.registry());
        Set<Place> places = new HashSet<>();
        if (log.partitions(letters.partition().topic()).isEmpty()) {
            return 0;
        }
        try (LogReader reader = log.reader(List.of(letters.partition()))) {
            reader.readToEnd((_, record) -> letters.tryDecode(record.value())
                    .filter(letter -> letter.getOffset()
                            < below.getOrDefault(new TopicPartition(letter.getTopic(), letter.getPartition()), 0L))
                    .ifPresent(letter ->
                            places.add(new Place(letter.getTopic(), letter.getPartition(), letter.getOffset()))));
        }
        return places.size();
    }
}

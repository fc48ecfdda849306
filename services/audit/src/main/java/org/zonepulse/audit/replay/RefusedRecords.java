package org.zonepulse.audit.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.contract.Parsed;
import org.zonepulse.eventlog.EventDecoder;
import org.zonepulse.schemas.deadletter.DeadLetter;

/**
 * Which records the live pipeline has refused, as its dead letters tell. Most are refused again by whoever reads them; but
 * a schema may have been registered since, or a park been added to the zone's file. What was refused then didn't count then,
 * and doesn't count until it is published again. A letter is believed only as far as it fits the record that it is about.
 */
public final class RefusedRecords {

    private final Map<TopicPartition, Map<Long, List<LetterClaim>>> letters;
    private final List<Long> unreadable;

    private RefusedRecords(Map<TopicPartition, Map<Long, List<LetterClaim>>> letters, List<Long> unreadable) {
        this.letters = letters;
        this.unreadable = unreadable;
    }

    /** Of a log without dead letters. */
    public static RefusedRecords none() {
        return new RefusedRecords(Map.of(), List.of());
    }

    /** What the log's dead letters tell. */
    public static RefusedRecords of(AuditedLog log) {
        PublishedTopic<DeadLetter> topic =
                new PublishedTopic<>(log.edition().deadLetters(), DeadLetter.class, log.registry());
        if (log.partitions(topic.partition().topic()).isEmpty()) {
            return none();
        }
        RefusedRecords refused = new RefusedRecords(new HashMap<>(), new ArrayList<>());
        try (LogReader reader = log.reader(List.of(topic.partition()))) {
            reader.readToEnd((_, record) -> refused.take(record, topic.tryDecode(record.value())));
        }
        return refused;
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Optional<DeadLetter> decoded) {
        decoded.ifPresentOrElse(
                letter -> letters.computeIfAbsent(
                                new TopicPartition(letter.getTopic(), letter.getPartition()), _ -> new HashMap<>())
                        .computeIfAbsent(letter.getOffset(), _ -> new ArrayList<>(1))
                        .add(new LetterClaim(record.offset(), record.key(), letter)),
                () -> unreadable.add(record.offset()));
    }

    /**
     * Whether a letter tells of a record, and tells the truth: then it was refused.
     *
     * @param read what the record is read as now
     */
    public boolean tellOf(TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Parsed read) {
        return tellOf(partition, record, read, _ -> {});
    }

    /**
     * Whether a letter tells of a record, and tells the truth: then it was refused.
     *
     * @param read what the record is read as now
     * @param untrue takes the letters that don't
     */
    boolean tellOf(
            TopicPartition partition,
            ConsumerRecord<byte[], byte[]> record,
            Parsed read,
            Consumer<LetterDifference> untrue) {
        Map<Long, List<LetterClaim>> ofPartition = letters.get(partition);
        List<LetterClaim> claims = ofPartition == null ? null : ofPartition.get(record.offset());
        if (claims == null) {
            return false;
        }
        boolean isTrue = false;
        for (LetterClaim claim : claims) {
            String objection = claim.objection(record, read);
            isTrue |= objection == null;
            if (objection != null) {
                untrue.accept(difference(claim, partition, record.offset(), objection));
            }
        }
        return isTrue;
    }

    /** The letters about records of a partition that aren't there. */
    List<LetterDifference> ofNothing(TopicPartition partition, Set<Long> there, long until) {
        List<LetterDifference> differences = new ArrayList<>();
        letters.getOrDefault(partition, Map.of()).forEach((offset, claims) -> {
            if (offset < until && !there.contains(offset)) {
                claims.forEach(claim -> differences.add(difference(claim, partition, offset, "is of no record")));
            }
        });
        return differences;
    }

    /** The letters about partitions of event topics that aren't there. */
    List<LetterDifference> ofOtherPartitions(Set<TopicPartition> there) {
        List<LetterDifference> differences = new ArrayList<>();
        for (TopicPartition partition : letters.keySet()) {
            if (EventDecoder.topics().contains(partition.topic()) && !there.contains(partition)) {
                differences.addAll(ofNothing(partition, Set.of(), Long.MAX_VALUE));
            }
        }
        return differences;
    }

    /** Whether any letter is about that place. */
    boolean areAbout(TopicPartition partition, long offset) {
        Map<Long, List<LetterClaim>> ofPartition = letters.get(partition);
        return ofPartition != null && ofPartition.containsKey(offset);
    }

    /** Offsets, in the topic of dead letters, of what is no letter, and excuses nothing. */
    public List<Long> unreadable() {
        return List.copyOf(unreadable);
    }

    private static LetterDifference difference(
            LetterClaim claim, TopicPartition partition, long offset, String objection) {
        return new LetterDifference(
                claim.letter(),
                partition,
                offset,
                "the dead letter of " + partition.topic() + "/" + partition.partition() + "/" + offset + " "
                        + objection);
    }
}

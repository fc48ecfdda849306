package org.zonepulse.audit.explain;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.ledger.event.Event;

/**
 * An event as a replay met it, and where it stands in the log.
 *
 * @param topic the event topic
 * @param partition its partition
 * @param offset its offset
 * @param timestamp the record's own, in milliseconds since 1970-01-01
 * @param event what it says
 */
public record SeenEvent(String topic, int partition, long offset, long timestamp, Event event) {

    /** By topic, partition and offset. */
    public static final Comparator<SeenEvent> BY_PLACE = Comparator.comparing(SeenEvent::topic)
            .thenComparingInt(SeenEvent::partition)
            .thenComparingLong(SeenEvent::offset);

    public SeenEvent {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(event, "event");
    }

    /** The event of a record. */
    public static SeenEvent of(ConsumerRecord<byte[], byte[]> record, Event event) {
        return new SeenEvent(record.topic(), record.partition(), record.offset(), record.timestamp(), event);
    }

    /** The partition that it stands in. */
    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    /** Such as {@code zone.loans.v1/3/1417}. */
    public String place() {
        return topic + "/" + partition + "/" + offset;
    }

    /** The record's time. */
    public Instant time() {
        return Instant.ofEpochMilli(timestamp);
    }
}

package org.zonepulse.kpi.topology;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record on its way to a topic, its value in bytes. */
final class Output {

    /** Stands for the topic between the stages, whose name is Kafka Streams' affair. */
    static final String PARTITION_UPDATES = "partition-updates";

    private final String topic;
    private final byte @Nullable [] value;

    /**
     * An output.
     *
     * @param topic where it goes; {@link #PARTITION_UPDATES} for the second stage
     * @param value the record's value; null for a tombstone
     */
    Output(String topic, byte @Nullable [] value) {
        this.topic = topic;
        this.value = value;
    }

    String topic() {
        return topic;
    }

    byte @Nullable [] value() {
        return value;
    }

    boolean isPartitionUpdate() {
        return topic.equals(PARTITION_UPDATES);
    }

    /** The value, of what is never a tombstone. */
    byte[] bytes() {
        return Objects.requireNonNull(value, "value");
    }
}

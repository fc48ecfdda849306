package org.zonepulse.audit.deadletter;

import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.log.Bytes;
import org.zonepulse.schemas.deadletter.DeadLetter;

/**
 * A dead letter.
 *
 * @param id its offset in the topic of dead letters, which names it
 * @param content what it says
 */
public record Letter(long id, DeadLetter content) {

    /** What is said of a source that isn't known. */
    public static final String UNKNOWN_SOURCE = "unknown";

    /** How kpi-service says that it has kept only the beginning of something. */
    private static final String CUT_OFF = " is cut off after ";

    public Letter {
        Objects.requireNonNull(content, "content");
    }

    /** Names the original record, as keys of re-drives do. */
    public String original() {
        return content.getTopic() + "/" + content.getPartition() + "/" + content.getOffset();
    }

    /** Where the original stands. */
    public TopicPartition originalPartition() {
        return new TopicPartition(content.getTopic(), content.getPartition());
    }

    /** The publisher, or {@link #UNKNOWN_SOURCE}. */
    public String source() {
        return Objects.requireNonNullElse(content.getSource(), UNKNOWN_SOURCE);
    }

    /** The original's own time; null if it had none. */
    public @Nullable Instant time() {
        Instant time = content.getTimestamp();
        return time.toEpochMilli() <= 0 ? null : time;
    }

    /** Whether it holds only the beginning of the original. */
    public boolean isCutOff() {
        return content.getViolations().stream()
                .anyMatch(violation -> violation.getMessage().contains(CUT_OFF));
    }

    /** The original key as far as it is kept. */
    public byte @Nullable [] key() {
        return Bytes.of(content.getKey());
    }

    /** The original value as far as it is kept. */
    public byte @Nullable [] value() {
        return Bytes.of(content.getValue());
    }
}

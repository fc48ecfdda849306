package org.zonepulse.audit.replay;

import java.util.Comparator;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/**
 * A dead letter that doesn't tell the truth about a record of the log.
 *
 * @param letter the letter's offset in the topic of dead letters
 * @param partition where the record is to stand
 * @param offset the record's
 * @param what what is wrong with the letter
 */
public record LetterDifference(long letter, TopicPartition partition, long offset, String what) {

    static final Comparator<LetterDifference> BY_LETTER = Comparator.comparingLong(LetterDifference::letter);

    public LetterDifference {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(what, "what");
    }
}

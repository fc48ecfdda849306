package org.zonepulse.audit.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.replay.Position;
import org.zonepulse.audit.replay.PublishedCut;

/**
 * A range of the log.
 *
 * @param partition where
 * @param from first offset
 * @param until the offset after the last
 */
public record Range(TopicPartition partition, long from, long until) {

    public Range {
        Objects.requireNonNull(partition, "partition");
    }

    /** What a cut includes that the state before it doesn't. */
    static List<Range> between(Map<TopicPartition, Long> before, PublishedCut cut) {
        List<Range> ranges = new ArrayList<>();
        for (Position position : cut.positions()) {
            long from = before.getOrDefault(position.partition(), 0L);
            if (position.nextOffset() > from) {
                ranges.add(new Range(position.partition(), from, position.nextOffset()));
            }
        }
        return ranges;
    }

    /** Such as {@code zone.loans.v1/3/100–120}, the last offset included. */
    @Override
    public String toString() {
        return partition.topic() + "/" + partition.partition() + "/" + from + "–" + (until - 1);
    }
}

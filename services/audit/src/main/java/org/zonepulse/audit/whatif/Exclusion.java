package org.zonepulse.audit.whatif;

import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.ledger.row.EventKey;

/** Events that are not to count, as if they had never come. */
public sealed interface Exclusion {

    /** All that a source published. */
    record OfSource(String source) implements Exclusion {
        public OfSource {
            Objects.requireNonNull(source, "source");
        }

        @Override
        public String toString() {
            return source;
        }
    }

    /** An event, wherever and however often it stands in the log. */
    record OfEvent(EventKey event) implements Exclusion {
        public OfEvent {
            Objects.requireNonNull(event, "event");
        }

        @Override
        public String toString() {
            return event.toString();
        }
    }

    /** What stands at one place of the log; the same event elsewhere goes on counting. */
    record OfRecord(TopicPartition partition, long offset) implements Exclusion {
        public OfRecord {
            Objects.requireNonNull(partition, "partition");
        }

        @Override
        public String toString() {
            return partition.topic() + "/" + partition.partition() + "/" + offset;
        }
    }
}

package org.zonepulse.audit.restore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.archive.Manifest;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.replay.Position;
import org.zonepulse.audit.restore.RestoreRefused.Reason;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/** The log of the cluster that an archive is restored into, as it stands. Nothing here changes it. For one thread. */
public final class TargetLog implements AutoCloseable {

    private static final int TELL_EVERY = 1_024;

    private final TopicLog log;

    private TargetLog(TopicLog log) {
        this.log = log;
    }

    /** @param settings {@code bootstrap.servers}, and what else Kafka's clients are to be told */
    public static TargetLog open(Map<String, ?> settings) {
        return new TargetLog(TopicLog.open(settings));
    }

    /**
     * What a partition holds.
     *
     * @param content the first records, up to the number that was asked for, with their digest
     * @param nextOffset after the last of these
     * @param later records after these; as far as they were counted
     */
    public record Standing(Position content, long nextOffset, long later) {
        /** Number of the first records. */
        public long records() {
            return content.nextOffset();
        }
    }

    /**
     * Sees to it that nothing stands there but what an earlier restoration of the same number of partitions may have written, and
     * tells how far that went.
     *
     * @param editions those beside the first that have topics there
     * @return of the partitions that hold something
     * @throws RestoreRefused if topics aren't empty that should be, have other numbers of partitions, or hold more than the archive
     */
    public Map<TopicPartition, Standing> requireEmptyOrBegun(
            Restorable restorable, List<Edition> editions, Odometer odometer) {
        List<String> full = Stream.concat(
                        TopicCatalogue.all().stream(), editions.stream().flatMap(edition -> edition.topics().stream()))
                .filter(topic ->
                        hasForgotten(topic) || (!Restorable.topics().contains(topic) && holdsAnything(topic.name())))
                .map(Topic::name)
                .toList();
        if (!full.isEmpty()) {
            throw new RestoreRefused(Reason.NOT_EMPTY, null, String.join(", ", full));
        }
        for (Topic topic : Restorable.topics()) {
            int there = log.partitions(topic.name()).size();
            if (there > 0 && there != restorable.partitionsOf(topic)) {
                throw new RestoreRefused(
                        Reason.PARTITIONS_DIFFER, null, topic.name(), there, restorable.partitionsOf(topic));
            }
        }
        Map<TopicPartition, Standing> begun = new HashMap<>();
        for (Manifest.Partition archived : restorable.partitions()) {
            Standing standing = read(archived.partition(), archived.records(), false, odometer);
            if (standing.later() > 0) {
                throw new RestoreRefused(Reason.LOG_LONGER, null, archived.partition(), archived.records());
            }
            if (standing.records() > 0) {
                begun.put(archived.partition(), standing);
            }
        }
        return begun;
    }

    /** Of a log whose beginning is gone nobody could tell any more that it is whole: no audit takes it. */
    private boolean hasForgotten(Topic topic) {
        return log.beginnings(topic.name()).values().stream().anyMatch(offset -> offset > 0);
    }

    private boolean holdsAnything(String topic) {
        AtomicBoolean found = new AtomicBoolean();
        log.read(topic, _ -> {
            found.set(true);
            return false;
        });
        return found.get();
    }

    /**
     * Reads a partition.
     *
     * @param most number of the first records whose digest is wanted
     * @param whole whether those after them are all counted; else no more than one of them is
     */
    Standing read(TopicPartition partition, long most, boolean whole, Odometer odometer) {
        Tally tally = new Tally(partition, odometer);
        if (log.partitions(partition.topic()).contains(partition)) {
            log.read(partition, 0, record -> {
                if (tally.chain.records() == most) {
                    tally.later++;
                    return whole;
                }
                tally.chain.take(record.timestamp(), record.key(), record.value(), record.headers());
                tally.nextOffset = record.offset() + 1;
                tally.tell();
                return true;
            });
        }
        odometer.advance(tally.untold);
        return new Standing(tally.chain.position(), tally.nextOffset, tally.later);
    }

    private static final class Tally {
        private final ContentChain chain;
        private final Odometer odometer;
        private long nextOffset;
        private long later;
        private long untold;

        Tally(TopicPartition partition, Odometer odometer) {
            this.chain = new ContentChain(partition);
            this.odometer = odometer;
        }

        void tell() {
            untold++;
            if (untold == TELL_EVERY) {
                odometer.advance(untold);
                untold = 0;
            }
        }
    }

    /**
     * Reads back what was restored.
     *
     * @param restored what it has to be
     */
    public Found compare(Map<TopicPartition, Position> restored, Odometer odometer) {
        odometer.expect(
                restored.values().stream().mapToLong(Position::nextOffset).sum());
        List<TopicPartition> differing = new ArrayList<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        long later = 0;
        for (Map.Entry<TopicPartition, Position> each : restored.entrySet()) {
            Standing standing = read(each.getKey(), each.getValue().nextOffset(), true, odometer);
            if (!standing.content().equals(each.getValue())) {
                differing.add(each.getKey());
            }
            ends.put(each.getKey(), standing.nextOffset());
            later += standing.later();
        }
        return new Found(differing, ends, later);
    }

    /**
     * How a log compares with what was restored into it.
     *
     * @param differing partitions whose first records aren't the archive's, or too few
     * @param ends for each partition, the offset after the archive's last record
     * @param later number of records that came after the archive's
     */
    public record Found(List<TopicPartition> differing, Map<TopicPartition, Long> ends, long later) {
        public Found {
            differing = List.copyOf(differing);
            ends = Map.copyOf(ends);
        }

        /** Whether each of the archive's records is there, in its partition and order, byte for byte. */
        public boolean isEqual() {
            return differing.isEmpty();
        }
    }

    @Override
    public void close() {
        log.close();
    }
}

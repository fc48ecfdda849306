package org.zonepulse.audit.replay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * Reads by a consumer. What comes beyond a step's end is held for the next; a partition that is ahead is paused, so that
 * what is held stays small.
 */
final class KafkaLogReader implements LogReader {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Longer, and it isn't a commit that is under way, but a transaction that somebody has left open. */
    private static final Duration COMMIT_AT_MOST = Duration.ofSeconds(5);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final WrittenEnds written;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> held = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    /** Tells where partitions end if what isn't committed counts. */
    interface WrittenEnds {
        Map<TopicPartition, Long> of(Collection<TopicPartition> partitions);
    }

    private KafkaLogReader(KafkaConsumer<byte[], byte[]> consumer, WrittenEnds written) {
        this.consumer = consumer;
        this.written = written;
    }

    /**
     * @param from offset to begin at
     * @throws LogIncomplete if the beginning of a partition is gone, and not just what compaction replaced
     */
    static KafkaLogReader of(
            KafkaConsumer<byte[], byte[]> consumer,
            WrittenEnds written,
            Collection<TopicPartition> partitions,
            long from) {
        KafkaLogReader reader = new KafkaLogReader(consumer, written);
        consumer.assign(partitions);
        consumer.beginningOffsets(partitions).forEach((partition, first) -> {
            if (first > 0 && !isCompacted(partition.topic())) {
                throw new LogIncomplete(partition + " begins at offset " + first + ": what was before it is gone");
            }
            consumer.seek(partition, Math.max(first, from));
            reader.held.put(partition, new ArrayDeque<>());
        });
        return reader;
    }

    private static boolean isCompacted(String topic) {
        return TopicCatalogue.named(topic).filter(Topic::isCompacted).isPresent();
    }

    @Override
    public void readTo(Map<TopicPartition, Long> until, Visitor visitor) {
        requireThere(until);
        until.forEach((partition, offset) -> drain(partition, offset, visitor));
        Set<TopicPartition> behind = new HashSet<>();
        until.forEach((partition, offset) -> {
            if (consumer.position(partition) < offset) {
                behind.add(partition);
            }
        });
        long lastProgress = System.nanoTime();
        while (!behind.isEmpty()) {
            pauseAllBut(behind);
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                long end = until.getOrDefault(partition, 0L);
                List<ConsumerRecord<byte[], byte[]>> some = records.records(partition);
                for (ConsumerRecord<byte[], byte[]> record : some) {
                    if (record.offset() < end) {
                        visitor.visit(partition, record);
                    } else {
                        held(partition).add(record);
                    }
                }
            }
            boolean reached =
                    behind.removeIf(partition -> consumer.position(partition) >= until.getOrDefault(partition, 0L));
            if (reached || !records.isEmpty()) {
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
                throw new TimeoutException("nothing more could be read of " + behind + " for " + PATIENCE);
            }
        }
    }

    /** Ends are asked again only where those known don't suffice: a step is small, and asking is a round trip. */
    private void requireThere(Map<TopicPartition, Long> until) {
        Set<TopicPartition> unsure = new HashSet<>();
        until.forEach((partition, offset) -> {
            if (ends.getOrDefault(partition, -1L) < offset) {
                unsure.add(partition);
            }
        });
        if (unsure.isEmpty()) {
            return;
        }
        ends.putAll(consumer.endOffsets(unsure));
        until.forEach((partition, offset) -> {
            long end = ends.getOrDefault(partition, 0L);
            if (end < offset) {
                throw new LogIncomplete(partition + " ends before offset " + end + ": records up to " + (offset - 1)
                        + " were there once");
            }
        });
    }

    private void drain(TopicPartition partition, long until, Visitor visitor) {
        Deque<ConsumerRecord<byte[], byte[]>> waiting = held(partition);
        for (ConsumerRecord<byte[], byte[]> next = waiting.peek();
                next != null && next.offset() < until;
                next = waiting.peek()) {
            visitor.visit(partition, next);
            waiting.remove();
        }
    }

    private Deque<ConsumerRecord<byte[], byte[]>> held(TopicPartition partition) {
        Deque<ConsumerRecord<byte[], byte[]>> waiting = held.get(partition);
        if (waiting == null) {
            throw new IllegalArgumentException(partition + " isn't read here");
        }
        return waiting;
    }

    private void pauseAllBut(Set<TopicPartition> behind) {
        Set<TopicPartition> ahead = new HashSet<>(consumer.assignment());
        ahead.removeAll(behind);
        Set<TopicPartition> paused = consumer.paused();
        if (!paused.equals(ahead)) {
            consumer.resume(behind);
            consumer.pause(ahead);
        }
    }

    @Override
    public void readToEnd(Visitor visitor) {
        List<TopicPartition> all = new ArrayList<>(held.keySet());
        ends.putAll(committedEnds(all));
        Map<TopicPartition, Long> until = new HashMap<>();
        all.forEach(partition -> until.put(partition, ends.getOrDefault(partition, 0L)));
        readTo(until, visitor);
    }

    /**
     * A commit reaches partitions one after the other. Who has seen a cut in one must find its values in the others: so what is
     * written by now is waited for, unless it stays open.
     */
    private Map<TopicPartition, Long> committedEnds(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> until = written.of(partitions);
        long deadline = System.nanoTime() + COMMIT_AT_MOST.toNanos();
        while (true) {
            Map<TopicPartition, Long> committed = consumer.endOffsets(partitions);
            boolean all = committed.entrySet().stream()
                    .allMatch(end -> end.getValue() >= until.getOrDefault(end.getKey(), 0L));
            if (all || System.nanoTime() - deadline > 0) {
                return committed;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_QUESTIONS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}

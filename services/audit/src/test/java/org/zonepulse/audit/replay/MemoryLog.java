package org.zonepulse.audit.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.InMemorySchemaRegistry;
import org.zonepulse.avrocodec.SchemaRegistry;

/**
 * A log in memory, that can be tampered with: what a Kafka cluster would not let anyone do, and what happens to copies.
 * {@link MemoryPipeline} fills it.
 */
public final class MemoryLog implements AuditedLog {

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    private final Map<TopicPartition, Long> beginnings = new HashMap<>();
    private final Map<TopicPartition, Long> read = new ConcurrentHashMap<>();
    private final InMemorySchemaRegistry registry;

    /** A log without topics. */
    public MemoryLog() {
        this(new InMemorySchemaRegistry());
    }

    private MemoryLog(InMemorySchemaRegistry registry) {
        this.registry = registry;
    }

    /** The same records in a log of its own, with the same registry. */
    public MemoryLog copy() {
        MemoryLog copy = new MemoryLog(registry);
        records.forEach((partition, some) -> copy.records.put(partition, new ArrayList<>(some)));
        copy.beginnings.putAll(beginnings);
        return copy;
    }

    /** Creates a topic without records. */
    public MemoryLog create(String topic, int partitions) {
        for (int i = 0; i < partitions; i++) {
            records.putIfAbsent(new TopicPartition(topic, i), new ArrayList<>());
        }
        return this;
    }

    /** Deletes a topic. */
    public MemoryLog delete(String topic) {
        records.keySet().removeIf(partition -> partition.topic().equals(topic));
        return this;
    }

    /**
     * Puts a record behind the last one.
     *
     * @return its offset
     */
    public long append(
            TopicPartition partition,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            @Nullable Headers headers) {
        long offset = end(partition);
        of(partition).add(record(partition, offset, timestamp, key, value, headers));
        return offset;
    }

    /** How many records of a partition have been read, by all readers together. */
    public long recordsRead(TopicPartition partition) {
        return read.getOrDefault(partition, 0L);
    }

    /** What stands in a partition, in order of offset. */
    public List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
        return List.copyOf(of(partition));
    }

    /** Offset of the next record of a partition. */
    public long end(TopicPartition partition) {
        List<ConsumerRecord<byte[], byte[]>> there = of(partition);
        return there.isEmpty() ? 0 : there.getLast().offset() + 1;
    }

    /** Sets another value in a record's place. */
    public MemoryLog alter(TopicPartition partition, long offset, UnaryOperator<byte[]> value) {
        int at = at(partition, offset);
        ConsumerRecord<byte[], byte[]> record = of(partition).get(at);
        byte[] changed = value.apply(record.value().clone());
        of(partition).set(at, record(partition, offset, record.timestamp(), record.key(), changed, record.headers()));
        return this;
    }

    /** Sets another record in a record's place; it keeps the offset. */
    public MemoryLog replace(TopicPartition partition, long offset, ConsumerRecord<byte[], byte[]> other) {
        of(partition).set(at(partition, offset), moved(other, partition, offset));
        return this;
    }

    /** Takes a record away; its offset stays empty. */
    public MemoryLog remove(TopicPartition partition, long offset) {
        of(partition).remove(at(partition, offset));
        return this;
    }

    /** Takes a record away; those behind it move up. */
    public MemoryLog cutOut(TopicPartition partition, long offset) {
        int at = at(partition, offset);
        of(partition).remove(at);
        shift(partition, at, -1);
        return this;
    }

    /** Puts a record before the one at that offset; those behind it move on. */
    public MemoryLog insert(TopicPartition partition, long offset, ConsumerRecord<byte[], byte[]> record) {
        int at = at(partition, offset);
        shift(partition, at, 1);
        of(partition).add(at, moved(record, partition, offset));
        return this;
    }

    /** Lets two records of a partition change places; offsets stay. */
    public MemoryLog swap(TopicPartition partition, long one, long other) {
        ConsumerRecord<byte[], byte[]> first = of(partition).get(at(partition, one));
        ConsumerRecord<byte[], byte[]> second = of(partition).get(at(partition, other));
        return replace(partition, one, second).replace(partition, other, first);
    }

    /** Takes away what stands at this offset and behind it. */
    public MemoryLog cutOff(TopicPartition partition, long offset) {
        of(partition).removeIf(record -> record.offset() >= offset);
        return this;
    }

    /** Takes away what has something newer under the same key, as compaction does in the end. */
    public MemoryLog compact(TopicPartition partition) {
        Map<ByteBuffer, Long> last = new HashMap<>();
        of(partition).forEach(record -> last.put(ByteBuffer.wrap(record.key()), record.offset()));
        of(partition).removeIf(record -> last.getOrDefault(ByteBuffer.wrap(record.key()), -1L) > record.offset());
        return this;
    }

    /** Takes away what stands before this offset, as retention does. */
    public MemoryLog forgetBefore(TopicPartition partition, long offset) {
        of(partition).removeIf(record -> record.offset() < offset);
        beginnings.put(partition, offset);
        return this;
    }

    private void shift(TopicPartition partition, int from, int by) {
        List<ConsumerRecord<byte[], byte[]>> all = of(partition);
        for (int i = from; i < all.size(); i++) {
            all.set(i, moved(all.get(i), partition, all.get(i).offset() + by));
        }
    }

    private int at(TopicPartition partition, long offset) {
        List<ConsumerRecord<byte[], byte[]>> all = of(partition);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).offset() == offset) {
                return i;
            }
        }
        throw new IllegalArgumentException("nothing at " + partition + "@" + offset);
    }

    private List<ConsumerRecord<byte[], byte[]>> of(TopicPartition partition) {
        List<ConsumerRecord<byte[], byte[]>> there = records.get(partition);
        if (there == null) {
            throw new IllegalArgumentException("there is no " + partition);
        }
        return there;
    }

    private static ConsumerRecord<byte[], byte[]> moved(
            ConsumerRecord<byte[], byte[]> record, TopicPartition partition, long offset) {
        return record(partition, offset, record.timestamp(), record.key(), record.value(), record.headers());
    }

    @SuppressWarnings("NullAway") // Kafka's own records have null keys and values, too.
    private static ConsumerRecord<byte[], byte[]> record(
            TopicPartition partition,
            long offset,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            @Nullable Headers headers) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                key,
                value,
                headers == null ? new RecordHeaders() : headers,
                Optional.empty());
    }

    @Override
    public List<TopicPartition> partitions(String topic) {
        return records.keySet().stream()
                .filter(partition -> partition.topic().equals(topic))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
    }

    @Override
    public LogReader reader(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            long first = beginnings.getOrDefault(partition, 0L);
            if (first > 0) {
                throw new LogIncomplete(partition + " begins at offset " + first);
            }
        }
        return new Reader(partitions);
    }

    @Override
    public SchemaRegistry registry() {
        return registry;
    }

    @Override
    public String description() {
        return "memory";
    }

    @Override
    public void close() {}

    private final class Reader implements LogReader {

        private final Map<TopicPartition, Integer> next = new HashMap<>();

        private Reader(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> next.put(partition, 0));
        }

        @Override
        public void readTo(Map<TopicPartition, Long> until, Visitor visitor) {
            until.forEach((partition, offset) -> {
                if (end(partition) < offset) {
                    throw new LogIncomplete(partition + " ends before offset " + end(partition));
                }
            });
            until.forEach((partition, offset) -> read(partition, offset, visitor));
        }

        private void read(TopicPartition partition, long until, Visitor visitor) {
            Integer from = next.get(partition);
            if (from == null) {
                throw new IllegalArgumentException(partition + " isn't read here");
            }
            List<ConsumerRecord<byte[], byte[]>> all = of(partition);
            int at = from;
            while (at < all.size() && all.get(at).offset() < until) {
                visitor.visit(partition, all.get(at));
                read.merge(partition, 1L, Long::sum);
                at++;
            }
            next.put(partition, at);
        }

        @Override
        public void readToEnd(Visitor visitor) {
            Map<TopicPartition, Long> until = new HashMap<>();
            next.keySet().forEach(partition -> until.put(partition, end(partition)));
            readTo(until, visitor);
        }

        @Override
        public void close() {}
    }
}

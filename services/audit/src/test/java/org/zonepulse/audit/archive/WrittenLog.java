package org.zonepulse.audit.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.InMemorySchemaRegistry;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.eventlog.LogDigest;
import org.zonepulse.eventlog.Partitioning;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.schemas.kpi.ChangedValue;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.schemas.kpi.InputPosition;

/** A log of records written one by one, with gaps and whatever else, and cuts that state what stands in it. For one thread. */
final class WrittenLog implements AuditedLog {

    static final int PARTITIONS = 2;
    static final long TIME = 1_700_000_000_000L;

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private long cuts;

    WrittenLog() {
        TrustedRecords.trust();
        serializer.configure(Map.of("auto.register.schemas", true), false);
        for (Topic topic : TopicCatalogue.all(PARTITIONS)) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                records.put(new TopicPartition(topic.name(), partition), new ArrayList<>());
            }
        }
    }

    /** An event, where it belongs. */
    void add(Event event) {
        Topic topic = TopicCatalogue.ofStream(event.fact().stream().id());
        add(topic, new Partitioning(PARTITIONS).of(event.enterpriseId()), event.enterpriseId(), EventAvro.write(event));
    }

    /** A record of a topic that has one partition. */
    void add(Topic topic, String key, SpecificRecord value) {
        add(topic, 0, key, value);
    }

    private void add(Topic topic, int partition, String key, SpecificRecord value) {
        byte[] bytes = Objects.requireNonNull(serializer.serialize(topic.name(), new RecordHeaders(), value));
        add(new TopicPartition(topic.name(), partition), TIME, utf8(key), bytes, new RecordHeaders());
    }

    /** Any record. */
    void add(
            TopicPartition partition, long timestamp, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        long offset = end(partition);
        ends.put(partition, offset + 1);
        records(partition).add(record(partition, offset, timestamp, key, value, headers));
    }

    static ConsumerRecord<byte[], byte[]> record(
            TopicPartition partition,
            long offset,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }

    /** An offset that holds no record, as where a transaction ends. */
    void skip(TopicPartition partition) {
        ends.merge(partition, 1L, Long::sum);
    }

    /** Takes away what compaction would. */
    void compact(Topic topic, long offset) {
        records(new TopicPartition(topic.name(), 0)).removeIf(record -> record.offset() == offset);
    }

    /** Loses all that a partition held. */
    void forget(TopicPartition partition) {
        records(partition).clear();
        ends.remove(partition);
    }

    /** Publishes a cut of all events that there are, and tells its number. */
    long cut() {
        return cut(List.of());
    }

    /** The same, of a cut that tells of these measures of the zone. */
    long cut(List<String> measures) {
        cuts++;
        List<InputPosition> inputs = new ArrayList<>();
        for (Topic topic : TopicCatalogue.events()) {
            for (TopicPartition partition : partitions(topic.name())) {
                if (!records(partition).isEmpty()) {
                    inputs.add(new InputPosition(
                            topic.name(), partition.partition(), lastOffset(partition) + 1, digest(partition)));
                }
            }
        }
        List<ChangedValue> changed = measures.stream()
                .map(measure -> new ChangedValue(measure, "zone", 1L, null, null))
                .toList();
        add(
                TopicCatalogue.KPI_CUTS,
                Long.toString(cuts),
                new Cut(cuts, Instant.ofEpochMilli(TIME + cuts), null, inputs, changed, changed.size(), 0, null));
        return cuts;
    }

    private long lastOffset(TopicPartition partition) {
        return records(partition).getLast().offset();
    }

    private ByteBuffer digest(TopicPartition partition) {
        LogDigest digest = new LogDigest();
        byte[] chain = LogDigest.start();
        for (ConsumerRecord<byte[], byte[]> record : records(partition)) {
            chain = digest.next(
                    chain,
                    record.offset(),
                    Math.max(0, record.timestamp()),
                    record.key(),
                    record.value(),
                    record.headers());
        }
        return ByteBuffer.wrap(chain);
    }

    List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
        return Objects.requireNonNull(records.get(partition), partition.toString());
    }

    private long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    @Override
    public List<TopicPartition> partitions(String topic) {
        return records.keySet().stream()
                .filter(partition -> partition.topic().equals(topic))
                .toList();
    }

    @Override
    public SchemaRegistry registry() {
        return registry;
    }

    @Override
    public LogReader reader(Collection<TopicPartition> partitions) {
        return new Reader(List.copyOf(partitions));
    }

    @Override
    public String description() {
        return "memory";
    }

    @Override
    public void close() {}

    private final class Reader implements LogReader {

        private final List<TopicPartition> partitions;
        private final Map<TopicPartition, Long> reached = new HashMap<>();

        Reader(List<TopicPartition> partitions) {
            this.partitions = partitions;
        }

        @Override
        public void readTo(Map<TopicPartition, Long> until, Visitor visitor) {
            until.forEach((partition, offset) -> {
                if (end(partition) < offset) {
                    throw new LogIncomplete(partition + " ends before offset " + offset);
                }
                long from = reached.getOrDefault(partition, 0L);
                records(partition).stream()
                        .filter(record -> record.offset() >= from && record.offset() < offset)
                        .forEach(record -> visitor.visit(partition, record));
                reached.merge(partition, offset, Math::max);
            });
        }

        @Override
        public void readToEnd(Visitor visitor) {
            Map<TopicPartition, Long> until = new HashMap<>();
            partitions.forEach(partition -> until.put(partition, end(partition)));
            readTo(until, visitor);
        }

        @Override
        public void close() {}
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package org.zonepulse.kpi.killed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.AvroDeserializer;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/** All topics of the pipeline as anybody else sees them: only what is committed. */
final class Topics implements AutoCloseable {

    /** Far more than a broker leaves a killed client's transaction open. */
    private static final long HANGS_AFTER_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
    private final SchemaRegistry registry = Child.registry();

    private Topics(String broker, List<TopicPartition> partitions) {
        producer = new KafkaProducer<>(
                // One request at a time: a new partition may refuse the first batch, and must not take the second
                // before it.
                Map.of("bootstrap.servers", broker, "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        admin = Admin.create(Map.of("bootstrap.servers", broker));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Creates all topics of the catalogue. */
    static Topics create(String broker) throws Exception {
        List<Topic> all = TopicCatalogue.all(Child.PARTITIONS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(all.stream()
                            .map(topic ->
                                    new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.config()))
                            .toList())
                    .all()
                    .get();
        }
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : all) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                partitions.add(new TopicPartition(topic.name(), partition));
            }
        }
        return new Topics(broker, partitions);
    }

    /** Sends a record; to its key's partition if none is given. */
    void send(Topic topic, @Nullable Integer partition, String key, byte[] value) {
        var _ = producer.send(
                new ProducerRecord<>(topic.name(), partition, key.getBytes(StandardCharsets.UTF_8), value),
                (_, failure) -> failed.compareAndSet(null, failure));
    }

    /** Takes in what has been committed meanwhile. */
    void read() {
        producer.flush();
        assertThat(failed).as("sending").hasNullValue();
        consumer.poll(Duration.ofMillis(20))
                .forEach(record -> records.computeIfAbsent(record.topic(), _ -> new ArrayList<>())
                        .add(record));
    }

    /**
     * Takes in all there is, when no transaction is open any more: what is committed together doesn't come here together,
     * so a cut may be here before its values.
     */
    void readToTheEnd() throws Exception {
        producer.flush();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        consumer.assignment().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        var ends = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .all()
                .get();
        long deadline = System.nanoTime() + HANGS_AFTER_NANOS;
        while (ends.entrySet().stream()
                .anyMatch(
                        end -> consumer.position(end.getKey()) < end.getValue().offset())) {
            assertThat(System.nanoTime()).as("waiting for open transactions").isLessThan(deadline);
            read();
        }
    }

    List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
        return records.getOrDefault(topic.name(), List.of());
    }

    /** The offset after the last record of each partition of the event topics. */
    Map<String, Long> ends() {
        Map<String, Long> ends = new HashMap<>();
        for (Topic topic : TopicCatalogue.events()) {
            records(topic)
                    .forEach(record ->
                            ends.merge(record.topic() + "/" + record.partition(), record.offset() + 1, Math::max));
        }
        return ends;
    }

    /** The values of a topic, in order; tombstones are left out. */
    <T extends SpecificRecord> List<T> values(Topic topic) {
        AvroDeserializer<T> deserializer = deserializer();
        return records(topic).stream()
                .filter(record -> record.value() != null)
                .map(record -> decode(deserializer, topic, record.value()))
                .toList();
    }

    /** The newest value of a topic without tombstones. */
    <T extends SpecificRecord> Optional<T> last(Topic topic) {
        return records(topic).isEmpty()
                ? Optional.empty()
                : Optional.of(decode(
                        this.<T>deserializer(), topic, records(topic).getLast().value()));
    }

    /** The last value of each key; keys with a tombstone last are left out. */
    <T extends SpecificRecord> Map<String, T> latest(Topic topic) {
        AvroDeserializer<T> deserializer = deserializer();
        Map<String, T> latest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                latest.remove(key);
            } else {
                latest.put(key, decode(deserializer, topic, record.value()));
            }
        }
        return latest;
    }

    private <T extends SpecificRecord> AvroDeserializer<T> deserializer() {
        AvroDeserializer<T> deserializer = new AvroDeserializer<>(registry);
        deserializer.configure(Map.of("specific.avro.reader", true), false);
        return deserializer;
    }

    private static <T extends SpecificRecord> T decode(AvroDeserializer<T> deserializer, Topic topic, byte[] bytes) {
        T value = deserializer.deserialize(topic.name(), bytes);
        return Objects.requireNonNull(value, "a value");
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
        admin.close();
    }
}

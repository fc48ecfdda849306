package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.avrocodec.AvroDeserializer;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.Parsed;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.Ports;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.testkit.LedgerView;
import org.zonepulse.testkit.oracle.NaiveLedger;

/**
 * What clients with another partitioner, another key or none publish comes to the right figures: each record that lies in
 * a wrong partition is sent on to the right one, once, and counted. What was aborted never counts.
 */
class WrongPartitionTest {

    private static final Zone ZONE = ZoneFile.bundled();
    private static final int PARTITIONS = TopicCatalogue.EVENT_PARTITIONS;
    private static final int SLICE = 200;
    private static final long SEED = Long.getLong("zonepulse.seed", ReferenceYear.DEFAULT_SEED);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Where a client puts a record of an enterprise, and under which key. */
    private enum Client {
        /** librdkafka's {@code consistent_random}, its default: CRC-32 of the key. */
        LIBRDKAFKA {
            @Override
            ProducerRecord<byte[], byte[]> place(String topic, String enterprise, byte[] value, int number) {
                byte[] key = bytes(enterprise);
                CRC32 crc = new CRC32();
                crc.update(key);
                return new ProducerRecord<>(topic, (int) (crc.getValue() % PARTITIONS), key, value);
            }
        },
        WITHOUT_KEY {
            @Override
            ProducerRecord<byte[], byte[]> place(String topic, String enterprise, byte[] value, int number) {
                return new ProducerRecord<>(topic, number % PARTITIONS, null, value);
            }
        },
        /** Kafka's own partitioner, but keyed by the event's number. */
        WITH_ANOTHER_KEY {
            @Override
            ProducerRecord<byte[], byte[]> place(String topic, String enterprise, byte[] value, int number) {
                return new ProducerRecord<>(topic, bytes("event-" + number), value);
            }
        };

        abstract ProducerRecord<byte[], byte[]> place(String topic, String enterprise, byte[] value, int number);
    }

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void shouldSendOnWhatLiesInAWrongPartitionOnce() throws Exception {
        // Given
        System.out.println("seed " + SEED + " (-Dzonepulse.seed=...)");
        TrustedRecords.trust();
        List<Event> events = events();
        LedgerView expected = NaiveLedger.mentionedDays(ZONE, events);

        try (Pipeline pipeline = Pipeline.start(folder.resolve("data"))) {
            // When
            int misplaced = publish(pipeline, events);
            pipeline.open(ReferenceYear.AS_OF, ZONE);
            Figures figures = Figures.of(pipeline);

            // Then
            assertThat(figures.current())
                    .isNotEmpty()
                    .isEqualTo(Figures.valuesOf(expected, ReferenceYear.AS_OF, figures.current()));
            assertThat(pipeline.metric(Ports.Use.KPI_SERVICE, "zonepulse_events_total", "misrouted"))
                    .isEqualTo(misplaced);
            assertThat(pipeline.metric(Ports.Use.KPI_SERVICE, "zonepulse_dead_letters_total", "UNDECODABLE"))
                    .isEqualTo(1);
            assertThat(inRightPartitions(pipeline)).isEqualTo(count(events));
        }
    }

    private static List<Event> events() {
        ReferenceYear year = ReferenceYear.generate(SEED);
        List<Event> events = new ArrayList<>();
        for (EventStream stream : EventStream.values()) {
            events.addAll(year.events(stream).subList(0, SLICE));
        }
        return events;
    }

    /** Each event by one of the clients, in transactions of which every other is aborted and tried again; and a tombstone. */
    private static int publish(Pipeline pipeline, List<Event> events) {
        AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
        serializer.configure(pipeline.address().settings(), false);
        Map<String, Object> settings = new HashMap<>(pipeline.address().settings());
        settings.put("transactional.id", "wrong-partition-test");
        Client[] clients = Client.values();
        int sentOn = 0;
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int from = 0; from < events.size(); from += 50) {
                int until = Math.min(from + 50, events.size());
                if (from % 100 == 0) {
                    producer.beginTransaction();
                    for (Event event : events.subList(from, until)) {
                        Topic topic =
                                TopicCatalogue.ofStream(event.fact().stream().id());
                        byte[] other = serializer.serialize(topic.name(), EventAvro.write(underAnotherId(event)));
                        var _ = producer.send(new ProducerRecord<>(topic.name(), bytes(event.enterpriseId()), other));
                    }
                    producer.flush();
                    producer.abortTransaction();
                }
                producer.beginTransaction();
                for (int number = from; number < until; number++) {
                    Event event = events.get(number);
                    Topic topic = TopicCatalogue.ofStream(event.fact().stream().id());
                    byte[] value = Objects.requireNonNull(serializer.serialize(topic.name(), EventAvro.write(event)));
                    ProducerRecord<byte[], byte[]> record =
                            clients[number % clients.length].place(topic.name(), event.enterpriseId(), value, number);
                    var _ = producer.send(record);
                    sentOn += partitionOf(record) == partitionOf(bytes(event.enterpriseId())) ? 0 : 1;
                }
                producer.commitTransaction();
            }
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(TopicCatalogue.LOANS.name(), bytes("91350100M000100Y43"), null));
            producer.commitTransaction();
        }
        assertThat(sentOn).isPositive();
        return sentOn;
    }

    private static Event underAnotherId(Event event) {
        return new Event(
                "aborted-" + event.eventId(),
                event.source(),
                event.occurredOn(),
                event.recordedAt(),
                event.enterpriseId(),
                event.fact());
    }

    private static int partitionOf(ProducerRecord<byte[], byte[]> record) {
        Integer chosen = record.partition();
        return chosen == null ? partitionOf(record.key()) : chosen;
    }

    private static int partitionOf(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Integer> count(Collection<Event> events) {
        Map<String, Integer> count = new HashMap<>();
        events.forEach(event -> count.merge(event.source() + "/" + event.eventId(), 1, Integer::sum));
        return count;
    }

    /** How often each event lies in its enterprise's own partition. */
    private static Map<String, Integer> inRightPartitions(Pipeline pipeline) {
        Map<String, Object> settings = new HashMap<>(pipeline.address().settings());
        settings.put("isolation.level", "read_committed");
        settings.put("specific.avro.reader", true);
        AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>();
        deserializer.configure(settings, false);
        List<Event> found = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = TopicCatalogue.events().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    @Nullable SpecificRecord value = deserializer.deserialize(record.topic(), record.value());
                    if (value != null
                            && EventAvro.read(value) instanceof Parsed.Ok(Event event)
                            && partitionOf(bytes(event.enterpriseId())) == record.partition()) {
                        found.add(event);
                    }
                }
            }
        }
        return count(found);
    }
}

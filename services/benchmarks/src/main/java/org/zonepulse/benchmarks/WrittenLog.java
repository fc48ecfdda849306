package org.zonepulse.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.EmbeddedBroker;
import org.zonepulse.sandbox.deploy.Deployment;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.schemas.calendar.BusinessDayOpened;

/** A broker in this JVM whose event topics hold a load, with one business day open after all of it. */
final class WrittenLog implements AutoCloseable {

    /** The address of a schema registry within this JVM. */
    static final String REGISTRY_URL = "mock://benchmark";

    static final Map<String, Object> REGISTRY =
            Map.of("schema.registry.url", REGISTRY_URL, "avro.remove.java.properties", true);

    private final Zone zone = ZoneFile.bundled();
    private final Path folder;
    private final EmbeddedBroker broker;

    private WrittenLog(Path folder, EmbeddedBroker broker) {
        this.folder = folder;
        this.broker = broker;
    }

    /** Starts a broker, and writes so many events. */
    static WrittenLog of(int count, long seed) throws Exception {
        TrustedRecords.trust();
        Path folder = Files.createTempDirectory("zonepulse-benchmark");
        WrittenLog log = new WrittenLog(
                folder,
                EmbeddedBroker.start(folder.resolve("broker"), "127.0.0.1:" + freePort(), "127.0.0.1:" + freePort()));
        log.write(count, seed);
        return log;
    }

    private void write(int count, long seed) throws InterruptedException, ExecutionException {
        Deployment.createTopics(Map.of("bootstrap.servers", brokers()));
        Deployment.registerSchemas(REGISTRY);
        Map<String, Object> config = new HashMap<>(
                Map.of("bootstrap.servers", brokers(), "acks", "all", "compression.type", "lz4", "linger.ms", 20));
        config.put("batch.size", 256 << 10);
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
                AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>()) {
            serializer.configure(REGISTRY, false);
            List<Exception> failures = new CopyOnWriteArrayList<>();
            Callback noteFailure = (_, failure) -> {
                if (failure != null) {
                    failures.add(failure);
                }
            };
            new Load(zone, seed).tell(count, event -> {
                String topic =
                        TopicCatalogue.ofStream(event.fact().stream().id()).name();
                byte[] value = serializer.serialize(topic, EventAvro.write(event));
                var _ = producer.send(new ProducerRecord<>(topic, key(event.enterpriseId()), value), noteFailure);
            });
            String calendar = TopicCatalogue.CALENDAR.name();
            BusinessDayOpened day = new BusinessDayOpened(zone.id(), LocalDate.of(2024, 12, 31), Instant.EPOCH);
            byte[] value = serializer.serialize(calendar, day);
            producer.send(new ProducerRecord<>(calendar, key(zone.id()), value)).get();
            producer.flush();
            if (!failures.isEmpty()) {
                throw new IllegalStateException("the load could not be written", failures.getFirst());
            }
        }
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Zone zone() {
        return zone;
    }

    /** Where there is room for files until this is closed. */
    Path folder() {
        return folder;
    }

    /** The broker's address. */
    String brokers() {
        return broker.bootstrapServers();
    }

    /** All partitions of all event topics. */
    static List<TopicPartition> inputs() {
        List<TopicPartition> inputs = new ArrayList<>();
        for (Topic topic : TopicCatalogue.events()) {
            for (int partition = 0; partition < TopicCatalogue.EVENT_PARTITIONS; partition++) {
                inputs.add(new TopicPartition(topic.name(), partition));
            }
        }
        return inputs;
    }

    /** A consumer of large fetches, of nothing so far. */
    KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(Map.of(
                "bootstrap.servers", brokers(), "isolation.level", "read_committed", "enable.auto.commit", false));
        config.put("max.poll.records", 4000);
        config.put("max.partition.fetch.bytes", 4 << 20);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        broker.close();
        Scratch.delete(folder);
    }
}

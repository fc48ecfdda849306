package org.zonepulse.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.DataFolder;
import org.zonepulse.sandbox.EmbeddedBroker;
import org.zonepulse.sandbox.Installation;
import org.zonepulse.sandbox.PipelineAddress;
import org.zonepulse.sandbox.Ports;
import org.zonepulse.sandbox.RegistryProcess;
import org.zonepulse.sandbox.deploy.Deployment;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.schemas.calendar.BusinessDayOpened;

/** A broker in this JVM whose event topics hold a load, with one business day open after all of it. */
final class WrittenLog implements AutoCloseable {

    private static final String OWN_REGISTRY = "mock://benchmark";
    private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(2);

    private final Zone zone = ZoneFile.bundled();
    private final Path folder;
    private final EmbeddedBroker broker;
    private final String registryUrl;
    private final int partitions;
    private final List<Event> later = new ArrayList<>();
    private @Nullable RegistryProcess registry;
    private @Nullable DataFolder data;

    private WrittenLog(Path folder, EmbeddedBroker broker, String registryUrl, int partitions) {
        this.folder = folder;
        this.broker = broker;
        this.registryUrl = registryUrl;
        this.partitions = partitions;
    }

    /** Starts a broker, and writes so many events. The registry is one within this JVM. */
    static WrittenLog of(int count, long seed) throws Exception {
        TrustedRecords.trust();
        Path folder = Files.createTempDirectory("zonepulse-benchmark");
        WrittenLog log = new WrittenLog(
                folder,
                EmbeddedBroker.start(folder.resolve("broker"), "127.0.0.1:" + freePort(), "127.0.0.1:" + freePort()),
                OWN_REGISTRY,
                TopicCatalogue.EVENT_PARTITIONS);
        log.write(count, 0, seed);
        return log;
    }

    /**
     * Starts a broker and a registry that other processes reach, too, and writes so many events.
     *
     * @param later how many more there will be, for {@link #later}
     * @param partitions of each event topic
     */
    static WrittenLog shared(int count, int later, long seed, int partitions) throws Exception {
        TrustedRecords.trust();
        Path folder = Files.createTempDirectory("zonepulse-benchmark");
        Ports ports = Ports.anywhere();
        DataFolder data = DataFolder.open(folder.resolve("data"));
        WrittenLog log = new WrittenLog(
                folder,
                EmbeddedBroker.start(
                        folder.resolve("broker"), ports.address(Ports.Use.BROKER), ports.address(Ports.Use.CONTROLLER)),
                PipelineAddress.of(ports).registry(),
                partitions);
        log.data = data;
        RegistryProcess registry = RegistryProcess.start(
                new RegistryProcess.Settings(Installation.in(UpProcess.BUILT), data, ports, false));
        log.registry = registry;
        registry.awaitReady(REGISTRY_PATIENCE);
        log.write(count, later, seed);
        return log;
    }

    private void write(int count, int more, long seed) throws InterruptedException, ExecutionException {
        Deployment.createTopics(Map.of("bootstrap.servers", brokers()), partitions);
        Deployment.registerSchemas(registry());
        Map<String, Object> config = new HashMap<>(
                Map.of("bootstrap.servers", brokers(), "acks", "all", "compression.type", "lz4", "linger.ms", 20));
        config.put("batch.size", 256 << 10);
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
                AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>()) {
            serializer.configure(registry(), false);
            List<Exception> failures = new CopyOnWriteArrayList<>();
            Callback noteFailure = (_, failure) -> {
                if (failure != null) {
                    failures.add(failure);
                }
            };
            int[] told = {0};
            new Load(zone, seed).tell(count + more, event -> {
                if (told[0]++ < count) {
                    var _ = producer.send(record(event, serializer), noteFailure);
                } else {
                    later.add(event);
                }
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

    /** An event as its topic has it. */
    static ProducerRecord<byte[], byte[]> record(Event event, AvroSerializer<SpecificRecord> serializer) {
        String topic = TopicCatalogue.ofStream(event.fact().stream().id()).name();
        return new ProducerRecord<>(
                topic, key(event.enterpriseId()), serializer.serialize(topic, EventAvro.write(event)));
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

    /** What comes after the events that are written. */
    List<Event> later() {
        return later;
    }

    String registryUrl() {
        return registryUrl;
    }

    /** Settings of the codec. */
    Map<String, Object> registry() {
        return Map.of("schema.registry.url", registryUrl, "avro.remove.java.properties", true);
    }

    /** All partitions of all event topics. */
    List<TopicPartition> inputs() {
        List<TopicPartition> inputs = new ArrayList<>();
        for (Topic topic : TopicCatalogue.events()) {
            for (int partition = 0; partition < partitions; partition++) {
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
        if (registry != null) {
            registry.close();
        }
        broker.close();
        if (data != null) {
            data.close();
        }
        Scratch.delete(folder);
    }
}

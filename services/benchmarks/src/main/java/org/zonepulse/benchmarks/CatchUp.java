package org.zonepulse.benchmarks;

import io.micronaut.context.ApplicationContext;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.kpi.Application;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.EmbeddedBroker;
import org.zonepulse.sandbox.Topics;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.schemas.calendar.BusinessDayOpened;
import org.zonepulse.schemas.kpi.Cut;

/**
 * How fast kpi-service catches up on a log, beside a bare consumer that decodes and folds the same records into maps:
 * both in one run on one machine, so that the ratio means something where machines are noisy.
 *
 * <p>Arguments: number of events (1,000,000), seed (1).
 */
public final class CatchUp {

    private static final Map<String, Object> REGISTRY =
            Map.of("schema.registry.url", "mock://benchmark", "avro.remove.java.properties", true);
    private static final int PARTITIONS = TopicCatalogue.EVENT_PARTITIONS;

    private final Zone zone = ZoneFile.bundled();
    private final String brokers;
    private final Path folder;
    private long events;

    private CatchUp(String brokers, Path folder) {
        this.brokers = brokers;
        this.folder = folder;
    }

    /** Runs the benchmark and prints its figures. */
    public static void main(String... args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        TrustedRecords.trust();
        Path folder = Files.createTempDirectory("zonepulse-benchmark");
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(folder.resolve("broker"), "127.0.0.1:" + freePort(), "127.0.0.1:" + freePort())) {
            CatchUp benchmark = new CatchUp(broker.bootstrapServers(), folder);
            benchmark.write(count, seed);
            double bare = benchmark.bareConsumer();
            double service = benchmark.service();
            double bareAgain = benchmark.bareConsumer();
            double reference = (bare + bareAgain) / 2;
            System.out.printf(
                    Locale.ROOT,
                    "%,d events, seed %d%nbare consumer, decode and fold: %,.0f and %,.0f events/s%n"
                            + "kpi-service until the last cut: %,.0f events/s%nratio: %.2f%n",
                    count,
                    seed,
                    bare,
                    bareAgain,
                    service,
                    service / reference);
        } finally {
            Scratch.delete(folder);
        }
    }

    private void write(int count, long seed) throws InterruptedException, ExecutionException {
        Topics.create(brokers);
        Map<String, Object> config = new HashMap<>(
                Map.of("bootstrap.servers", brokers, "acks", "all", "compression.type", "lz4", "linger.ms", 20));
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
        events = count;
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<TopicPartition> inputs() {
        List<TopicPartition> inputs = new ArrayList<>();
        for (Topic topic : TopicCatalogue.events()) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                inputs.add(new TopicPartition(topic.name(), partition));
            }
        }
        return inputs;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(
                Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed", "enable.auto.commit", false));
        config.put("max.poll.records", 4000);
        config.put("max.partition.fetch.bytes", 4 << 20);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Events a second of one thread that reads, decodes, checks and folds everything into maps. */
    private double bareConsumer() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                SchemaRegistry registry = SchemaRegistry.open(REGISTRY)) {
            Map<String, AvroRecordDecoder<? extends SpecificRecord>> decoders = new HashMap<>();
            Map<String, EventStream> streams = new HashMap<>();
            for (EventStream stream : EventStream.values()) {
                Topic topic = TopicCatalogue.ofStream(stream.id());
                decoders.put(topic.name(), AvroRecordDecoder.of(topic.valueType(), registry));
                streams.put(topic.name(), stream);
            }
            EventReader reader = new EventReader(zone);
            LedgerFold fold = new LedgerFold(zone);
            List<InMemoryRowStore> stores = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                stores.add(new InMemoryRowStore());
            }
            consumer.assign(inputs());
            consumer.seekToBeginning(inputs());
            long began = System.nanoTime();
            for (long seen = 0; seen < events; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(5))) {
                    Decoded<? extends SpecificRecord> decoded =
                            Objects.requireNonNull(decoders.get(record.topic())).decode(record.value());
                    EventStream stream = Objects.requireNonNull(streams.get(record.topic()));
                    fold.apply(stores.get(record.partition()), event(reader, decoded, stream));
                    seen++;
                }
            }
            return rate(began);
        }
    }

    private static Event event(EventReader reader, Decoded<? extends SpecificRecord> decoded, EventStream stream) {
        if (decoded instanceof Decoded.Ok<? extends SpecificRecord> ok
                && reader.avro(ok.value(), stream) instanceof Parsed.Ok(Event event)) {
            return event;
        }
        throw new IllegalStateException("the load holds acceptable events only: " + decoded);
    }

    /** Events a second of kpi-service, from its start until a cut includes all of them. */
    private double service() throws IOException {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "micronaut.server.port",
                freePort(),
                "kafka.bootstrap.servers",
                brokers,
                "schema.registry.url",
                "mock://benchmark",
                "zonepulse.kpi.state-dir",
                folder.resolve("state").toString()));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("zonepulse.kpi."))
                .forEach(name -> settings.put(name, System.getProperty(name)));
        long began = System.nanoTime();
        try (ApplicationContext _ = Application.start(settings);
                KafkaConsumer<byte[], byte[]> cuts = consumer();
                SchemaRegistry registry = SchemaRegistry.open(REGISTRY)) {
            AvroRecordDecoder<Cut> decoder = AvroRecordDecoder.of(Cut.class, registry);
            TopicPartition topic = new TopicPartition(TopicCatalogue.KPI_CUTS.name(), 0);
            cuts.assign(List.of(topic));
            cuts.seekToBeginning(List.of(topic));
            long included = 0;
            long published = 0;
            while (included < events) {
                for (ConsumerRecord<byte[], byte[]> record : cuts.poll(Duration.ofMillis(100))) {
                    if (decoder.decode(record.value()) instanceof Decoded.Ok<Cut>(Cut cut, int _)) {
                        published++;
                        included = cut.getInputs().stream()
                                .mapToLong(input -> input.getNextOffset())
                                .sum();
                    }
                }
            }
            double rate = rate(began);
            System.out.printf(Locale.ROOT, "%,d cuts%n", published);
            return rate;
        }
    }

    private double rate(long began) {
        return events / ((System.nanoTime() - began) / 1e9);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

package org.zonepulse.kpi.killed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.InMemorySchemaRegistry;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.kpi.state.OpenLedgers;
import org.zonepulse.kpi.topology.KpiTopology;
import org.zonepulse.kpi.topology.Meters;
import org.zonepulse.kpi.topology.PublishedRecords;
import org.zonepulse.kpi.topology.Stage;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.testkit.TestZone;

/** The topology in a JVM of its own, which can be killed like any process. */
final class Child {

    static final int PARTITIONS = 2;

    private Child() {}

    /** Starts a JVM that runs {@link #main}. */
    static Process start(String broker, Path state, KpiTopology.StoreKind stores, Path log) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                broker,
                state.toString(),
                stores.name()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** A registry whose ids are the same in every JVM. */
    static SchemaRegistry registry() {
        SchemaRegistry registry = new InMemorySchemaRegistry();
        TopicCatalogue.all().forEach(topic -> registry.register(topic.valueSubject(), topic.valueSchema(), false));
        return registry;
    }

    /** Arguments: the broker, a folder for state, the kind of stores. */
    public static void main(String[] args) throws InterruptedException {
        TrustedRecords.trust();
        SchemaRegistry registry = registry();
        AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
        serializer.configure(Map.of("auto.register.schemas", true), false);
        PublishedRecords records = new PublishedRecords(serializer, TestZone.ZONE, Edition.FIRST);
        Stage stage = new Stage(
                TestZone.ZONE,
                registry,
                records,
                Meters.NONE,
                PARTITIONS,
                50,
                Duration.ofMillis(20),
                new OpenLedgers());
        Properties properties = properties(args[0], args[1]);
        try (KafkaStreams streams =
                new KafkaStreams(KpiTopology.build(stage, KpiTopology.StoreKind.valueOf(args[2])), properties)) {
            streams.start();
            // Nobody ends it but the test, or its own end.
            TimeUnit.MINUTES.sleep(10);
        }
    }

    /** The service's settings as far as they matter to what is committed; commits and batches small, to be cut short. */
    private static Properties properties(String broker, String state) {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry(StreamsConfig.APPLICATION_ID_CONFIG, "killed"),
                Map.entry(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker),
                Map.entry(StreamsConfig.STATE_DIR_CONFIG, state),
                Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2),
                Map.entry(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1),
                Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 20),
                Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
                Map.entry(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true),
                Map.entry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0),
                Map.entry(StreamsConfig.mainConsumerPrefix("auto.offset.reset"), "earliest"),
                Map.entry(StreamsConfig.consumerPrefix("max.poll.records"), 10),
                Map.entry(StreamsConfig.mainConsumerPrefix("session.timeout.ms"), 2000),
                Map.entry(StreamsConfig.mainConsumerPrefix("heartbeat.interval.ms"), 300),
                Map.entry(StreamsConfig.producerPrefix("transaction.timeout.ms"), 3000)));
        return properties;
    }
}

package org.zonepulse.kpi.topology;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.AvroDeserializer;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.kpi.state.OpenLedgers;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.schemas.calendar.BusinessDayOpened;
import org.zonepulse.testkit.TestZone;

/** The whole topology without a broker, for one partition of events of {@link TestZone}. */
final class DrivenTopology implements AutoCloseable {

    /** What goes from the first stage to the second. */
    static final String PARTITION_UPDATES = "driven-partition-updates-repartition";

    static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");

    private final SchemaRegistry registry;
    private final AvroSerializer<SpecificRecord> serializer;
    private final TopologyTestDriver driver;
    private final OpenLedgers ledgers = new OpenLedgers();

    /**
     * Starts it.
     *
     * @param registry what the topology asks for schemas
     * @param published the registry behind that one: where publishers and consumers register and look up
     */
    DrivenTopology(SchemaRegistry registry, SchemaRegistry published, KpiTopology.StoreKind stores, Path state) {
        this(registry, published, stores, state, Edition.FIRST);
    }

    /** @param edition whose topics outputs go to */
    DrivenTopology(
            SchemaRegistry registry,
            SchemaRegistry published,
            KpiTopology.StoreKind stores,
            Path state,
            Edition edition) {
        TrustedRecords.trust();
        this.registry = published;
        this.serializer = new AvroSerializer<>(published);
        serializer.configure(Map.of("auto.register.schemas", true), false);
        PublishedRecords records = new PublishedRecords(serializer, TestZone.ZONE, edition);
        Stage stage = new Stage(TestZone.ZONE, registry, records, Meters.NONE, 1, 10, Duration.ofMillis(50), ledgers);
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "driven",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                "unused:1",
                StreamsConfig.STATE_DIR_CONFIG,
                state.toString(),
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true,
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
                AnyTime.class,
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2));
        this.driver = new TopologyTestDriver(KpiTopology.build(stage, stores), properties);
    }

    /** What others may read meanwhile. */
    OpenLedgers ledgers() {
        return ledgers;
    }

    void publish(List<Event> events) {
        events.forEach(event -> publish(event.enterpriseId(), event));
    }

    void publish(String key, Event event) {
        Topic topic = TopicCatalogue.ofStream(event.fact().stream().id());
        send(topic, key.getBytes(StandardCharsets.UTF_8), bytes(topic, EventAvro.write(event)), new RecordHeaders());
    }

    void openDay(String date) {
        BusinessDayOpened day = new BusinessDayOpened(TestZone.ZONE.id(), LocalDate.parse(date), Instant.EPOCH);
        byte[] key = TestZone.ZONE.id().getBytes(StandardCharsets.UTF_8);
        send(TopicCatalogue.CALENDAR, key, bytes(TopicCatalogue.CALENDAR, day), new RecordHeaders());
    }

    byte[] bytes(Topic topic, SpecificRecord record) {
        return Objects.requireNonNull(serializer.serialize(topic.name(), new RecordHeaders(), record), "bytes");
    }

    void send(Topic topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        send(topic.name(), key, value, headers);
    }

    /** To a topic that the catalogue doesn't have. */
    void send(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        TestInputTopic<byte[], byte[]> input =
                driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
        input.pipeInput(new TestRecord<>(key, value, headers, TIME));
    }

    <T extends SpecificRecord> List<T> values(Topic topic) {
        return this.<T>readAll(topic).stream().map(record -> record.value).toList();
    }

    /** The last value of each key since this was last asked. */
    <T extends SpecificRecord> Map<String, T> latest(Topic topic) {
        Map<String, T> last = new HashMap<>();
        this.<T>readAll(topic).forEach(record -> last.put(record.key, record.value));
        return last;
    }

    private <T extends SpecificRecord> List<KeyValue<String, T>> readAll(Topic topic) {
        AvroDeserializer<T> deserializer = new AvroDeserializer<>(registry);
        deserializer.configure(Map.of("specific.avro.reader", true), false);
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), deserializer)
                .readKeyValuesToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}

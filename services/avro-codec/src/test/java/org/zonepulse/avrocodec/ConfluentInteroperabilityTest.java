package org.zonepulse.avrocodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.avrocodec.sample.Shipment;

/** Ours beside Confluent's own, over a real registry. The same configuration serves both: either can replace the other. */
@ExtendWith(RealRegistry.class)
class ConfluentInteroperabilityTest {
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private final String topic = "interop-" + TOPICS.incrementAndGet();
    private final Map<String, Object> configs = new HashMap<>();

    @BeforeEach
    void useTheRealRegistry(ApicurioProcess apicurio) {
        configs.put("schema.registry.url", apicurio.url());
        TrustedRecordClasses.trust(Shipment.class);
    }

    /** Kafka's configurations look for classes named in them by the thread's class loader. */
    @BeforeEach
    void seeTheGenuineClasses() {
        Thread.currentThread().setContextClassLoader(GenuineConfluent.LOADER);
    }

    @AfterEach
    void seeOursOnly() {
        Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }

    @Test
    void shouldBeReadByTheGenuineClientAsGenericRecord() {
        // Given
        GenericRecord shipment = Shipments.generic(Shipments.WITH_CARRIER, "S-1");

        // When
        byte[] bytes = oursWrites(shipment);

        // Then
        assertThat(genuineReads(bytes)).isEqualTo(shipment);
    }

    @Test
    void shouldBeReadByTheGenuineClientAsGeneratedRecord() {
        // Given
        configs.put("specific.avro.reader", true);
        Shipment shipment = Shipments.shipment("S-1");

        // When
        byte[] bytes = oursWrites(shipment);

        // Then
        assertThat(genuineReads(bytes)).isEqualTo(shipment);
    }

    @Test
    void shouldReadWhatTheGenuineClientWritesAsGenericRecord() {
        // Given
        GenericRecord shipment = Shipments.generic(Shipments.WITH_CARRIER, "S-1");

        // When
        byte[] bytes = genuineWrites(shipment);

        // Then
        assertThat(oursReads(bytes)).isEqualTo(shipment);
    }

    @Test
    void shouldReadWhatTheGenuineClientWritesAsGeneratedRecord() {
        // Given
        configs.put("specific.avro.reader", true);
        Shipment shipment = Shipments.shipment("S-1");

        // When
        byte[] bytes = genuineWrites(shipment);

        // Then
        assertThat(oursReads(bytes)).isEqualTo(shipment);
    }

    @Test
    void shouldWriteTheSameBytesAsTheGenuineClient() {
        // Given
        Shipment shipment = Shipments.shipment("S-1");

        // When
        byte[] ours = oursWrites(shipment);

        // Then
        assertThat(genuineWrites(shipment)).isEqualTo(ours);
    }

    @Test
    void shouldReadAnotherVersionWrittenByTheGenuineClient() {
        // Given
        GenericRecord newer = Shipments.generic(Shipments.WITH_CARRIER, "S-2");
        byte[] bytes = genuineWrites(newer);
        configs.put("specific.avro.reader", true);

        // When
        Shipment shipment = (Shipment) oursReads(bytes);

        // Then
        assertThat(shipment.getId()).isEqualTo("S-2");
        assertThat(shipment.getNote()).isEqualTo("佛山高新区");
    }

    @Test
    void shouldUseTheLatestVersionThatTheGenuineClientHasRegistered() {
        // Given
        byte[] registered = genuineWrites(Shipments.generic(Shipments.WITH_CARRIER, "S-1"));
        configs.put("auto.register.schemas", false);
        configs.put("use.latest.version", true);

        // When
        byte[] bytes = oursWrites(Shipments.generic(Shipments.WITH_CARRIER, "S-1"));

        // Then
        assertThat(bytes).isEqualTo(registered);
    }

    @Test
    void shouldRefuseToWriteWhatTheRegistryRefuses() {
        // Given
        oursWrites(Shipments.shipment("S-1"));
        Schema other = SchemaBuilder.record("Shipment")
                .namespace(Shipment.class.getPackageName())
                .fields()
                .requiredInt("id")
                .endRecord();
        GenericRecord incompatible = new GenericData.Record(other);
        incompatible.put("id", 1);

        // When / Then
        assertThatThrownBy(() -> oursWrites(incompatible)).isInstanceOf(SchemaRefusedException.class);
    }

    @Test
    void shouldTellAnUnknownSchemaFromARegistryThatIsAway(ApicurioProcess apicurio) throws Exception {
        // Given
        byte[] unknown = {0, 0x7f, 0, 0, 1, 2};
        Map<String, Object> nowhere = Map.of("schema.registry.url", "http://127.0.0.1:1");

        try (SchemaRegistry there = SchemaRegistry.open(Map.of("schema.registry.url", apicurio.url()));
                SchemaRegistry away = SchemaRegistry.open(nowhere)) {
            // When
            Decoded<Shipment> decoded =
                    AvroRecordDecoder.of(Shipment.class, there).decode(unknown);

            // Then
            assertThat(decoded)
                    .isInstanceOfSatisfying(
                            Decoded.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(UndecodableReason.UNKNOWN_SCHEMA_ID));
            AvroRecordDecoder<Shipment> waiting = AvroRecordDecoder.of(Shipment.class, away);
            assertThatThrownBy(() -> waiting.decode(unknown)).isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TopicNameStrategy", "RecordNameStrategy", "TopicRecordNameStrategy"})
    void shouldFindWhatTheGenuineClientHasRegisteredUnderTheSameStrategy(String strategy) {
        // Given
        configs.put("value.subject.name.strategy", "io.confluent.kafka.serializers.subject." + strategy);
        byte[] registered = genuineWrites(Shipments.generic(Shipments.WITH_CARRIER, "S-1"));
        configs.put("auto.register.schemas", false);

        // When
        byte[] bytes = oursWrites(Shipments.generic(Shipments.WITH_CARRIER, "S-1"));

        // Then
        assertThat(bytes).isEqualTo(registered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"avro.remove.java.properties", "normalize.schemas"})
    void shouldRegisterTheSameSchemaAsTheGenuineClientWith(String option) {
        // Given
        configs.put(option, true);
        byte[] ours = oursWrites(Shipments.shipment("S-1"));
        configs.put("auto.register.schemas", false);

        // When
        byte[] bytes = genuineWrites(Shipments.shipment("S-1"));

        // Then
        assertThat(bytes).isEqualTo(ours);
    }

    /** Who uses Confluent's class by name tells an outage from bad data by this. */
    @Test
    void shouldTellAnOutageByItsCauseWithTheGenuineClient() {
        // Given
        configs.put("schema.registry.url", "http://127.0.0.1:1");
        configs.put("max.retries", 0);

        // When / Then
        assertThatThrownBy(() -> genuineWrites(Shipments.shipment("S-1")))
                .isInstanceOf(SerializationException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 0x7fff_ffff})
    void shouldKnowNoSchemaOfAnIdThatIsNotGiven(int id, ApicurioProcess apicurio) {
        // Given
        byte[] bytes = {0, (byte) (id >>> 24), (byte) (id >>> 16), (byte) (id >>> 8), (byte) id, 2};
        try (SchemaRegistry registry = SchemaRegistry.open(Map.of("schema.registry.url", apicurio.url()))) {
            // When
            Decoded<Shipment> decoded =
                    AvroRecordDecoder.of(Shipment.class, registry).decode(bytes);

            // Then
            assertThat(decoded)
                    .isInstanceOfSatisfying(
                            Decoded.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(UndecodableReason.UNKNOWN_SCHEMA_ID));
        }
    }

    private byte[] oursWrites(IndexedRecord record) {
        try (Serializer<IndexedRecord> serializer = new AvroSerializer<>()) {
            serializer.configure(configs, false);
            return serializer.serialize(topic, record);
        }
    }

    private IndexedRecord oursReads(byte[] bytes) {
        try (Deserializer<IndexedRecord> deserializer = new AvroDeserializer<>()) {
            deserializer.configure(configs, false);
            return deserializer.deserialize(topic, bytes);
        }
    }

    private byte[] genuineWrites(IndexedRecord record) {
        try (Serializer<Object> serializer = GenuineConfluent.serializer(configs)) {
            return serializer.serialize(topic, record);
        }
    }

    private Object genuineReads(byte[] bytes) {
        try (Deserializer<Object> deserializer = GenuineConfluent.deserializer(configs)) {
            return deserializer.deserialize(topic, bytes);
        }
    }
}

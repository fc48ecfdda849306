package org.zonepulse.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.avrocodec.AvroDeserializer;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.InMemorySchemaRegistry;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.eventlog.EventDecoder;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.Inbox;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.TestZone;

/** What of an inbox gets into the event log, and in what form. */
class InboxTopologyTest {

    private static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");
    private static final Event REGISTERED = EnterpriseStory.of(1)
            .on("2020-01-01")
            .registered("nanhai", "C3670")
            .events()
            .getFirst();
    private static final Inbox OWN = new Inbox("registrations", REGISTERED.source());

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path state;

    @SuppressWarnings("NullAway.Init")
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        TrustedRecords.trust();
        serializer.configure(Map.of("auto.register.schemas", true), false);
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
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2));
        driver = new TopologyTestDriver(
                InboxTopology.build(() -> new InboxProcessor(
                        new Admission(TestZone.ZONE, registry), serializer, new InboxMeters(meters))),
                properties);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldLetInAnEventAsItCameUnderItsEnterprise() {
        // Given
        byte[] value = bytes(REGISTERED);

        // When
        send(OWN, "any key".getBytes(StandardCharsets.UTF_8), value);
        send(OWN, null, value);

        // Then
        List<TestRecord<byte[], byte[]>> admitted = read(TopicCatalogue.REGISTRATIONS);
        assertThat(admitted).hasSize(2).allSatisfy(record -> {
            assertThat(record.value()).isEqualTo(value);
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(REGISTERED.enterpriseId());
            assertThat(record.getRecordTime()).isEqualTo(TIME);
        });
        assertThat(letters()).isEmpty();
        assertThat(meters.get("zonepulse.inbox.admitted")
                        .tags("stream", "registrations", "source", REGISTERED.source())
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void shouldRefuseWhatSpeaksAsAnotherSource() {
        // Given
        Inbox others = new Inbox("registrations", "bank-of-foshan");
        byte[] value = bytes(REGISTERED);

        // When
        send(others, null, value);

        // Then
        assertThat(read(TopicCatalogue.REGISTRATIONS)).isEmpty();
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.getReason()).isEqualTo("FOREIGN_SOURCE");
            assertThat(letter.getViolations().getFirst().getField()).isEqualTo("source");
            assertThat(letter.getTopic()).isEqualTo("zone.inbox.registrations.bank-of-foshan.v1");
            assertThat(letter.getPartition()).isZero();
            assertThat(letter.getOffset()).isZero();
            assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(value));
        });
        assertThat(meters.get("zonepulse.dead.letters")
                        .tags("reason", "FOREIGN_SOURCE")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldRefuseWhatIsNoEventOfTheInboxsStream() {
        // When
        send(OWN, null, null);
        send(OWN, null, new byte[] {0, 0, 0, 0, 99, 1});
        send(new Inbox("loans", REGISTERED.source()), null, bytes(REGISTERED));
        send(OWN, null, new byte[EventDecoder.MOST_OF_VALUE + 1]);

        // Then
        assertThat(letters())
                .extracting(DeadLetter::getReason)
                .containsExactlyInAnyOrder("UNDECODABLE", "UNKNOWN_SCHEMA", "INCOMPATIBLE_SCHEMA", "TOO_LARGE");
        assertThat(read(TopicCatalogue.REGISTRATIONS)).isEmpty();
        assertThat(read(TopicCatalogue.LOANS)).isEmpty();
    }

    private byte[] bytes(Event event) {
        return Objects.requireNonNull(
                serializer.serialize(TopicCatalogue.REGISTRATIONS.name(), EventAvro.write(event)), "bytes");
    }

    private void send(Inbox inbox, byte @Nullable [] key, byte @Nullable [] value) {
        driver.createInputTopic(inbox.topic().name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, new RecordHeaders(), TIME));
    }

    private List<TestRecord<byte[], byte[]>> read(Topic topic) {
        return driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private List<DeadLetter> letters() {
        AvroDeserializer<DeadLetter> deserializer = new AvroDeserializer<>(registry);
        deserializer.configure(Map.of("specific.avro.reader", true), false);
        return driver.createOutputTopic(TopicCatalogue.DEAD_LETTERS.name(), new ByteArrayDeserializer(), deserializer)
                .readValuesToList();
    }
}

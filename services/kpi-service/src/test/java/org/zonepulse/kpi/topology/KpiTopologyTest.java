package org.zonepulse.kpi.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.avrocodec.AvroDeserializer;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.InMemorySchemaRegistry;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.ZoneDigest;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.kpi.state.OpenLedgers;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.schemas.anomaly.Anomaly;
import org.zonepulse.schemas.calendar.BusinessDayOpened;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.schemas.kpi.KpiValue;
import org.zonepulse.schemas.kpi.MonthFlows;

/** The whole topology, driven without a broker: one partition. */
class KpiTopologyTest {

    private static final String ENTERPRISE = "91350100M000100Y43";
    private static final Zone ZONE = ZoneFile.bundled();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    java.nio.file.Path state;

    @SuppressWarnings("NullAway.Init")
    private TopologyTestDriver driver;

    private final SchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(registry);
    private int ids;

    @BeforeEach
    void start() {
        TrustedRecords.trust();
        serializer.configure(Map.of("auto.register.schemas", true), false);
        Properties properties = new Properties();
        properties.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                "kpi-test",
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                "unused:1",
                StreamsConfig.STATE_DIR_CONFIG,
                state.toString(),
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true,
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2));
        driver = new TopologyTestDriver(KpiTopology.build(stage(), KpiTopology.StoreKind.IN_MEMORY), properties);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private Stage stage() {
        return new Stage(
                ZONE,
                registry,
                new PublishedRecords(serializer, ZONE, Edition.FIRST),
                Meters.NONE,
                1,
                100,
                Duration.ofMillis(50),
                new OpenLedgers());
    }

    @Test
    void shouldKeepItsTopologyAsItIsWrittenDown() throws IOException {
        // Given
        String golden;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/topology.txt"))) {
            golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        // When
        String today = KpiTopology.build(stage(), KpiTopology.StoreKind.IN_MEMORY)
                .describe()
                .toString();

        // Then
        assertThat(today)
                .as("A changed name of a store or internal topic loses running state. If that is meant, give the"
                        + " application a new id, say so in the changelog, and put this text into topology.txt")
                .isEqualToNormalizingWhitespace(golden);
    }

    @Test
    void shouldPublishValuesFlowsAndACutForEvents() {
        // Given
        openDay("2023-12-31");
        publish("2020-03-01", new Registered("Example Ltd", "nanhai", "C3670"));
        publish("2023-05-01", new LoanGranted("L1", "digital-loan", "bank-a", yuan(500), null));

        // When
        publish("2023-05-02", new LoanDisbursed("L1", yuan(300)));

        // Then
        Map<String, KpiValue> values = read(TopicCatalogue.KPI_VALUES);
        assertThat(amount(values, "registered-enterprises@zone")).isEqualTo(1);
        assertThat(amount(values, "loan-balance@zone")).isEqualTo(30_000);
        assertThat(amount(values, "loan-balance@park:nanhai/industry:C36")).isEqualTo(30_000);
        assertThat(amount(values, "loan-disbursed@product:digital-loan")).isEqualTo(30_000);
        assertThat(amount(values, "enterprises-with-loan@bank:bank-a")).isEqualTo(1);
        Map<String, MonthFlows> months = read(TopicCatalogue.KPI_DAILY);
        assertThat(Objects.requireNonNull(months.get("loan-balance@zone/2023-05"))
                        .getDays())
                .singleElement()
                .satisfies(day -> {
                    assertThat(day.getDay()).isEqualTo(2);
                    assertThat(day.getAmount()).isEqualTo(30_000);
                });
    }

    @Test
    void shouldNumberCutsWithoutGapsAndNameTheirInputs() {
        // Given
        publish("2020-03-01", new Registered("Example Ltd", "nanhai", "C3670"));
        publish("2020-03-01", new Registered("Example Ltd", "nanhai", "C3670"));

        // When
        List<KeyValue<String, Cut>> cuts = readAll(TopicCatalogue.KPI_CUTS);

        // Then
        assertThat(cuts).extracting(cut -> cut.value.getNumber()).containsExactly(1L, 2L);
        assertThat(cuts)
                .extracting(cut -> cut.value.getZoneDigest())
                .as("the zone's rules")
                .containsOnly(ByteBuffer.wrap(ZoneDigest.of(ZONE)));
        assertThat(cuts.getLast().value.getInputs()).singleElement().satisfies(input -> {
            assertThat(input.getTopic()).isEqualTo(TopicCatalogue.REGISTRATIONS.name());
            assertThat(input.getNextOffset()).isEqualTo(2);
            assertThat(input.getDigest().remaining()).isEqualTo(32);
        });
    }

    @Test
    void shouldShowAnAnomalyUntilTheMissingEventArrives() {
        // Given
        publish("2020-03-01", new Registered("Example Ltd", "nanhai", "C3670"));
        publish("2023-05-02", new LoanDisbursed("L1", yuan(300)));
        List<KeyValue<String, Anomaly>> before = readAll(TopicCatalogue.ANOMALIES);

        // When
        publish("2023-05-01", new LoanGranted("L1", "digital-loan", "bank-a", yuan(500), null));

        // Then
        assertThat(before).singleElement().satisfies(shown -> {
            assertThat(shown.key).isEqualTo(ENTERPRISE + "|loan:L1");
            assertThat(shown.value.getFindings())
                    .extracting(finding -> finding.getCode())
                    .containsExactly("LOAN_NOT_GRANTED");
        });
        assertThat(readAll(TopicCatalogue.ANOMALIES)).containsExactly(new KeyValue<>(ENTERPRISE + "|loan:L1", null));
    }

    @Test
    void shouldPutWhatCannotBeReadAsideAndGoOn() {
        // Given
        TestInputTopic<String, byte[]> loans = input(TopicCatalogue.LOANS);
        byte[] garbage = "not Avro".getBytes(StandardCharsets.UTF_8);
        byte[] unknownSchema = {0, 0, 1, 0, 0, 1};

        // When
        loans.pipeInput(ENTERPRISE, garbage);
        loans.pipeInput(ENTERPRISE, unknownSchema);
        publish("2020-03-01", new Registered("Example Ltd", "no-such-park", "C3670"));
        publish("2020-03-01", new Registered("Example Ltd", "nanhai", "C3670"));

        // Then
        List<KeyValue<String, DeadLetter>> letters = readAll(TopicCatalogue.DEAD_LETTERS);
        assertThat(letters)
                .extracting(letter -> letter.value.getReason())
                .containsExactly("UNDECODABLE", "UNKNOWN_SCHEMA", "UNKNOWN_PARK");
        assertThat(letters.getFirst().value.getValue().array()).isEqualTo(garbage);
        assertThat(letters.get(1).value.getOffset()).isEqualTo(1);
        openDay("2023-12-31");
        assertThat(amount(read(TopicCatalogue.KPI_VALUES), "registered-enterprises@zone"))
                .isEqualTo(1);
    }

    private static long amount(Map<String, KpiValue> values, String key) {
        return Objects.requireNonNull(
                Objects.requireNonNull(values.get(key), key).getAmount(), key);
    }

    private static Money yuan(long yuan) {
        return new Money(yuan * 100, "CNY");
    }

    private void publish(String date, Fact fact) {
        ids++;
        Event event = new Event(
                "e" + ids, "test", LocalDate.parse(date), Instant.parse("2024-01-01T00:00:00Z"), ENTERPRISE, fact);
        Topic topic = TopicCatalogue.ofStream(fact.stream().id());
        input(topic).pipeInput(ENTERPRISE, bytes(topic, EventAvro.write(event)));
    }

    private void openDay(String date) {
        BusinessDayOpened day = new BusinessDayOpened(ZONE.id(), LocalDate.parse(date), Instant.EPOCH);
        input(TopicCatalogue.CALENDAR).pipeInput(ZONE.id(), bytes(TopicCatalogue.CALENDAR, day));
    }

    private byte[] bytes(Topic topic, SpecificRecord record) {
        return Objects.requireNonNull(serializer.serialize(topic.name(), new RecordHeaders(), record));
    }

    private TestInputTopic<String, byte[]> input(Topic topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer());
    }

    private <T extends SpecificRecord> List<KeyValue<String, T>> readAll(Topic topic) {
        AvroDeserializer<T> deserializer = new AvroDeserializer<>(registry);
        deserializer.configure(Map.of("specific.avro.reader", true), false);
        Deserializer<T> values = deserializer;
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), values)
                .readKeyValuesToList();
    }

    private <T extends SpecificRecord> Map<String, T> read(Topic topic) {
        Map<String, T> last = new HashMap<>();
        this.<T>readAll(topic).forEach(record -> last.put(record.key, record.value));
        return last;
    }
}

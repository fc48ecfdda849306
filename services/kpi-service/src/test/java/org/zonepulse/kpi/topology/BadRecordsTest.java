package org.zonepulse.kpi.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.avrocodec.InMemorySchemaRegistry;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.intake.DeadLetters;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.deadletter.DeadLetterHeader;
import org.zonepulse.schemas.deadletter.DeadLetterViolation;
import org.zonepulse.schemas.kpi.KpiValue;
import org.zonepulse.testkit.CreditCodes;
import org.zonepulse.testkit.EnterpriseStory;

/** What can't be read is kept as it came, what only looks odd counts, and an outage is no bad record. */
class BadRecordsTest {

    private static final List<Event> REGISTERED =
            EnterpriseStory.of(1).on("2020-01-01").registered("nanhai", "C3670").events();

    private final SchemaRegistry registry = new InMemorySchemaRegistry();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path state;

    private DrivenTopology start(SchemaRegistry asked, KpiTopology.StoreKind stores) {
        return new DrivenTopology(asked, registry, stores, state);
    }

    private static @Nullable Long registered(DrivenTopology topology) {
        topology.openDay("2023-12-31");
        KpiValue value = topology.<KpiValue>latest(TopicCatalogue.KPI_VALUES).get("registered-enterprises@zone");
        return value == null ? null : value.getAmount();
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepABadRecordAsItCameAndGoOn(KpiTopology.StoreKind stores) {
        try (DrivenTopology topology = start(registry, stores)) {
            // Given
            topology.publish(REGISTERED);
            byte[] key = {1, 2, 3};
            byte[] whole = topology.bytes(TopicCatalogue.REGISTRATIONS, EventAvro.write(REGISTERED.getFirst()));
            byte[] cut = Arrays.copyOf(whole, whole.length - 1);
            RecordHeaders headers = new RecordHeaders();
            headers.add("trace", "t-1".getBytes(StandardCharsets.UTF_8));

            // When
            topology.send(TopicCatalogue.REGISTRATIONS, key, cut, headers);
            topology.send(TopicCatalogue.REGISTRATIONS, key, null, new RecordHeaders());
            topology.send(TopicCatalogue.LOANS, null, whole, new RecordHeaders());
            topology.publish(EnterpriseStory.of(2)
                    .on("2020-01-01")
                    .registered("nanhai", "C3670")
                    .events());

            // Then
            List<DeadLetter> letters = topology.values(TopicCatalogue.DEAD_LETTERS);
            assertThat(letters)
                    .extracting(DeadLetter::getReason)
                    .containsExactly("UNDECODABLE", "UNDECODABLE", "INCOMPATIBLE_SCHEMA");
            DeadLetter first = letters.getFirst();
            assertThat(first.getValue()).isEqualTo(ByteBuffer.wrap(cut));
            assertThat(first.getKey()).isEqualTo(ByteBuffer.wrap(key));
            assertThat(first.getTopic()).isEqualTo(TopicCatalogue.REGISTRATIONS.name());
            assertThat(first.getPartition()).isZero();
            assertThat(first.getOffset()).isEqualTo(1);
            assertThat(first.getTimestamp()).isEqualTo(DrivenTopology.TIME);
            assertThat(first.getHeaders()).singleElement().satisfies(header -> {
                assertThat(header.getKey()).isEqualTo("trace");
                assertThat(header.getValue()).isEqualTo(ByteBuffer.wrap("t-1".getBytes(StandardCharsets.UTF_8)));
            });
            assertThat(letters.get(1).getValue()).isNull();
            assertThat(letters.get(2).getKey()).isNull();
            assertThat(registered(topology)).isEqualTo(2);
        }
    }

    private static Stream<Named<byte @Nullable []>> foreignUpdates() {
        byte[] damaged = new PartitionUpdate(0, 0, true, List.of(), List.of()).toBytes();
        damaged[damaged.length - 1] ^= 1;
        byte[] random = new byte[64];
        new Random(1).nextBytes(random);
        return Stream.of(
                Named.of("none", null),
                Named.of("empty", new byte[0]),
                Named.of("short", new byte[] {1, 2, 3}),
                Named.of("random", random),
                Named.of("damaged", damaged));
    }

    @ParameterizedTest
    @MethodSource("foreignUpdates")
    void shouldKeepWhatSomebodyElseWroteBetweenTheStagesAndGoOn(byte @Nullable [] value) {
        try (DrivenTopology topology = start(registry, KpiTopology.StoreKind.IN_MEMORY)) {
            // Given
            topology.publish(REGISTERED);

            // When
            topology.send(DrivenTopology.PARTITION_UPDATES, new byte[] {7}, value, new RecordHeaders());
            topology.publish(EnterpriseStory.of(2)
                    .on("2020-01-01")
                    .registered("nanhai", "C3670")
                    .events());

            // Then
            assertThat(topology.<DeadLetter>values(TopicCatalogue.DEAD_LETTERS))
                    .extracting(DeadLetter::getReason, DeadLetter::getTopic, DeadLetter::getValue)
                    .containsExactly(tuple(
                            "UNDECODABLE",
                            DrivenTopology.PARTITION_UPDATES,
                            value == null ? null : ByteBuffer.wrap(value)));
            assertThat(registered(topology)).isEqualTo(2);
        }
    }

    @Test
    void shouldKeepADayThatCannotBeReadAndGoOn() {
        try (DrivenTopology topology = start(registry, KpiTopology.StoreKind.IN_MEMORY)) {
            // Given
            topology.publish(REGISTERED);

            // When
            topology.send(TopicCatalogue.CALENDAR, new byte[] {7}, null, new RecordHeaders());
            topology.send(TopicCatalogue.CALENDAR, null, new byte[] {1, 2}, new RecordHeaders());

            // Then
            assertThat(topology.<DeadLetter>values(TopicCatalogue.DEAD_LETTERS))
                    .extracting(DeadLetter::getReason, DeadLetter::getTopic)
                    .containsOnly(tuple("UNDECODABLE", TopicCatalogue.CALENDAR.name()))
                    .hasSize(2);
            assertThat(registered(topology)).isEqualTo(1);
        }
    }

    @Test
    void shouldNameTheSourceWhereTheRecordTellsOne() {
        try (DrivenTopology topology = start(registry, KpiTopology.StoreKind.IN_MEMORY)) {
            // Given
            Event told = REGISTERED.getFirst();
            byte[] key = told.enterpriseId().getBytes(StandardCharsets.UTF_8);
            Event elsewhere = EnterpriseStory.of(1)
                    .from("foshan-amr")
                    .on("2020-01-01")
                    .registered("atlantis", "C3670")
                    .events()
                    .getFirst();
            Event unnamed = EnterpriseStory.of(1)
                    .from("No Source!")
                    .on("2020-01-01")
                    .registered("nanhai", "C3670")
                    .events()
                    .getFirst();

            // When
            topology.publish(told.enterpriseId(), elsewhere);
            topology.publish(told.enterpriseId(), unnamed);
            topology.send(TopicCatalogue.REGISTRATIONS, key, new byte[] {1}, new RecordHeaders());

            // Then
            assertThat(topology.<DeadLetter>values(TopicCatalogue.DEAD_LETTERS))
                    .extracting(DeadLetter::getReason, DeadLetter::getSource)
                    .containsExactly(
                            tuple("UNKNOWN_PARK", "foshan-amr"),
                            tuple("INVALID_FIELD", null),
                            tuple("UNDECODABLE", null));
        }
    }

    @Test
    void shouldCutOffWhatWouldNotFitADeadLetter() {
        try (DrivenTopology topology = start(registry, KpiTopology.StoreKind.IN_MEMORY)) {
            // Given: what a compressed batch can hold, though its topic takes no more than 1 MiB.
            byte[] value = new byte[20 * 1024 * 1024];
            byte[] key = new byte[1024 * 1024];
            RecordHeaders headers = new RecordHeaders();
            headers.add("small", new byte[10]);
            headers.add("large", new byte[1024 * 1024]);

            // When
            topology.send(TopicCatalogue.LOANS, key, value, headers);

            // Then
            DeadLetter letter =
                    topology.<DeadLetter>values(TopicCatalogue.DEAD_LETTERS).getFirst();
            assertThat(letter.getValue().remaining()).isEqualTo(DeadLetters.MOST_OF_VALUE);
            assertThat(letter.getKey().remaining()).isEqualTo(DeadLetters.MOST_OF_KEY);
            assertThat(letter.getHeaders()).extracting(DeadLetterHeader::getKey).containsExactly("small");
            assertThat(letter.getViolations())
                    .extracting(DeadLetterViolation::getMessage)
                    .contains(
                            "the value is cut off after 1048576 of 20971520; the topic has the whole",
                            "the key is cut off after 65536 of 1048576; the topic has the whole",
                            "the list of headers is cut off after 1 of 2; the topic has the whole");
        }
    }

    @Test
    void shouldCountAnEventUnderAWrongKeyForItsEnterprise() {
        try (DrivenTopology topology = start(registry, KpiTopology.StoreKind.IN_MEMORY)) {
            // When
            topology.publish(CreditCodes.of(99), REGISTERED.getFirst());
            topology.publish(REGISTERED);

            // Then
            assertThat(topology.<DeadLetter>values(TopicCatalogue.DEAD_LETTERS)).isEmpty();
            assertThat(registered(topology)).isEqualTo(1);
        }
    }

    @Test
    void shouldWaitForARegistryThatIsAway() {
        // Given
        Faltering away = new Faltering(registry, 2);
        try (DrivenTopology topology = start(away, KpiTopology.StoreKind.IN_MEMORY)) {
            // When
            topology.publish(REGISTERED);

            // Then
            assertThat(away.left).isZero();
            assertThat(topology.<DeadLetter>values(TopicCatalogue.DEAD_LETTERS)).isEmpty();
            assertThat(registered(topology)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldMoveAllThatAnEnterpriseHasWithIt(KpiTopology.StoreKind stores) {
        try (DrivenTopology topology = start(registry, stores)) {
            // Given
            EnterpriseStory story = EnterpriseStory.of(1).on("2020-01-01").registered("nanhai", "C3670");
            for (int year = 2020; year < 2023; year++) {
                story.on(year + "-02-01")
                        .loanGranted("L" + year, "digital", "icbc", 100)
                        .disbursed("L" + year, 100);
            }
            topology.openDay("2023-12-31");
            topology.publish(story.events());
            topology.latest(TopicCatalogue.KPI_VALUES);

            // When
            int told = story.events().size();
            topology.publish(story.on("2023-06-01").relocated("shunde").events().subList(told, told + 1));

            // Then
            var values = topology.<KpiValue>latest(TopicCatalogue.KPI_VALUES);
            assertThat(amount(values.get("loan-balance@park:nanhai"))).isZero();
            assertThat(amount(values.get("loan-balance@park:shunde"))).isEqualTo(300);
            assertThat(amount(values.get("enterprises-with-current-loan@park:nanhai")))
                    .isZero();
            assertThat(amount(values.get("enterprises-with-current-loan@park:shunde")))
                    .isEqualTo(1);
            assertThat(values).doesNotContainKey("loan-balance@zone");
        }
    }

    private static long amount(@Nullable KpiValue value) {
        return Objects.requireNonNull(Objects.requireNonNull(value, "published").getAmount(), "amount");
    }

    /** A registry that at first doesn't answer. */
    private static final class Faltering implements SchemaRegistry {
        private final SchemaRegistry behind;
        private int left;

        Faltering(SchemaRegistry behind, int times) {
            this.behind = behind;
            this.left = times;
        }

        @Override
        public SchemaById byId(int id, @Nullable String subject) {
            if (left > 0) {
                left--;
                throw new RegistryUnavailableException("connection refused", null);
            }
            return behind.byId(id, subject);
        }

        @Override
        public int register(String subject, Schema schema, boolean normalize) {
            return behind.register(subject, schema, normalize);
        }

        @Override
        public OptionalInt idOf(String subject, Schema schema, boolean normalize) {
            return behind.idOf(subject, schema, normalize);
        }

        @Override
        public Optional<RegisteredSchema> latest(String subject) {
            return behind.latest(subject);
        }

        @Override
        public void close() {
            behind.close();
        }
    }
}

package org.zonepulse.audit.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.avrocodec.InMemorySchemaRegistry;
import org.zonepulse.avrocodec.SchemaRefusedException;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

class SchemaPlacesTest {

    private static final String LOANS = TopicCatalogue.LOANS.valueSubject();
    private static final Schema FOREIGN =
            SchemaBuilder.record("foreign.Thing").fields().requiredLong("x").endRecord();

    private final InMemorySchemaRegistry original = new InMemorySchemaRegistry();
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

    @TempDir
    private Path folder;

    /** The loans' schema as it was once. */
    private static Schema earlierLoans() {
        Schema now = published(TopicCatalogue.LOANS);
        List<Schema.Field> some = now.getFields().subList(0, now.getFields().size() - 1).stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(now.getName(), null, now.getNamespace(), false, some);
    }

    private static Schema published(Topic topic) {
        return new Schema.Parser().parse(topic.publishedSchema());
    }

    private static Schema other(int number) {
        return SchemaBuilder.record("Other" + number).fields().endRecord();
    }

    /** Earlier loans, loans, something foreign, business days: ids 3, 4, 5 and 7, since no record names the other event topics'. */
    private ArchiveLog archive() throws IOException {
        original.register(TopicCatalogue.REGISTRATIONS.valueSubject(), published(TopicCatalogue.REGISTRATIONS), false);
        original.register(
                TopicCatalogue.CERTIFICATIONS.valueSubject(), published(TopicCatalogue.CERTIFICATIONS), false);
        original.register(LOANS, earlierLoans(), false);
        original.register(LOANS, published(TopicCatalogue.LOANS), false);
        original.register("foreign", FOREIGN, false);
        original.register(TopicCatalogue.TRADE_FAIRS.valueSubject(), published(TopicCatalogue.TRADE_FAIRS), false);
        original.register(TopicCatalogue.CALENDAR.valueSubject(), published(TopicCatalogue.CALENDAR), false);
        return SmallArchive.of(
                folder.resolve("a.zip"),
                original,
                List.of(new TopicPartition(TopicCatalogue.LOANS.name(), 0)),
                List.of(7, 5, 4, 3, 99));
    }

    @Test
    void shouldComeToTheSameIdsInAnEmptyRegistry() throws IOException {
        try (ArchiveLog archive = archive()) {
            // When
            SchemaIds ids = SchemaPlaces.register(archive, registry);

            // Then
            assertThat(ids.areKept()).isTrue();
            assertThat(ids.places()).extracting(SchemaIds.Place::archived).containsExactly(3, 4, 5, 7);
            assertThat(registry.latest(LOANS).orElseThrow().schema()).isEqualTo(published(TopicCatalogue.LOANS));
            assertThat(registry.idOf(LOANS, earlierLoans(), false)).hasValue(3);
        }
    }

    @Test
    void shouldMoveIdsWhereOthersHaveThemAndDoSoAgainInTheSameWay() throws IOException {
        // Given
        registry.register("x", other(1), false);
        registry.register("y", other(2), false);
        try (ArchiveLog archive = archive()) {
            // When
            SchemaIds ids = SchemaPlaces.register(archive, registry);
            SchemaIds again = SchemaPlaces.register(archive, registry);

            // Then
            assertThat(ids.places())
                    .extracting(SchemaIds.Place::archived, SchemaIds.Place::id, SchemaIds.Place::name)
                    .containsExactly(
                            tuple(3, 5, earlierLoans().getFullName()),
                            tuple(4, 6, earlierLoans().getFullName()),
                            tuple(5, 7, "foreign.Thing"),
                            tuple(7, 9, published(TopicCatalogue.CALENDAR).getFullName()));
            assertThat(again.places()).isEqualTo(ids.places());
            assertThat(SchemaPlaces.find(archive, registry).places()).isEqualTo(ids.places());
        }
    }

    @Test
    void shouldKeepIdsThatSomebodyHasBroughtThere() throws IOException {
        // Given: by the registry's own backup, under whatever subjects
        try (ArchiveLog archive = archive()) {
            registry.register("x", other(1), false);
            registry.register("y", other(2), false);
            registry.register("a", earlierLoans(), false);
            registry.register("b", published(TopicCatalogue.LOANS), false);
            registry.register("c", FOREIGN, false);
            registry.register("z", other(3), false);
            registry.register("d", published(TopicCatalogue.CALENDAR), false);

            // When
            SchemaIds ids = SchemaPlaces.find(archive, registry);

            // Then
            assertThat(ids.areKept()).isTrue();
            assertThat(ids.places()).hasSize(4);
        }
    }

    /** Clients in other languages write by the newest of a subject. */
    @Test
    void shouldNotPutAnEarlierVersionAfterTheCatalogues() throws IOException {
        // Given
        registry.register(LOANS, published(TopicCatalogue.LOANS), false);
        try (ArchiveLog archive = archive()) {
            // When
            SchemaIds ids = SchemaPlaces.register(archive, registry);

            // Then
            assertThat(registry.latest(LOANS).orElseThrow().schema()).isEqualTo(published(TopicCatalogue.LOANS));
            assertThat(registry.byId(ids.places().getFirst().id(), null))
                    .isEqualTo(new SchemaRegistry.SchemaById.Found(earlierLoans()));
        }
    }

    @Test
    void shouldSayWhatIsMissingWhereNothingWasRestored() throws IOException {
        try (ArchiveLog archive = archive()) {
            assertThatThrownBy(() -> SchemaPlaces.find(archive, registry))
                    .isInstanceOfSatisfying(RestoreRefused.class, refused -> {
                        assertThat(refused.reason()).isEqualTo(RestoreRefused.Reason.SCHEMA_MISSING);
                        assertThat(refused.details())
                                .containsExactly(3, earlierLoans().getFullName());
                    });
        }
    }

    @Test
    void shouldGiveASchemaThatItsSubjectRefusesOneToItself() throws IOException {
        // Given
        SchemaRegistry strict = new Refusing(registry, List.of(LOANS, "none"));
        try (ArchiveLog archive = archive()) {
            // When
            SchemaIds ids = SchemaPlaces.register(archive, strict);

            // Then
            assertThat(ids.areKept()).isTrue();
            assertThat(ids.places()).hasSize(4);
            assertThat(registry.latest(LOANS)).isEmpty();
        }
    }

    /** What isn't of the pipeline was no event before, and the record stays unreadable. */
    @Test
    void shouldRefuseOnlyIfASchemaOfThePipelineIsRefused() throws IOException {
        try (ArchiveLog archive = archive()) {
            // When, Then: whatever isn't the calendar's
            assertThatThrownBy(() -> SchemaPlaces.register(archive, new Refusing(registry, List.of())))
                    .isInstanceOfSatisfying(
                            RestoreRefused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(RestoreRefused.Reason.SCHEMA_REFUSED));

            // When, Then: only subjects of one's own
            registry.register(LOANS, earlierLoans(), false);
            SchemaIds ids = SchemaPlaces.register(archive, new Refusing(registry, List.of("restored-")));
            assertThat(ids.places()).extracting(SchemaIds.Place::archived).containsExactly(3, 4, 7);
        }
    }

    /**
     * A registry that refuses to register under subjects which begin so; under any, if there are none.
     *
     * @param registry what it asks
     */
    private record Refusing(SchemaRegistry registry, List<String> subjects) implements SchemaRegistry {

        @Override
        public int register(String subject, Schema schema, boolean normalize) {
            if (subjects.isEmpty() || subjects.stream().anyMatch(subject::startsWith)) {
                throw new SchemaRefusedException("refused");
            }
            return registry.register(subject, schema, normalize);
        }

        @Override
        public OptionalInt idOf(String subject, Schema schema, boolean normalize) {
            return registry.idOf(subject, schema, normalize);
        }

        @Override
        public Optional<RegisteredSchema> latest(String subject) {
            return registry.latest(subject);
        }

        @Override
        public SchemaById byId(int id, @Nullable String subject) {
            return registry.byId(id, subject);
        }

        @Override
        public void close() {}
    }
}

package org.zonepulse.avrocodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zonepulse.avrocodec.SchemaRegistry.SchemaById;

class WaryRegistryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Schema FIRST = SchemaBuilder.record("First").fields().endRecord();
    private static final Schema SECOND = SchemaBuilder.record("Second").fields().endRecord();

    private long now;
    private final Restartable registry = new Restartable();

    private final WaryRegistry wary = new WaryRegistry(registry, PATIENCE, () -> now);

    @Test
    void shouldBelieveADenialAtOnceWhenALaterSchemaIsKnown() {
        // Given
        int first = wary.register("first", FIRST, false);
        wary.register("second", SECOND, false);

        // When
        registry.deleted = first;

        // Then
        assertThat(wary.byId(first, null)).isInstanceOf(SchemaById.Unknown.class);
    }

    @Test
    void shouldBelieveADenialThatIsRepeatedForAWhile() {
        // Given
        assertDenialIsNotBelieved(77);
        pass(Duration.ofSeconds(9));
        assertDenialIsNotBelieved(77);

        // When
        pass(Duration.ofSeconds(1));

        // Then
        assertThat(wary.byId(77, null)).isInstanceOf(SchemaById.Unknown.class);
        assertThat(wary.byId(78, null)).isInstanceOf(SchemaById.Unknown.class);
    }

    @Test
    void shouldFindWhatAStartingRegistryHasNotReadYet() {
        // Given
        registry.content.register("first", FIRST, false);
        int second = registry.content.register("second", SECOND, false);
        registry.restart();
        assertDenialIsNotBelieved(second);

        // When
        registry.content.register("first", FIRST, false);
        assertDenialIsNotBelieved(second);
        registry.content.register("second", SECOND, false);

        // Then
        assertThat(wary.byId(second, null)).isEqualTo(new SchemaById.Found(SECOND));
    }

    /** However long ago it was that it was asked last. */
    @Test
    void shouldSeeThatTheRegistryWasStartedAnew() {
        // Given
        int first = wary.register("first", FIRST, false);
        believeDenialsOf(77);

        // When
        registry.restart();

        // Then
        assertDenialIsNotBelieved(77);
        assertDenialIsNotBelieved(first);
        pass(PATIENCE);
        assertDenialIsNotBelieved(77);
        registry.content.register("first", FIRST, false);
        assertDenialIsNotBelieved(77);
        pass(PATIENCE);
        assertThat(wary.byId(77, null)).isInstanceOf(SchemaById.Unknown.class);
    }

    @Test
    void shouldNotBelieveAnotherDenialLongAfterwardsWhenNoSchemaWasEverFound() {
        // Given
        believeDenialsOf(77);

        // When
        pass(PATIENCE.plusSeconds(1));

        // Then
        assertDenialIsNotBelieved(77);
    }

    @Test
    void shouldBeginAgainAfterAnOutage() {
        // Given
        wary.register("first", FIRST, false);
        believeDenialsOf(77);
        registry.away = true;
        assertDenialIsNotBelieved(77);

        // When
        registry.away = false;

        // Then
        assertDenialIsNotBelieved(77);
    }

    private void believeDenialsOf(int id) {
        assertDenialIsNotBelieved(id);
        pass(PATIENCE);
        assertThat(wary.byId(id, null)).isInstanceOf(SchemaById.Unknown.class);
    }

    private void assertDenialIsNotBelieved(int id) {
        assertThatThrownBy(() -> wary.byId(id, null)).isInstanceOf(RegistryUnavailableException.class);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    /** What it stored comes back as a starting registry reads it: one schema after the other, with the same ids. */
    private static final class Restartable implements SchemaRegistry {

        private InMemorySchemaRegistry content = new InMemorySchemaRegistry();
        private int deleted;
        private boolean away;

        void restart() {
            content = new InMemorySchemaRegistry();
        }

        @Override
        public int register(String subject, Schema schema, boolean normalize) {
            return content.register(subject, schema, normalize);
        }

        @Override
        public OptionalInt idOf(String subject, Schema schema, boolean normalize) {
            return content.idOf(subject, schema, normalize);
        }

        @Override
        public Optional<RegisteredSchema> latest(String subject) {
            return content.latest(subject);
        }

        @Override
        public SchemaById byId(int id, @Nullable String subject) {
            if (away) {
                throw new RegistryUnavailableException("nobody answers", null);
            }
            return id == deleted ? new SchemaById.Unknown() : content.byId(id, subject);
        }

        @Override
        public void close() {
            content.close();
        }
    }
}

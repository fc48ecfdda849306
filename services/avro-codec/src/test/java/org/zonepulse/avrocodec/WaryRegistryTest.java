package org.zonepulse.avrocodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zonepulse.avrocodec.SchemaRegistry.SchemaById;

class WaryRegistryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Schema FIRST = SchemaBuilder.record("First").fields().endRecord();
    private static final Schema SECOND = SchemaBuilder.record("Second").fields().endRecord();

    private final Course course = new Course();
    private final Restartable registry = new Restartable();
    private final WaryRegistry wary = new WaryRegistry(registry, PATIENCE, course);

    @Test
    void shouldBelieveADenialAtOnceWhenALaterSchemaIsKnown() {
        // Given
        int first = wary.register("first", FIRST, false);
        wary.register("second", SECOND, false);

        // When
        registry.deleted = first;

        // Then
        assertThat(wary.byId(first, null)).isInstanceOf(SchemaById.Unknown.class);
        assertThat(course.passed()).isZero();
    }

    @Test
    void shouldBelieveADenialThatIsRepeatedForAWhile() {
        // When, Then
        assertThat(wary.byId(77, null)).isInstanceOf(SchemaById.Unknown.class);
        assertThat(course.passed()).isEqualTo(PATIENCE);
        assertThat(wary.byId(78, null)).isInstanceOf(SchemaById.Unknown.class);
        assertThat(course.passed()).isEqualTo(PATIENCE);
    }

    /** Who reads records waits inside of a transaction, which the broker ends meanwhile. */
    @Test
    void shouldBelieveADenialAtOnceWhereTheRegistryHasBeenSeenAnsweringForAWhile() {
        // Given
        registry.register("first", FIRST, false);
        look(PATIENCE);
        Duration before = course.passed();

        // When, Then
        assertThat(wary.byId(77, null)).isInstanceOf(SchemaById.Unknown.class);
        assertThat(course.passed()).isEqualTo(before);
    }

    /** It may answer for long before it has read the topic in which it keeps them. */
    @Test
    void shouldNotBelieveARegistryThatAnswersButHasNothingYet() {
        // Given
        look(PATIENCE);
        course.at(course.passed().plusSeconds(3), () -> registry.register("first", FIRST, false));

        // When, Then
        assertThat(wary.byId(1, null)).isEqualTo(new SchemaById.Found(FIRST));
    }

    /** What it was only looked at for is a witness, too: nobody has read a record yet. */
    @Test
    void shouldSeeThatTheRegistryWasReplacedBetweenTwoLooks() {
        // Given
        registry.register("first", FIRST, false);
        look(PATIENCE);

        // When
        registry.restart();
        course.at(course.passed().plusSeconds(3), () -> registry.register("first", FIRST, false));

        // Then
        assertThat(wary.byId(1, null)).isEqualTo(new SchemaById.Found(FIRST));
    }

    /** An answer that takes long is no absence, and no loss. */
    @Test
    void shouldBelieveASlowRegistryAfterAWhile() {
        // Given
        wary.register("first", FIRST, false);
        registry.slow = Duration.ofSeconds(5);

        // When, Then
        assertThat(wary.byId(77, null)).isInstanceOf(SchemaById.Unknown.class);
        assertThat(course.passed()).isBetween(PATIENCE, PATIENCE.multipliedBy(3));
    }

    @Test
    void shouldNotBelieveARegistryThatWasSeenAwayMeanwhile() {
        // Given: started anew between two questions
        registry.register("first", FIRST, false);
        look(PATIENCE);
        registry.away = true;
        assertThat(wary.look()).isFalse();
        registry.away = false;
        Duration before = course.passed();

        // When, Then
        assertThat(wary.byId(77, null)).isInstanceOf(SchemaById.Unknown.class);
        assertThat(course.passed()).isEqualTo(before.plus(PATIENCE));
    }

    /** Second by second. */
    private void look(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) <= 0; passed = passed.plusSeconds(1)) {
            assertThat(wary.look()).isTrue();
            course.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void shouldFindWhatAStartingRegistryHasNotReadYet() {
        // Given
        registry.content.register("first", FIRST, false);
        int second = registry.content.register("second", SECOND, false);
        registry.restart();
        course.at(Duration.ofSeconds(3), () -> registry.content.register("first", FIRST, false));
        course.at(Duration.ofSeconds(4), () -> registry.content.register("second", SECOND, false));

        // When, Then
        assertThat(wary.byId(second, null)).isEqualTo(new SchemaById.Found(SECOND));
        assertThat(course.passed()).isEqualTo(Duration.ofSeconds(4));
    }

    /** However long ago it was that it was asked last. */
    @Test
    void shouldSeeThatTheRegistryWasStartedAnew() {
        // Given
        wary.register("first", FIRST, false);
        assertThat(wary.byId(77, null)).isInstanceOf(SchemaById.Unknown.class);
        assertThat(wary.byId(77, null)).isInstanceOf(SchemaById.Unknown.class);
        assertThat(course.passed()).isEqualTo(PATIENCE);
        registry.restart();

        // When
        course.at(Duration.ofSeconds(15), () -> registry.content.register("first", FIRST, false));
        course.at(Duration.ofSeconds(16), () -> registry.content.register("second", SECOND, false));

        // Then
        assertThat(wary.byId(2, null)).isEqualTo(new SchemaById.Found(SECOND));
        assertThat(course.passed()).isEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void shouldNotBelieveARegistryThatHasLostWhatItHad() {
        // Given
        wary.register("first", FIRST, false);
        registry.restart();

        // When, Then
        assertThatThrownBy(() -> wary.byId(77, null))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("no schema 1 any more");
    }

    @Test
    void shouldNotBelieveAnotherDenialWhereTheRegistryWasNotSeenMeanwhile() {
        // Given
        wary.byId(77, null);
        course.pass(PATIENCE.plusSeconds(1));
        Duration before = course.passed();

        // When
        wary.byId(77, null);

        // Then
        assertThat(course.passed()).isEqualTo(before.plus(PATIENCE));
    }

    @Test
    void shouldBeginAgainAfterAnOutage() {
        // Given
        wary.register("first", FIRST, false);
        wary.byId(77, null);
        registry.away = true;
        assertThatThrownBy(() -> wary.byId(77, null)).isInstanceOf(RegistryUnavailableException.class);
        Duration before = course.passed();

        // When
        registry.away = false;

        // Then
        assertThat(wary.byId(77, null)).isInstanceOf(SchemaById.Unknown.class);
        assertThat(course.passed()).isEqualTo(before.plus(PATIENCE));
    }

    /** A time that passes only by waiting, and what happens in it. */
    private static final class Course implements WaryRegistry.Clock {

        private final NavigableMap<Duration, Runnable> events = new TreeMap<>();
        private Duration now = Duration.ZERO;

        void at(Duration time, Runnable event) {
            events.put(time, event);
        }

        void pass(Duration time) {
            now = now.plus(time);
            events.headMap(now, true).values().forEach(Runnable::run);
            events.headMap(now, true).clear();
        }

        Duration passed() {
            return now;
        }

        @Override
        public long nanoTime() {
            return now.toNanos();
        }

        @Override
        public void sleep(Duration time) {
            pass(time);
        }
    }

    /** What it stored comes back as a starting registry reads it: one schema after the other, with the same ids. */
    private final class Restartable implements SchemaRegistry {

        private InMemorySchemaRegistry content = new InMemorySchemaRegistry();
        private int deleted;
        private boolean away;
        private Duration slow = Duration.ZERO;

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
            course.pass(slow);
            return id == deleted ? new SchemaById.Unknown() : content.byId(id, subject);
        }

        @Override
        public void close() {
            content.close();
        }
    }
}

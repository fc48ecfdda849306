package org.zonepulse.sandbox.referenceyear;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.zonepulse.sandbox.referenceyear.FoldedYear.ZONE;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zonepulse.contract.EventJson;
import org.zonepulse.ledger.event.Acceptance;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;

class ComingDaysTest {

    private static final long SEED = ReferenceYear.DEFAULT_SEED;
    private static final List<Event> BEFORE = before();

    private static List<Event> before() {
        ReferenceYear year = ReferenceYear.generate(SEED);
        return Arrays.stream(EventStream.values())
                .flatMap(stream -> year.events(stream).stream())
                .toList();
    }

    private static List<ComingDays.Day> days(long seed, int number, int events) {
        ComingDays days = ComingDays.after(BEFORE, seed);
        return IntStream.range(0, number).mapToObj(_ -> days.next(events)).toList();
    }

    @ParameterizedTest(name = "{0} days of {1} events")
    @CsvSource({"260, 60", "20, 1500"})
    void shouldContradictItselfAtTimesAndNeverInTheEvening(int number, int events) {
        // Given
        InMemoryRowStore store = new InMemoryRowStore();
        LedgerFold fold = new LedgerFold(ZONE);
        BEFORE.forEach(event -> fold.apply(store, event));
        assertThat(store.anomalies()).isEmpty();
        int contradictions = 0;

        for (ComingDays.Day day : days(SEED, number, events)) {
            // When
            for (Event event : day.events()) {
                fold.apply(store, event);
                contradictions += store.anomalies().isEmpty() ? 0 : 1;
            }

            // Then
            assertThat(store.anomalies()).as("on the evening of %s", day.day()).isEmpty();
        }
        assertThat(contradictions).isPositive();
    }

    @Test
    void shouldPublishOnlyWhatIsAcceptedAndLeaveTheReferenceYearAsItWas() {
        // Given
        Acceptance acceptance = new Acceptance(ZONE);

        // When
        List<ComingDays.Day> days = days(SEED, 60, 200);

        // Then
        assertThat(days)
                .allSatisfy(day -> assertThat(day.events())
                        .hasSizeGreaterThanOrEqualTo(200)
                        .allSatisfy(event -> {
                            assertThat(acceptance.check(event, event.fact().stream()))
                                    .isEmpty();
                            assertThat(event.occurredOn())
                                    .isAfter(ReferenceYear.AS_OF)
                                    .isBeforeOrEqualTo(day.day());
                        }));
    }

    @Test
    void shouldGoOnDayByDayWithoutWeekends() {
        // When
        List<LocalDate> days =
                days(SEED, 400, 5).stream().map(ComingDays.Day::day).toList();

        // Then
        assertThat(days).isSorted().doesNotHaveDuplicates().startsWith(LocalDate.of(2024, 1, 2));
        assertThat(days).extracting(LocalDate::getDayOfWeek).doesNotContain(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(days.getLast().getYear()).isEqualTo(2025);
    }

    @Test
    void shouldHaveFactsOfEveryKind() {
        // Given
        Set<Class<?>> all = Stream.of(Fact.class.getPermittedSubclasses())
                .flatMap(each -> each.isInterface() ? Stream.of(each.getPermittedSubclasses()) : Stream.of(each))
                .collect(toSet());

        // When
        Set<Class<?>> published = days(SEED, 260, 60).stream()
                .flatMap(day -> day.events().stream())
                .map(event -> event.fact().getClass())
                .collect(toSet());

        // Then
        assertThat(published).isEqualTo(all);
    }

    @Test
    void shouldGiveEachIdToOneEvent() {
        // Given
        Map<String, Event> byId = new HashMap<>();
        BEFORE.forEach(event -> byId.put(event.source() + "/" + event.eventId(), event));

        for (ComingDays.Day day : days(SEED, 30, 300)) {
            for (Event event : day.events()) {
                // When
                Event other = byId.put(event.source() + "/" + event.eventId(), event);

                // Then: it is new, or the same once more
                assertThat(other == null || other.equals(event)).as("%s", event).isTrue();
            }
        }
    }

    @Test
    void shouldFollowFromSeedAndNumbers() {
        // When
        String text = text(days(SEED, 5, 100));

        // Then
        assertThat(text(days(SEED, 5, 100))).isEqualTo(text);
        assertThat(text(days(SEED + 1, 5, 100))).isNotEqualTo(text);
    }

    /** A pipeline that has begun some days goes on with the same: so other events are another edition. */
    @Test
    void shouldBeTheseEventsInThisEdition() {
        // Given
        CRC32 checksum = new CRC32();

        // When
        checksum.update(text(days(SEED, 20, 100)).getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat("edition " + ComingDays.EDITION + ": " + Long.toHexString(checksum.getValue()))
                .as("if the events are meant to be others, raise ComingDays.EDITION and put the new checksum here")
                .isEqualTo("edition 1: bb9efb3a");
    }

    private static String text(List<ComingDays.Day> days) {
        StringBuilder text = new StringBuilder();
        days.forEach(day -> day.events()
                .forEach(event -> text.append(EventJson.write(event)).append('\n')));
        return text.toString();
    }
}

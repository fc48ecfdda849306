package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.sandbox.referenceyear.ComingDays;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;

class LiveTrickleTest {

    private static final long SEED = ReferenceYear.DEFAULT_SEED;
    private static final int ENTERPRISES = 200;
    private static final LiveTrickle.Pace FAST = new LiveTrickle.Pace(100, 1);
    private static final Series DISBURSED = new Series(Measure.LOAN_DISBURSED, Scope.ZONE);

    @TempDir
    private Path folder;

    /** What was published, by day; the last one's may not be all of it. */
    private record Published(LocalDate day, long events) {}

    @Test
    @Timeout(300)
    void shouldPublishDaysUntilItIsInterruptedAndThenGoOn() throws Exception {
        // Given
        Map<EventStream, List<Event>> before = someEnterprises();
        List<Event> all = before.values().stream().flatMap(Collection::stream).toList();
        try (SmallPipeline pipeline = SmallPipeline.startWithEmitters(folder)) {
            try (Feeder feeder = new Feeder(pipeline::emitter, Duration.ofMinutes(2))) {
                feeder.feed(before, FeedMarker.in(Files.createDirectory(folder.resolve("feed"))), _ -> {});
            }
            pipeline.await(ReferenceYear.AS_OF);

            // When
            Published first = trickle(pipeline, all, now -> now.day().isAfter(LocalDate.of(2024, 1, 3)));
            Published second = trickle(pipeline, all, _ -> true);
            pipeline.await(second.day());

            // Then
            assertThat(first.day()).isEqualTo("2024-01-04");
            assertThat(first.events()).isBetween(201L, 310L);
            assertThat(second.day()).isEqualTo("2024-01-05");
            try (KpiView view = KpiView.open(pipeline.settings())) {
                assertThat(view.await(
                                state -> state.businessDay().equals(Optional.of(second.day())), Duration.ofMinutes(2)))
                        .isTrue();
                assertThat(view.ask(KpiState::openAnomalies)).isZero();
                long disbursed = view.ask(state -> amount(state, second.day()) - amount(state, ReferenceYear.AS_OF));
                assertThat(disbursed).isPositive().isEqualTo(disbursedIn(all, second));
            }
        }
    }

    /** Runs one until the condition is fulfilled. */
    private Published trickle(SmallPipeline pipeline, List<Event> before, Predicate<Published> until) throws Exception {
        List<Published> seen = new ArrayList<>();
        Function<EventStream, URI> emitters = pipeline::emitter;
        try (CalendarPublisher calendar = new CalendarPublisher(
                        pipeline.address(), ZoneFile.bundled().id());
                LiveTrickle trickle = new LiveTrickle(FAST, DayBook.in(folder, SEED), calendar, emitters)) {
            trickle.run(ComingDays.after(before, SEED), (day, events) -> {
                seen.add(new Published(day, events));
                if (until.test(seen.getLast())) {
                    Thread.currentThread().interrupt();
                }
            });
        } catch (InterruptedException e) {
            return seen.getLast();
        }
        throw new AssertionError("it ended by itself");
    }

    private static long amount(KpiState state, LocalDate day) {
        return Objects.requireNonNull(state.asOf(DISBURSED, day).amount());
    }

    /** By all days before that of the last run, and by the events of it that were published. */
    private static long disbursedIn(List<Event> before, Published last) {
        ComingDays days = ComingDays.after(before, SEED);
        Set<Event> events = new HashSet<>();
        ComingDays.Day day = days.next(FAST.eventsPerDay());
        for (; day.day().isBefore(last.day()); day = days.next(FAST.eventsPerDay())) {
            events.addAll(day.events());
        }
        events.addAll(day.events().subList(0, (int) last.events()));
        return events.stream()
                .mapToLong(event -> event.fact() instanceof LoanDisbursed disbursed
                        ? disbursed.amount().minor()
                        : 0)
                .sum();
    }

    private static Map<EventStream, List<Event>> someEnterprises() {
        ReferenceYear year = ReferenceYear.generate(SEED);
        Set<String> chosen = new HashSet<>(Set.of(ZoneFile.bundled().city().divisionCode()));
        for (Event event : year.events(EventStream.REGISTRATIONS)) {
            if (chosen.size() <= ENTERPRISES) {
                chosen.add(event.enterpriseId());
            }
        }
        Map<EventStream, List<Event>> some = new EnumMap<>(EventStream.class);
        for (EventStream stream : EventStream.values()) {
            some.put(
                    stream,
                    year.events(stream).stream()
                            .filter(event -> chosen.contains(event.enterpriseId()))
                            .toList());
        }
        return some;
    }
}

package org.zonepulse.kpi.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zonepulse.avrocodec.InMemorySchemaRegistry;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.kpi.state.InputPosition;
import org.zonepulse.kpi.state.OpenLedger;
import org.zonepulse.kpi.stores.ContributionScan;
import org.zonepulse.kpi.stores.Contributions;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.kpi.Formulas;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.Levels;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Row;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.kpi.KpiValue;
import org.zonepulse.testkit.CreditCodes;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.TestZone;
import org.zonepulse.testkit.history.Dice;
import org.zonepulse.testkit.history.Histories;

/** What others than the stream thread read in the stores. */
class StoresTest {

    /** Where the choices begin: {@code -Dzonepulse.seed=…}, else any. */
    private static final long SEED = Long.getLong("zonepulse.seed", System.nanoTime());

    private static final int HISTORIES = 40;
    private static final LocalDate TODAY = LocalDate.of(2020, 6, 30);
    private static final Duration AMPLE = Duration.ofMinutes(1);

    private final SchemaRegistry registry = new InMemorySchemaRegistry();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path state;

    @ParameterizedTest
    @EnumSource
    void shouldFindContributionsThatAddUpToEachPublishedFigure(KpiTopology.StoreKind stores) throws Exception {
        System.out.printf("zonepulse.seed=%d%n", SEED);
        try (DrivenTopology driven = new DrivenTopology(registry, registry, stores, state)) {
            // Given
            driven.publish(events());
            driven.openDay(TODAY.toString());
            Map<String, KpiValue> published = driven.latest(TopicCatalogue.KPI_VALUES);

            assertThat(published.keySet())
                    .as("zonepulse.seed=%d", SEED)
                    .anyMatch(key -> key.startsWith(Measure.LOAN_BALANCE.id()))
                    .anyMatch(key -> key.startsWith(Measure.LOAN_PRODUCTS.id()));
            for (Map.Entry<String, KpiValue> value : published.entrySet()) {

                // When
                Contributions found = scan(driven, Objects.requireNonNull(Series.parse(value.getKey())), 5);

                // Then
                Kpi kpi = valueOf(found);
                assertThat(kpi.amount())
                        .as("zonepulse.seed=%d %s", SEED, value.getKey())
                        .isEqualTo(value.getValue().getAmount());
                assertThat(kpi.denominator())
                        .as(value.getKey())
                        .isEqualTo(value.getValue().getDenominator());
                assertThat(found.movedOn()).isFalse();
                assertThat(found.largest()).hasSize((int) Math.min(5, found.count()));
            }
        }
    }

    /** The figure that contributions come to, by the ledger's formulas. */
    private static Kpi valueOf(Contributions found) {
        Map<Series, Long> totals =
                found.sums().stream().collect(Collectors.toMap(Contributions.Sum::series, Contributions.Sum::total));
        return Formulas.value(found.kpi(), new Levels() {
            @Override
            public long of(Series series) {
                return totals.getOrDefault(series, 0L);
            }

            @Override
            public Set<Scope> scopes(Measure measure) {
                return totals.keySet().stream()
                        .filter(series -> series.measure() == measure)
                        .map(Series::scope)
                        .collect(Collectors.toSet());
            }
        });
    }

    @Test
    void shouldListTheLargestWithTheirNamesOnTheDay() throws Exception {
        try (DrivenTopology driven = new DrivenTopology(registry, registry, KpiTopology.StoreKind.IN_MEMORY, state)) {
            // Given
            for (int i = 1; i <= 3; i++) {
                driven.publish(EnterpriseStory.of(i)
                        .on("2020-01-01")
                        .registered("nanhai", "C3670")
                        .renamed("Number " + i)
                        .loanGranted("L", "digital", "icbc", 1_000)
                        .disbursed("L", 100L * i)
                        .on("2020-07-01")
                        .renamed("Later " + i)
                        .disbursed("L", 1)
                        .events());
            }

            // When
            Contributions found = scan(driven, new Series(Measure.LOAN_BALANCE, Scope.park("nanhai")), 2);

            // Then
            assertThat(found.largest())
                    .containsExactly(
                            new Contributions.Enterprise(CreditCodes.of(3), "Number 3", 300),
                            new Contributions.Enterprise(CreditCodes.of(2), "Number 2", 200));
            assertThat(found.total()).isEqualTo(600);
            assertThat(found.count()).isEqualTo(3);
            assertThat(found.partitions()).containsExactly(0);
            assertThat(found.inputs().stream()
                            .mapToLong(InputPosition::nextOffset)
                            .sum())
                    .isEqualTo(18);
        }
    }

    /** While the stream thread writes commit after commit, what is read is always the whole of one. */
    @Test
    void shouldNeverReadHalfOfACommit() throws Exception {
        try (DrivenTopology driven = new DrivenTopology(registry, registry, KpiTopology.StoreKind.IN_MEMORY, state)) {
            // Given
            EnterpriseStory story = EnterpriseStory.of(1).on("2020-01-01").registered("nanhai", "C3670");
            driven.publish(story.events());
            OpenLedger ledger = Objects.requireNonNull(driven.ledgers().of(0));
            AtomicInteger reads = new AtomicInteger();
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<List<String>> torn = CompletableFuture.supplyAsync(() -> {
                List<String> found = new ArrayList<>();
                while (!over.get()) {
                    try {
                        found.addAll(tornIn(ledger, story.enterpriseId()));
                        reads.incrementAndGet();
                    } catch (OpenLedger.LedgerUnavailable _) {
                        // The machine stood still while something was being written: an honest answer, and nothing
                        // torn.
                    }
                }
                return found;
            });

            // When
            for (int i = 0; reads.get() < 2_000 && i < 20_000; i++) {
                List<Event> more = EnterpriseStory.of(1)
                        .on("2020-02-01")
                        .as("e-" + i)
                        .participated("fair " + i % 50)
                        .events();
                driven.publish(more);
            }
            over.set(true);

            // Then
            assertThat(torn.get()).isEmpty();
            assertThat(reads.get()).isGreaterThan(100);
        }
    }

    /** All events are different ones of one enterprise, so its rows hold as many as have been read. */
    private static List<String> tornIn(OpenLedger ledger, String enterpriseId) throws OpenLedger.LedgerUnavailable {
        OpenLedger.Reading reading = ledger.read(enterpriseId);
        long read =
                reading.inputs().stream().mapToLong(InputPosition::nextOffset).sum();
        long held = reading.rows().values().stream().mapToLong(Row::size).sum();
        return read == held ? List.of() : List.of(held + " of " + read);
    }

    @Test
    void shouldCloseALedgerBeforeItsStoreIsClosed() {
        // Given
        DrivenTopology driven = new DrivenTopology(registry, registry, KpiTopology.StoreKind.IN_MEMORY, state);
        OpenLedger ledger = Objects.requireNonNull(driven.ledgers().of(0));

        // When
        driven.close();

        // Then
        assertThat(driven.ledgers().all()).isEmpty();
        assertThatThrownBy(() -> ledger.read("any")).isInstanceOf(OpenLedger.LedgerUnavailable.class);
    }

    @Test
    void shouldGiveUpAScanThatTakesTooLong() {
        try (DrivenTopology driven = new DrivenTopology(registry, registry, KpiTopology.StoreKind.IN_MEMORY, state)) {
            // Given
            driven.publish(EnterpriseStory.of(1)
                    .on("2020-01-01")
                    .registered("nanhai", "C3670")
                    .events());
            ContributionScan scan =
                    new ContributionScan(TestZone.ZONE, new Series(Measure.LOAN_BALANCE, Scope.ZONE), TODAY, 5);

            // Then
            assertThatThrownBy(() -> scan.of(driven.ledgers().all(), Duration.ZERO))
                    .isInstanceOf(ContributionScan.TooLong.class);
        }
    }

    private static Contributions scan(DrivenTopology driven, Series kpi, int limit) throws Exception {
        return new ContributionScan(TestZone.ZONE, kpi, TODAY, limit)
                .of(driven.ledgers().all(), AMPLE);
    }

    /** Lives of many enterprises. */
    private static List<Event> events() {
        Dice dice = new Dice(SEED);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            Map<String, String> codes = new HashMap<>();
            for (int j = 1; j <= 3; j++) {
                codes.put(CreditCodes.of(j), CreditCodes.of(10 * i + j));
            }
            for (Event event : Histories.of(dice.seed()).events()) {
                events.add(new Event(
                        event.eventId(),
                        event.source(),
                        event.occurredOn(),
                        event.recordedAt(),
                        codes.getOrDefault(event.enterpriseId(), event.enterpriseId()),
                        event.fact()));
            }
        }
        dice.shuffle(events);
        return events;
    }
}

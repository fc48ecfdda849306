package org.zonepulse.audit.asof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.MemoryPipeline;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.LedgerView;
import org.zonepulse.testkit.TestZone;
import org.zonepulse.testkit.history.Dice;
import org.zonepulse.testkit.history.Histories;
import org.zonepulse.testkit.history.History;
import org.zonepulse.testkit.oracle.NaiveFormulas;
import org.zonepulse.testkit.oracle.NaiveLedger;

class BothTimesTest {

    private static final long FIRST_SEED = Long.getLong("zonepulse.seed", 1L);
    private static final int SEEDS = Integer.getInteger("zonepulse.seeds", 60);
    private static final Series LOAN_BALANCE = new Series(Measure.LOAN_BALANCE, Scope.ZONE);

    @TempDir
    private @Nullable Path folder;

    private final MemoryPipeline pipeline = new MemoryPipeline();
    private final EnterpriseStory story = EnterpriseStory.of(1)
            .on("2023-01-10")
            .registered("nanhai", "C3670")
            .on("2023-02-01")
            .as("grant")
            .loanGranted("L1", "digital", "icbc", 500)
            .as("paid-out")
            .disbursed("L1", 300);

    @Test
    void shouldTellWhatBecameKnownInBetween() {
        // Given
        pipeline.append(story.events()).open("2023-12-31").publish();
        Instant between = pipeline.now();
        pipeline.append(EnterpriseStory.of(1)
                        .on("2023-03-01")
                        .as("repaid")
                        .repaid("L1", 100)
                        .on("2024-01-05")
                        .as("later")
                        .repaid("L1", 50)
                        .events())
                .open("2024-01-31")
                .publish();

        // When
        Comparison comparison = compare("2023-12-31", new KnownAt.Time(between), LOAN_BALANCE::equals, 10);

        // Then
        assertThat(comparison.holds()).isTrue();
        assertThat(comparison.wasAboutTheFuture()).isFalse();
        assertThat(comparison.kpis()).hasSize(1).first().satisfies(kpi -> {
            assertThat(kpi.said().amount()).isEqualTo(300);
            assertThat(kpi.known().amount()).isEqualTo(200);
            assertThat(kpi.difference()).isEqualTo(-100);
        });
        assertThat(comparison.largest())
                .extracting(
                        each -> each.seen().event().eventId(),
                        each -> each.effects().get(LOAN_BALANCE))
                .containsExactly(tuple("repaid", -100L));
    }

    @Test
    void shouldSayThatNothingHadBeenSaid() {
        // Given
        pipeline.append(story.events()).open("2023-12-31").publish();

        // When
        Comparison comparison = compare(
                "2023-12-31", new KnownAt.Time(Instant.parse("2000-01-01T00:00:00Z")), LOAN_BALANCE::equals, 10);

        // Then
        assertThat(comparison.then()).isNull();
        assertThat(comparison.kpis()).extracting(KpiAtBothTimes::difference).containsExactly(300L);
        assertThat(comparison.events()).isEqualTo(1);
        assertThat(comparison.holds()).isTrue();
    }

    @Test
    void shouldSayThatItWasAboutTheFuture() {
        // Given
        pipeline.append(story.events()).open("2023-01-31").publish();
        pipeline.open("2023-02-28").publish();

        // When
        Comparison comparison = compare("2023-02-28", new KnownAt.CutNumber(1), LOAN_BALANCE::equals, 10);

        // Then
        assertThat(comparison.wasAboutTheFuture()).isTrue();
        assertThat(comparison.kpis()).noneMatch(KpiAtBothTimes::differs);
        assertThat(comparison.holds()).isTrue();
    }

    @Test
    void shouldShowWhatMovedAFormula() {
        // Given
        pipeline.append(story.events())
                .append(EnterpriseStory.ofCity()
                        .on("2023-06-30")
                        .cityTotal(CertificateKind.HIGH_TECH_ENTERPRISE, 4)
                        .events())
                .open("2023-12-31")
                .publish();
        pipeline.append(EnterpriseStory.of(1)
                        .as("certificate")
                        .granted(CertificateKind.HIGH_TECH_ENTERPRISE, "GR1", "2023-05-01", "2026-05-01")
                        .events())
                .publish();
        Series share = new Series(Measure.HIGH_TECH_SHARE_OF_CITY, Scope.ZONE);

        // When
        Comparison comparison = compare("2023-12-31", new KnownAt.CutNumber(1), share::equals, 10);

        // Then
        assertThat(comparison.kpis())
                .extracting(kpi -> kpi.said().amount(), kpi -> kpi.known().amount())
                .containsExactly(tuple(0L, 250_000L));
        assertThat(comparison.largest())
                .singleElement()
                .satisfies(each -> assertThat(each.effects())
                        .containsExactly(entry(new Series(Measure.HIGH_TECH_ENTERPRISES, Scope.ZONE), 1L)));
        assertThat(comparison.holds()).isTrue();
    }

    @Test
    void shouldKeepTheLargestOnlyAndWriteAllInOrderOfTheLog() throws IOException {
        // Given
        pipeline.append(story.events()).open("2023-12-31").publish();
        EnterpriseStory more = EnterpriseStory.of(1).on("2023-03-01");
        for (int i = 1; i <= 20; i++) {
            more.as("r" + i).repaid("L1", i == 7 ? 50 : i);
        }
        pipeline.append(more.events()).publish();
        Path csv = Objects.requireNonNull(folder).resolve("all.csv");
        Path ndjson = Objects.requireNonNull(folder).resolve("all.ndjson");
        CutHistory history = CutHistory.of(pipeline.log());

        // When
        Comparison comparison;
        try (EffectFile one = new EffectFile(csv, EffectFile.Form.CSV, history);
                EffectFile other = new EffectFile(ndjson, EffectFile.Form.NDJSON, history)) {
            comparison = new BothTimes(pipeline.log(), history, TestZone.ZONE, new Odometer())
                    .compare(
                            LocalDate.parse("2023-12-31"),
                            new KnownAt.CutNumber(1),
                            LOAN_BALANCE::equals,
                            2,
                            effects -> {
                                one.visit(effects);
                                other.visit(effects);
                            });
            one.finish();
            other.finish();
        }

        // Then
        assertThat(comparison.events()).isEqualTo(20);
        assertThat(comparison.largest())
                .extracting(each -> each.seen().event().eventId())
                .containsExactly("r7", "r20");
        assertThat(Files.readAllLines(csv))
                .hasSize(21)
                .element(1)
                .asString()
                .contains("-0.01")
                .contains(",r1,");
        assertThat(Files.readAllLines(ndjson))
                .hasSize(20)
                .last()
                .asString()
                .contains("\"-0.20\"")
                .contains("\"r20\"");
        try (var left = Files.list(Objects.requireNonNull(folder))) {
            assertThat(left).containsExactlyInAnyOrder(csv, ndjson);
        }
    }

    @Test
    void shouldTellWhenSomethingElseWasPublished() {
        // Given
        pipeline.ledgerTakes(event -> event.eventId().equals("paid-out")
                        ? EnterpriseStory.of(1)
                                .on("2023-02-01")
                                .as("paid-out")
                                .disbursed("L1", 299)
                                .events()
                                .getFirst()
                        : event)
                .append(story.events())
                .open("2023-12-31")
                .publish();

        // When
        Comparison comparison = compare("2023-12-31", new KnownAt.CutNumber(1), LOAN_BALANCE::equals, 10);

        // Then
        assertThat(comparison.notAsPublished()).containsExactly(LOAN_BALANCE);
        assertThat(comparison.holds()).isFalse();
    }

    @Test
    void shouldRefuseACutThatIsNotThere() {
        // Given
        pipeline.append(story.events()).open("2023-12-31").publish();

        // Then
        assertThatThrownBy(() -> compare("2023-12-31", new KnownAt.CutNumber(2), _ -> true, 10))
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContaining("no cut 2");
    }

    /** For any history, any two cuts of it and any day: what the definitions come to, then and now. */
    @Test
    void shouldSayWhatTheDefinitionsComeToAtBothTimes() {
        System.out.println("seeds from " + FIRST_SEED + " (-Dzonepulse.seed=...)");
        long differing = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            // Given
            History history = Histories.of(seed);
            Dice dice = new Dice(seed);
            List<Event> before =
                    history.events().subList(0, dice.between(0, history.events().size()));
            List<Event> after =
                    history.events().subList(before.size(), history.events().size());
            LocalDate date = dice.pick(history.events()).occurredOn();
            MemoryPipeline ofSeed = new MemoryPipeline(dice.between(1, 3));
            ofSeed.append(before).open(date.toString()).publish();
            ofSeed.append(after).publish();

            // When
            Comparison comparison = new BothTimes(
                            ofSeed.log(), CutHistory.of(ofSeed.log()), TestZone.ZONE, new Odometer())
                    .compare(date, new KnownAt.CutNumber(1), _ -> true, 5, _ -> {});

            // Then
            assertThat(comparison.holds()).as("seed %s", seed).isTrue();
            LedgerView then = NaiveLedger.mentionedDays(TestZone.ZONE, before);
            LedgerView now = NaiveLedger.mentionedDays(TestZone.ZONE, history.events());
            for (KpiAtBothTimes kpi : comparison.kpis()) {
                assertThat(valueOf(kpi.said().amount()))
                        .as("seed %s, %s then", seed, kpi.series())
                        .isEqualTo(valueOf(expected(then, kpi.series(), date)));
                assertThat(valueOf(kpi.known().amount()))
                        .as("seed %s, %s now", seed, kpi.series())
                        .isEqualTo(valueOf(expected(now, kpi.series(), date)));
            }
            assertThat(comparison.kpis())
                    .extracting(KpiAtBothTimes::series)
                    .containsAll(now.flows().keySet().stream()
                            .filter(series -> now.valueAt(series, date) != 0)
                            .toList());
            differing +=
                    comparison.kpis().stream().filter(KpiAtBothTimes::differs).count();
        }
        assertThat(differing).isGreaterThan(SEEDS);
    }

    private static long valueOf(@Nullable Long amount) {
        return amount == null ? 0 : amount;
    }

    private static @Nullable Long expected(LedgerView oracle, Series series, LocalDate day) {
        return switch (series.measure().kind()) {
            case STOCK, FLOW, DISTINCT -> Long.valueOf(oracle.valueAt(series, day));
            case RATIO -> NaiveFormulas.shareOfCity(oracle, day);
            case COUNT_OF_SCOPES -> Long.valueOf(NaiveFormulas.loanProducts(oracle, day));
            case MEDIAN -> NaiveFormulas.medianMonths(oracle, series.scope().first(), day);
        };
    }

    private Comparison compare(String date, KnownAt knownAt, Predicate<Series> selection, int top) {
        return new BothTimes(pipeline.log(), CutHistory.of(pipeline.log()), TestZone.ZONE, new Odometer())
                .compare(LocalDate.parse(date), knownAt, selection, top, _ -> {});
    }
}

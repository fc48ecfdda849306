package org.zonepulse.audit.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.MemoryLog;
import org.zonepulse.audit.replay.MemoryPipeline;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.eventlog.Partitioning;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.Money;
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

class ExplainerTest {

    private static final long FIRST_SEED = Long.getLong("zonepulse.seed", 1L);
    private static final int SEEDS = Integer.getInteger("zonepulse.seeds", 8);
    private static final Series LOAN_BALANCE = new Series(Measure.LOAN_BALANCE, Scope.ZONE);

    private final MemoryPipeline pipeline = new MemoryPipeline();
    private final EnterpriseStory one = EnterpriseStory.of(1)
            .on("2023-01-10")
            .registered("nanhai", "C3670")
            .on("2023-02-01")
            .loanGranted("L1", "digital", "icbc", 500)
            .disbursed("L1", 300)
            .on("2023-03-01")
            .repaid("L1", 100)
            .loanGranted("L2", "ip-pledge", "icbc", 1_000)
            .disbursed("L2", 1_000);
    private final EnterpriseStory two = EnterpriseStory.of(2)
            .on("2023-01-10")
            .registered("shunde", "C39")
            .on("2023-02-01")
            .loanGranted("L1", "digital", "icbc", 500)
            .disbursed("L1", 50);

    @Test
    void shouldTellWhatASumIsMadeOf() {
        // Given
        pipeline.append(one.events()).append(two.events()).open("2023-12-31").publish();

        // When
        Explanation explanation = explain(LOAN_BALANCE);

        // Then
        assertThat(explanation.holds()).isTrue();
        assertThat(explanation.value().amount()).isEqualTo(1_250);
        Part part = explanation.parts().getFirst();
        assertThat(part.total()).isEqualTo(1_250);
        assertThat(part.events()).isEqualTo(4);
        assertThat(part.shares())
                .extracting(Share::enterpriseId, Share::amount)
                .containsExactly(tuple(one.enterpriseId(), 1_200L), tuple(two.enterpriseId(), 50L));
        assertThat(part.shares().getFirst().bySubject())
                .extracting(each -> each.subject().toString(), Share.OfSubject::amount)
                .containsExactly(tuple("loan:L2", 1_000L), tuple("loan:L1", 200L));
    }

    @Test
    void shouldCountInTheNarrowestScopeAndUpToTheDay() {
        // Given
        pipeline.append(one.on("2023-04-01").relocated("shunde").events())
                .append(two.events())
                .open("2023-12-31")
                .publish();

        // When
        Explanation before = explain(new Series(Measure.LOAN_BALANCE, Scope.park("nanhai")), "2023-03-31", null);
        Explanation after = explain(new Series(Measure.LOAN_BALANCE, Scope.park("nanhai")), "2023-04-01", null);

        // Then
        assertThat(before.value().amount()).isEqualTo(1_200);
        assertThat(before.published()).isNull();
        assertThat(after.value().amount()).isZero();
        assertThat(after.parts().getFirst().enterprises()).isZero();
        assertThat(after.holds()).isTrue();
    }

    /** What a late grant sets free is told of the grant: it is what its arrival added. */
    @Test
    void shouldTellOfEachEventWhatItsArrivalAdded() {
        // Given
        List<Event> events = one.events();
        List<Event> late = new ArrayList<>(events);
        Event grant = late.remove(1);
        late.add(grant);
        pipeline.append(late).append(late).open("2023-12-31").publish();

        // When
        Explanation explanation = explain(LOAN_BALANCE);

        // Then
        assertThat(explanation.holds()).isTrue();
        assertThat(explanation.parts().getFirst().shares().getFirst().contributions())
                .extracting(each -> each.seen().event().fact().getClass().getSimpleName(), Contribution::amount)
                .containsExactly(tuple("LoanDisbursed", 1_000L), tuple("LoanGranted", 200L));
    }

    @Test
    void shouldExplainAShareByBothOfItsParts() {
        // Given
        pipeline.append(EnterpriseStory.ofCity()
                        .on("2023-12-31")
                        .cityTotal(CertificateKind.HIGH_TECH_ENTERPRISE, 3)
                        .events())
                .append(one.granted(CertificateKind.HIGH_TECH_ENTERPRISE, "GR1", "2023-05-01", "2026-05-01")
                        .events())
                .open("2023-12-31")
                .publish();

        // When
        Explanation explanation = explain(new Series(Measure.HIGH_TECH_SHARE_OF_CITY, Scope.ZONE));

        // Then
        assertThat(explanation.holds()).isTrue();
        assertThat(explanation.value().amount()).isEqualTo(333_333);
        assertThat(explanation.parts())
                .extracting(part -> part.series().toString(), Part::total)
                .containsExactly(tuple("high-tech-enterprises@city", 3L), tuple("high-tech-enterprises@zone", 1L));
    }

    @Test
    void shouldExplainAMedianByItsHistogram() {
        // Given
        pipeline.append(one.granted(CertificateKind.TECHNOLOGY_SME, "S1", "2023-03-10", "2023-12-31")
                        .events())
                .append(two.granted(CertificateKind.TECHNOLOGY_SME, "S2", "2023-11-10", "2023-12-31")
                        .events())
                .open("2023-12-31")
                .publish();

        // When
        Explanation explanation = explain(new Series(
                Measure.MEDIAN_MONTHS_BETWEEN_STAGES,
                new Scope(Scope.Kind.TRANSITION, "registered>technology-sme", "")));

        // Then
        assertThat(explanation.holds()).isTrue();
        assertThat(explanation.value().amount()).isEqualTo(2);
        assertThat(explanation.parts())
                .extracting(part -> part.series().scope().second(), Part::total)
                .containsExactly(tuple("2", 1L), tuple("10", 1L));
    }

    @Test
    void shouldExplainAnEarlierCut() {
        // Given
        pipeline.append(one.events()).open("2023-02-28").publish();
        pipeline.append(two.events()).open("2023-12-31").publish();

        // When
        Explanation explanation = explain(LOAN_BALANCE, null, 1L);

        // Then
        assertThat(explanation.asOf()).isEqualTo("2023-02-28");
        assertThat(explanation.value().amount()).isEqualTo(300);
        assertThat(explanation.holds()).isTrue();
        assertThat(explanation.history().firstWith(new TopicPartition("zone.loans.v1", partitionOf(two)), 0))
                .hasValue(partitionOf(one) == partitionOf(two) ? 1 : 2);
    }

    @Test
    void shouldTellWhenWhatWasPublishedIsSomethingElse() {
        // Given
        pipeline.ledgerTakes(event -> event.fact() instanceof LoanDisbursed disbursed
                        ? new Event(
                                event.eventId(),
                                event.source(),
                                event.occurredOn(),
                                event.recordedAt(),
                                event.enterpriseId(),
                                new LoanDisbursed(
                                        disbursed.loanId(),
                                        new Money(
                                                disbursed.amount().minor() - 1,
                                                disbursed.amount().currency())))
                        : event)
                .append(two.events())
                .open("2023-12-31")
                .publish();

        // When
        Explanation explanation = explain(LOAN_BALANCE);

        // Then
        assertThat(explanation.addsUp()).isTrue();
        assertThat(explanation.isAsPublished()).isFalse();
        assertThat(explanation.holds()).isFalse();
    }

    @Test
    void shouldTellWhenTheLogIsNotTheOneThatWasPublishedFrom() {
        // Given
        pipeline.append(two.events()).open("2023-12-31").publish();
        TopicPartition loans = new TopicPartition("zone.loans.v1", partitionOf(two));
        MemoryLog log = pipeline.log().swap(loans, 0, 1);

        // When
        Explanation explanation =
                new Explainer(log, CutHistory.of(log), TestZone.ZONE, new Odometer()).explain(LOAN_BALANCE, null, null);

        // Then
        assertThat(explanation.value().amount()).isEqualTo(50);
        assertThat(explanation.logDifferences()).hasSize(1);
        assertThat(explanation.holds()).isFalse();
    }

    @Test
    void shouldAskForADayWhereNoneIsOpen() {
        // Given
        pipeline.append(one.events()).publish();

        // Then
        assertThatThrownBy(() -> explain(LOAN_BALANCE))
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContaining("no business day");
        assertThatThrownBy(() -> explain(LOAN_BALANCE, null, 2L))
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContaining("no cut 2");
    }

    /** For any history, any KPI that it has anything of, and any day: what the definitions come to. */
    @Test
    void shouldAddUpToWhatTheDefinitionsComeTo() {
        System.out.println("seeds from " + FIRST_SEED + " (-Dzonepulse.seed=...)");
        Map<Measure, Integer> explained = new TreeMap<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            // Given
            History history = Histories.of(seed);
            Dice dice = new Dice(seed);
            List<LocalDate> days = history.events().stream()
                    .map(Event::occurredOn)
                    .distinct()
                    .sorted()
                    .toList();
            LocalDate today = dice.pick(days);
            MemoryPipeline ofSeed = new MemoryPipeline(dice.between(1, 3));
            ofSeed.append(history.events()).open(today.toString()).publish();
            LedgerView oracle = NaiveLedger.mentionedDays(TestZone.ZONE, history.events());
            for (Series series : kpis(oracle)) {
                LocalDate day = dice.chance(50) ? today : dice.pick(days);

                // When
                Explanation explanation = new Explainer(
                                ofSeed.log(), CutHistory.of(ofSeed.log()), TestZone.ZONE, new Odometer())
                        .explain(series, day, null);

                // Then
                assertThat(explanation.holds())
                        .as("seed %s, %s on %s", seed, series, day)
                        .isTrue();
                assertThat(explanation.value().amount())
                        .as("seed %s, %s on %s", seed, series, day)
                        .isEqualTo(expected(oracle, series, day));
                explained.merge(series.measure(), 1, Integer::sum);
            }
        }
        assertThat(explained).hasSizeGreaterThan(20);
    }

    private static List<Series> kpis(LedgerView oracle) {
        List<Series> kpis = new ArrayList<>(oracle.flows().keySet());
        kpis.add(new Series(Measure.HIGH_TECH_SHARE_OF_CITY, Scope.ZONE));
        kpis.add(new Series(Measure.LOAN_PRODUCTS, Scope.ZONE));
        oracle.flows().keySet().stream()
                .filter(series -> series.measure() == Measure.STAGE_TRANSITION_MONTHS)
                .map(series -> new Scope(Scope.Kind.TRANSITION, series.scope().first(), ""))
                .distinct()
                .forEach(steps -> kpis.add(new Series(Measure.MEDIAN_MONTHS_BETWEEN_STAGES, steps)));
        return kpis;
    }

    private static @Nullable Long expected(LedgerView oracle, Series series, LocalDate day) {
        return switch (series.measure().kind()) {
            case STOCK, FLOW, DISTINCT -> Long.valueOf(oracle.valueAt(series, day));
            case RATIO -> NaiveFormulas.shareOfCity(oracle, day);
            case COUNT_OF_SCOPES -> Long.valueOf(NaiveFormulas.loanProducts(oracle, day));
            case MEDIAN -> NaiveFormulas.medianMonths(oracle, series.scope().first(), day);
        };
    }

    private Explanation explain(Series series) {
        return explain(series, null, null);
    }

    private Explanation explain(Series series, @Nullable String asOf, @Nullable Long cut) {
        return new Explainer(pipeline.log(), CutHistory.of(pipeline.log()), TestZone.ZONE, new Odometer())
                .explain(series, asOf == null ? null : LocalDate.parse(asOf), cut);
    }

    private static int partitionOf(EnterpriseStory story) {
        return new Partitioning(3).of(story.enterpriseId());
    }
}

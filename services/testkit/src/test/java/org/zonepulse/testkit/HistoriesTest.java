package org.zonepulse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.zonepulse.ledger.event.Acceptance;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.testkit.LedgerView.Contradicting;
import org.zonepulse.testkit.history.Histories;
import org.zonepulse.testkit.history.History;
import org.zonepulse.testkit.history.History.Style;
import org.zonepulse.testkit.history.Shrinking;
import org.zonepulse.testkit.oracle.NaiveLedger;

/** The properties are worth as much as the histories that they are tried on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoriesTest {

    private static final int MANY = 4_000;

    /** Each thing comes up in at least so many of them; a rarer one would hardly meet all the others. */
    private static final int OFTEN = 15;

    private final List<History> histories =
            LongStream.range(0, MANY).mapToObj(Histories::of).toList();

    private final List<LedgerView> expected = histories.parallelStream()
            .map(history -> NaiveLedger.mentionedDays(TestZone.ZONE, history.events()))
            .toList();

    @Test
    void shouldFollowFromTheSeed() {
        // Given
        long seed = 42;

        // When
        History again = Histories.of(seed);

        // Then
        assertThat(again).isEqualTo(histories.get((int) seed));
        assertThat(histories.stream().map(History::events).distinct().count()).isGreaterThan(MANY - 20);
    }

    @Test
    void shouldTellOnlyWhatCanBeAccepted() {
        // Given
        Acceptance acceptance = new Acceptance(TestZone.ZONE);

        // When
        List<String> refused = histories.stream()
                .flatMap(history -> history.events().stream())
                .filter(event -> !acceptance.check(event, event.fact().stream()).isEmpty())
                .map(event -> event + " " + acceptance.check(event, event.fact().stream()))
                .toList();

        // Then
        assertThat(refused).isEmpty();
    }

    @Test
    void shouldTellSaneLivesWithoutContradiction() {
        // Given
        Stream<History> sane = LongStream.range(0, MANY).mapToObj(seed -> Histories.of(seed, Style.SANE));

        // When
        List<Map<Contradicting, ? extends Collection<AnomalyCode>>> contradictions = new ArrayList<>();
        sane.forEach(history -> contradictions.add(
                NaiveLedger.mentionedDays(TestZone.ZONE, history.events()).anomalies()));

        // Then
        assertThat(contradictions).allSatisfy(each -> assertThat(each).isEmpty());
    }

    @Test
    void shouldBringAboutEveryContradiction() {
        // When
        Map<AnomalyCode, Long> counts = expected.stream()
                .flatMap(view -> view.anomalies().values().stream()
                        .flatMap(Collection::stream)
                        .distinct())
                .collect(Collectors.groupingBy(code -> code, Collectors.counting()));

        // Then
        System.out.println("Histories with each contradiction: " + counts);
        assertThat(counts.keySet()).containsExactlyInAnyOrder(AnomalyCode.values());
        assertThat(counts.values()).allMatch(count -> count >= OFTEN);
    }

    @Test
    void shouldBringAboutFlowsOfEverySummedMeasure() {
        // When
        Map<Measure, Long> counts = expected.stream()
                .flatMap(view -> view.flows().keySet().stream()
                        .map(series -> series.measure())
                        .distinct())
                .collect(Collectors.groupingBy(measure -> measure, Collectors.counting()));

        // Then
        System.out.println("Histories with flows of each measure: " + counts);
        assertThat(counts.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Measure.values())
                        .filter(measure -> measure.kind().isSummed())
                        .toList());
        assertThat(counts.values()).allMatch(count -> count >= OFTEN);
    }

    @Test
    void shouldTellEveryFactOfSubjectsThatMakeSenseAndOfOthers() {
        // Given
        Map<Class<?>, Integer> sensible = new HashMap<>();
        Map<Class<?>, Integer> senseless = new HashMap<>();

        // When
        for (int i = 0; i < MANY; i++) {
            for (Event event : histories.get(i).events()) {
                boolean counts = counts(event, expected.get(i));
                (counts ? sensible : senseless).merge(event.fact().getClass(), 1, Integer::sum);
            }
        }

        // Then
        System.out.println("Facts of subjects that make sense: " + sensible);
        System.out.println("Facts of others: " + senseless);
        assertThat(sensible.keySet()).containsExactlyInAnyOrderElementsOf(factTypes());
        assertThat(senseless.keySet()).containsExactlyInAnyOrderElementsOf(factTypes());
        assertThat(sensible.values()).allMatch(count -> count >= OFTEN);
        assertThat(senseless.values()).allMatch(count -> count >= OFTEN);
        assertThat(sum(sensible)).isGreaterThan(sum(senseless));
    }

    @Test
    void shouldReduceAHistoryToWhatMatters() {
        // Given
        List<Event> events = histories.stream()
                .map(History::events)
                .filter(some -> reversals(some) >= 2 && some.size() > 20)
                .findFirst()
                .orElseThrow();

        // When
        List<Event> few = Shrinking.shrink(events, some -> reversals(some) >= 2);

        // Then
        assertThat(few).hasSize(2).allMatch(event -> event.fact() instanceof Reversed);
    }

    private static long reversals(List<Event> events) {
        return events.stream().filter(event -> event.fact() instanceof Reversed).count();
    }

    private static boolean counts(Event event, LedgerView view) {
        return Stream.of(event.fact().subject(), Subject.ENTERPRISE)
                .map(subject -> new Contradicting(event.enterpriseId(), subject))
                .noneMatch(view.anomalies()::containsKey);
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** All records that a fact can be. */
    private static List<Class<?>> factTypes() {
        return leaves(Fact.class).distinct().toList();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(HistoriesTest::leaves)
                : Stream.of(type);
    }
}

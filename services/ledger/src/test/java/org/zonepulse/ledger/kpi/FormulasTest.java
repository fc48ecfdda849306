package org.zonepulse.ledger.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.measure.Stage;

/** What is computed from levels, and what has no value. */
class FormulasTest {

    private static final Series SHARE = new Series(Measure.HIGH_TECH_SHARE_OF_CITY, Scope.ZONE);
    private static final Series PRODUCTS = new Series(Measure.LOAN_PRODUCTS, Scope.ZONE);
    private static final Series MEDIAN =
            new Series(Measure.MEDIAN_MONTHS_BETWEEN_STAGES, Scope.transition(Stage.REGISTERED, Stage.HIGH_TECH));

    private final Map<Series, Long> levels = new HashMap<>();

    private final Levels known = new Levels() {
        @Override
        public long of(Series series) {
            return levels.getOrDefault(series, 0L);
        }

        @Override
        public Set<Scope> scopes(Measure measure) {
            return levels.keySet().stream()
                    .filter(series -> series.measure() == measure)
                    .map(Series::scope)
                    .collect(Collectors.toSet());
        }
    };

    @ParameterizedTest
    @CsvSource({
        "3602, 7100, 507324", // 0.50732394
        "1, 3, 333333",
        "2, 3, 666667",
        "1, 2000000, 1", // half a millionth goes up
        "5, 4, 1250000",
        "0, 4, 0"
    })
    void shouldDivideToMillionthsAndKeepTheExactTerms(long zone, long city, long millionths) {
        // Given
        levels.put(new Series(Measure.HIGH_TECH_ENTERPRISES, Scope.ZONE), zone);
        levels.put(new Series(Measure.HIGH_TECH_ENTERPRISES, Scope.CITY), city);

        // Then
        assertThat(Formulas.value(SHARE, known)).isEqualTo(new Kpi(SHARE, millionths, zone, city));
    }

    @Test
    void shouldHaveNoShareOfACityThatReportsNothing() {
        // Given
        levels.put(new Series(Measure.HIGH_TECH_ENTERPRISES, Scope.ZONE), 5L);

        // Then
        assertThat(Formulas.value(SHARE, known)).isEqualTo(new Kpi(SHARE, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "'12:1', 12",
        "'3:1 9:1', 3", // half of them made it within three
        "'3:1 9:1 10:1', 9",
        "'2:5 100:4', 2", // months are numbers, not texts
        "'240:3 9:2', 240",
        "'9:0 12:1', 12", // a bucket that was emptied
        "'9:0', ",
        "'', "
    })
    void shouldFindTheMedianInTheHistogram(String histogram, Long median) {
        // Given
        for (String bucket : histogram.isEmpty() ? new String[0] : histogram.split(" ", -1)) {
            String[] monthsAndCount = bucket.split(":", -1);
            count(Stage.HIGH_TECH, Integer.parseInt(monthsAndCount[0]), Long.parseLong(monthsAndCount[1]));
        }
        count(Stage.LITTLE_GIANT, 1, 1000);

        // Then
        assertThat(Formulas.value(MEDIAN, known).amount()).isEqualTo(median);
    }

    private void count(Stage to, int months, long enterprises) {
        Scope bucket = Scope.transitionMonths(Stage.REGISTERED, to, months);
        levels.put(new Series(Measure.STAGE_TRANSITION_MONTHS, bucket), enterprises);
    }

    @Test
    void shouldCountProductsThatWerePaidOutUnder() {
        // Given
        levels.put(new Series(Measure.LOAN_DISBURSED, Scope.product("a")), 1L);
        levels.put(new Series(Measure.LOAN_DISBURSED, Scope.product("b")), 0L);
        levels.put(new Series(Measure.LOAN_DISBURSED, Scope.bank("c")), 1L);

        // Then
        assertThat(Formulas.value(PRODUCTS, known).amount()).isEqualTo(1);
        assertThat(Formulas.productsInUse(known)).containsExactly("a");
    }

    @Test
    void shouldComputeEveryFormulaOfWhatIsKnown() {
        // Given
        count(Stage.HIGH_TECH, 3, 1);

        // Then
        assertThat(Formulas.all(known)).extracting(Kpi::series).containsExactly(SHARE, PRODUCTS, MEDIAN);
    }
}

package org.zonepulse.ledger.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** Sums of flows are those of adding one after the other, in a series' own scope and in the wider ones. */
class FlowSumsTest {

    private final FlowSums sums = new FlowSums();

    private static Map<MonthKey, MonthFlows> months(FlowSums sums) {
        Map<MonthKey, MonthFlows> months = new HashMap<>();
        sums.forEachMonth(months::put);
        return months;
    }

    @Test
    void shouldSumBySeriesAndDay() {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        Map<MonthKey, MonthFlows> expected = new HashMap<>();

        // When
        for (int i = 0; i < 100_000; i++) {
            Series series = new Series(Measure.LOAN_BALANCE, Scope.bank("bank " + random.nextInt(20)));
            int day = random.nextInt(-8_000, 85_000);
            long amount = random.nextLong(1, 1_000_000);
            sums.add(series, day, amount);
            expected.computeIfAbsent(MonthKey.of(series, day), _ -> new MonthFlows())
                    .add(LocalDate.ofEpochDay(day).getDayOfMonth(), amount);
        }

        // Then
        assertThat(months(sums)).isEqualTo(expected);
    }

    @Test
    void shouldRollUpToWiderScopes() {
        // Given
        sums.add(new Series(Measure.LOAN_BALANCE, Scope.parkIndustry("nanhai", "C36")), 0, 5);
        sums.add(new Series(Measure.LOAN_BALANCE, Scope.parkIndustry("nanhai", "C38")), 0, 7);
        sums.add(new Series(Measure.LOAN_BALANCE, Scope.parkIndustry("shunde", "C38")), 1, 11);
        sums.add(new Series(Measure.LOAN_BALANCE, Scope.bank("icbc")), 1, 13);

        // When
        sums.rollUp();

        // Then
        assertThat(months(sums))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        january(Scope.ZONE), days(12, 11),
                        january(Scope.park("nanhai")), days(12, 0),
                        january(Scope.park("shunde")), days(0, 11),
                        january(Scope.industry("C36")), days(5, 0),
                        january(Scope.industry("C38")), days(7, 11),
                        january(Scope.parkIndustry("nanhai", "C36")), days(5, 0),
                        january(Scope.parkIndustry("nanhai", "C38")), days(7, 0),
                        january(Scope.parkIndustry("shunde", "C38")), days(0, 11),
                        january(Scope.bank("icbc")), days(0, 13)));
    }

    @Test
    void shouldAddOthers() {
        // Given
        Series series = new Series(Measure.LOAN_BALANCE, Scope.bank("icbc"));
        FlowSums others = new FlowSums();
        sums.add(series, 0, 5);
        others.add(series, 0, 7);
        others.add(series, 1, 11);

        // When
        sums.addAll(others);

        // Then
        assertThat(months(sums)).isEqualTo(Map.of(january(series.scope()), days(12, 11)));
        assertThat(months(others)).isEqualTo(Map.of(january(series.scope()), days(7, 11)));
    }

    private static MonthKey january(Scope scope) {
        return MonthKey.of(new Series(Measure.LOAN_BALANCE, scope), 0);
    }

    private static MonthFlows days(long first, long second) {
        return MonthFlows.of(new long[] {first, second});
    }

    @Test
    void shouldNotHandOutWhatCancelsOut() {
        // Given
        Series series = new Series(Measure.LOAN_BALANCE, Scope.bank("icbc"));
        sums.add(series, 0, 5);
        sums.add(series, 0, -5);

        // Then
        assertThat(months(sums)).isEmpty();
    }
}

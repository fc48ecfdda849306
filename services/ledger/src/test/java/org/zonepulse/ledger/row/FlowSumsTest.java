package org.zonepulse.ledger.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** Sums of flows are those of adding one after the other, and are handed out once. */
class FlowSumsTest {

    private final FlowSums sums = new FlowSums();

    private Map<MonthKey, MonthFlows> drained() {
        Map<MonthKey, MonthFlows> drained = new HashMap<>();
        sums.drain(drained::put);
        return drained;
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
        assertThat(drained()).isEqualTo(expected);
    }

    @Test
    void shouldHandOutOnce() {
        // Given
        Series series = new Series(Measure.LOAN_BALANCE, Scope.bank("icbc"));
        sums.add(series, 0, 5);

        // Then
        assertThat(drained()).hasSize(1);
        assertThat(drained()).isEmpty();
    }

    @Test
    void shouldNotHandOutWhatCancelsOut() {
        // Given
        Series series = new Series(Measure.LOAN_BALANCE, Scope.bank("icbc"));
        sums.add(series, 0, 5);
        sums.add(series, 0, -5);

        // Then
        assertThat(drained()).isEmpty();
    }
}

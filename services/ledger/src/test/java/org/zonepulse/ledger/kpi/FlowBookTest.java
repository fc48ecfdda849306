package org.zonepulse.ledger.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** A level is the sum of all flows up to a day, that day included. */
class FlowBookTest {

    private static final Series BALANCE = new Series(Measure.LOAN_BALANCE, Scope.ZONE);

    private final FlowBook book = new FlowBook();

    FlowBookTest() {
        add("2022-12-31", 1);
        add("2023-01-01", 10);
        add("2023-01-31", 100);
        add("2023-02-01", -50);
        add("2024-02-29", 1000);
    }

    private void add(String date, long amount) {
        LocalDate day = LocalDate.parse(date);
        book.add(new MonthKey(BALANCE, MonthKey.monthOf(day)), day.getDayOfMonth(), amount);
    }

    @ParameterizedTest
    @CsvSource({
        "2022-12-30, 0",
        "2022-12-31, 1",
        "2023-01-30, 11",
        "2023-01-31, 111",
        "2023-02-01, 61",
        "2024-02-28, 61",
        "2024-02-29, 1061",
        "2199-12-31, 1061"
    })
    void shouldSumUpToADay(LocalDate day, long level) {
        assertThat(book.level(BALANCE, day)).isEqualTo(level);
        assertThat(book.at(day).of(BALANCE)).isEqualTo(level);
    }

    @Test
    void shouldTellTheFlowOfAPeriodFromTheDayAfterItsStart() {
        assertThat(book.flowBetween(BALANCE, LocalDate.of(2022, 12, 31), LocalDate.of(2023, 12, 31)))
                .isEqualTo(60);
    }

    @Test
    void shouldKnowNothingOfAnotherSeries() {
        // Given
        Series other = new Series(Measure.LOAN_BALANCE, Scope.park("nanhai"));

        // Then
        assertThat(book.level(other, LocalDate.of(2199, 12, 31))).isZero();
        assertThat(book.scopes(Measure.LOAN_BALANCE)).containsExactly(Scope.ZONE);
        assertThat(book.scopes(Measure.LOAN_REPAID)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2023-04-30, loan-balance@zone/2023-04", "1949-10-01, loan-balance@zone/1949-10"})
    void shouldNameMonthsAsTheCalendarDoes(LocalDate day, String name) {
        assertThat(MonthKey.of(BALANCE, (int) day.toEpochDay())).hasToString(name);
    }
}

package org.zonepulse.ledger.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zonepulse.ledger.kpi.MonthFlowsTest.flows;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** A cut tells what has changed, all of it, and nothing else. */
class CutBookTest {

    private static final Scope NANHAI_CARS = Scope.parkIndustry("nanhai", "C36");
    private static final MonthKey MAY = key(NANHAI_CARS, "2023-05-01");
    private static final MonthFlows NONE = new MonthFlows();

    private final CutBook book = new CutBook();

    private static MonthKey key(Scope scope, String day) {
        return new MonthKey(new Series(Measure.LOAN_BALANCE, scope), MonthKey.monthOf(LocalDate.parse(day)));
    }

    /** The summed values of a cut, by scope. */
    private static Map<String, Long> balances(CutBook.Changes changes) {
        return changes.values().stream()
                .filter(kpi -> kpi.series().measure() == Measure.LOAN_BALANCE && kpi.amount() != null)
                .collect(Collectors.toMap(kpi -> kpi.series().scope().toString(), kpi -> amount(kpi)));
    }

    private static long amount(Kpi kpi) {
        Long amount = kpi.amount();
        return amount == null ? 0 : amount;
    }

    @Test
    void shouldAddUpFromThePlaceToTheZone() {
        // Given
        book.open(LocalDate.of(2023, 5, 31));

        // When
        book.replace(MAY, NONE, flows(2, 300));
        book.replace(key(Scope.parkIndustry("shunde", "C36"), "2023-05-01"), NONE, flows(3, 40));

        // Then
        assertThat(balances(book.takeChanges()))
                .isEqualTo(Map.of(
                        "zone", 340L,
                        "park:nanhai", 300L,
                        "park:shunde", 40L,
                        "industry:C36", 340L,
                        "park:nanhai/industry:C36", 300L,
                        "park:shunde/industry:C36", 40L));
    }

    @Test
    void shouldTellNothingTwice() {
        // Given
        book.open(LocalDate.of(2023, 5, 31));
        book.replace(MAY, NONE, flows(2, 300));
        book.takeChanges();

        // When
        book.replace(MAY, flows(2, 300), flows(2, 300));

        // Then
        assertThat(book.isChanged()).isFalse();
        CutBook.Changes changes = book.takeChanges();
        assertThat(changes.values()).isEmpty();
        assertThat(changes.months()).isEmpty();
    }

    @Test
    void shouldLeaveTheFutureToTheDayThatOpensIt() {
        // Given
        book.open(LocalDate.of(2023, 5, 1));
        book.replace(MAY, NONE, flows(1, 10, 2, 300));
        Map<String, Long> onTheFirst = balances(book.takeChanges());

        // When
        boolean later = book.open(LocalDate.of(2023, 5, 2));

        // Then
        assertThat(later).isTrue();
        assertThat(onTheFirst).containsEntry("zone", 10L);
        assertThat(balances(book.takeChanges())).containsEntry("zone", 310L);
    }

    @Test
    void shouldNotGoBackToAnEarlierDay() {
        // Given
        book.open(LocalDate.of(2023, 5, 2));
        book.replace(MAY, NONE, flows(2, 300));
        book.takeChanges();

        // When
        boolean later = book.open(LocalDate.of(2023, 5, 1));

        // Then
        assertThat(later).isFalse();
        assertThat(book.isChanged()).isFalse();
        assertThat(book.today()).isEqualTo("2023-05-02");
    }

    @Test
    void shouldTellThatAMonthIsEmptyAgain() {
        // Given
        book.open(LocalDate.of(2023, 5, 31));
        book.replace(MAY, NONE, flows(2, 300));
        book.takeChanges();

        // When
        book.replace(MAY, flows(2, 300), NONE);

        // Then
        CutBook.Changes changes = book.takeChanges();
        assertThat(balances(changes)).containsEntry("zone", 0L).hasSize(4);
        assertThat(changes.months())
                .hasSize(4)
                .allSatisfy(month -> assertThat(month.getValue().isEmpty()).isTrue());
    }

    @Test
    void shouldGoOnFromWhatItHadBefore() {
        // Given: two partitions' flows, one of them tomorrow's
        MonthKey shunde = key(Scope.parkIndustry("shunde", "C36"), "2023-05-01");
        book.replace(MAY, NONE, flows(2, 300));
        book.replace(MAY, NONE, flows(2, 7));
        book.replace(shunde, NONE, flows(20, 40));
        book.open(LocalDate.of(2023, 5, 19));
        book.takeChanges();
        FlowBook before = new FlowBook();
        before.replace(MAY, NONE, flows(2, 300));
        before.replace(MAY, NONE, flows(2, 6));
        before.replace(MAY, flows(2, 6), flows(2, 7));
        before.replace(shunde, NONE, flows(20, 40));

        // When
        CutBook restored = new CutBook(before);
        restored.open(LocalDate.of(2023, 5, 19));
        CutBook.Changes all = restored.takeChanges();

        // Then
        assertThat(balances(all))
                .containsEntry("zone", 307L)
                .containsEntry("park:nanhai", 307L)
                .containsEntry("park:shunde", 0L);
        assertThat(all.months()).isEmpty();
        for (CutBook each : List.of(book, restored)) {
            each.replace(MAY, flows(2, 7), flows(2, 9));
            each.open(LocalDate.of(2023, 5, 20));
        }
        CutBook.Changes expected = book.takeChanges();
        CutBook.Changes changes = restored.takeChanges();
        assertThat(balances(changes)).containsEntry("zone", 349L);
        assertThat(changes.values()).isEqualTo(expected.values());
        assertThat(months(changes)).isEqualTo(months(expected));
    }

    private static Map<MonthKey, Long> months(CutBook.Changes changes) {
        return changes.months().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, month -> month.getValue().sum()));
    }
}

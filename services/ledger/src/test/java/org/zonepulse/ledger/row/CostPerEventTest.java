package org.zonepulse.ledger.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zonepulse.ledger.ExampleZone.ZONE;
import static org.zonepulse.ledger.ExampleZone.event;
import static org.zonepulse.ledger.ExampleZone.fen;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;
import org.zonepulse.ledger.row.CountingRowStore.Operations;

/**
 * What an event costs doesn't depend on how much its enterprise has been through: the same operations on the store after
 * ten loans and after ten thousand, each on days of its own.
 */
class CostPerEventTest {

    private static final LocalDate FIRST_DAY = LocalDate.of(1980, 1, 2);

    /** Days of one loan or order and of the gap behind it. Ten thousand of them take 137 years. */
    private static final int DAYS_EACH = 5;

    /** The most that an event may write, in entries: days of a year and of another, years, and its own row. */
    private static final int MOST_WRITTEN = 3 * (2 * 366 / DAYS_EACH * 2 + 140) + 10;

    private final LedgerFold fold = new LedgerFold(ZONE);
    private final CountingRowStore store = new CountingRowStore();
    private int ids;

    CostPerEventTest() {
        apply(FIRST_DAY.minusDays(1), new Registered("Example Ltd", "nanhai", "C3670"));
    }

    private Operations apply(LocalDate day, Fact fact) {
        return apply(event("e" + ids++, day.toString(), fact));
    }

    private Operations apply(Event event) {
        store.take();
        fold.apply(store, event);
        assertThat(store.written()).as("entries written by %s", event).isLessThanOrEqualTo(MOST_WRITTEN);
        return store.take();
    }

    /** A loan's life, from the first of its days on: granted, paid out, half repaid, repaid. */
    private List<Operations> liveLoan(String id, LocalDate day) {
        List<Operations> operations = new ArrayList<>();
        operations.add(apply(day, new LoanGranted(id, "digital", "icbc", fen(100), null)));
        operations.add(apply(day, new LoanDisbursed(id, fen(100))));
        operations.add(apply(day.plusDays(1), new LoanRepaid(id, fen(50))));
        operations.add(apply(day.plusDays(2), new LoanRepaid(id, fen(50))));
        return operations;
    }

    private static LocalDate dayOf(int number) {
        return FIRST_DAY.plusDays((long) number * DAYS_EACH);
    }

    private void liveLoans(int loans) {
        for (int i = 0; i < loans; i++) {
            liveLoan("L" + i, dayOf(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 10_000})
    void shouldCostTheSameForTheNextLoanHoweverManyThereWere(int loans) {
        // Given
        liveLoans(loans);

        // When
        List<Operations> next = liveLoan("next", dayOf(loans));

        // Then
        assertThat(next)
                .containsExactly(
                        new Operations(2, 1, 0, 0, 0),
                        new Operations(5, 4, 9, 0, 0),
                        new Operations(2, 1, 6, 0, 0),
                        new Operations(5, 4, 9, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 10_000})
    void shouldCostTheSameForARepaymentOfTheOldestLoanHoweverManyCameAfter(int loans) {
        // Given
        LocalDate before = FIRST_DAY;
        apply(before, new LoanGranted("old", "digital", "icbc", fen(100), null));
        apply(before, new LoanDisbursed("old", fen(100)));
        liveLoans(loans);

        // When
        Operations repaid = apply(dayOf(loans), new LoanRepaid("old", fen(50)));
        Operations repaidAll = apply(dayOf(loans), new LoanRepaid("old", fen(50)));

        // Then
        assertThat(repaid).isEqualTo(new Operations(2, 1, 6, 0, 0));
        assertThat(repaidAll).isEqualTo(new Operations(5, 4, 9, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000})
    void shouldCostTheSameForALateRepaymentAndItsReversalHoweverManyCameAfter(int loans) {
        // Given
        liveLoans(loans);
        LocalDate between = dayOf(loans / 2).plusDays(3);
        apply(between, new LoanGranted("late", "digital", "icbc", fen(100), null));
        apply(between, new LoanDisbursed("late", fen(50)));
        Event repaid = event("late-1", between.plusDays(1).toString(), new LoanRepaid("late", fen(50)));
        apply(repaid);
        Event more = event("late-2", between.toString(), new LoanDisbursed("late", fen(50)));

        // When
        Operations duplicate = apply(repaid);
        Operations back = apply(more);
        Operations reversed = apply(event(
                "late-3", between.toString(), new Reversed("late-2", more.fact().subject(), "entered by mistake")));

        // Then
        assertThat(duplicate).isEqualTo(new Operations(1, 0, 0, 0, 0));
        assertThat(back.walks()).isZero();
        assertThat(reversed.walks()).isZero();
        assertThat(back.reads() + back.writes()).isLessThanOrEqualTo(3 * 2 * loans / (366 / DAYS_EACH) + 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 10_000})
    void shouldCostTheSameForTheNextOrderAtAFairHoweverManyThereWere(int orders) {
        // Given
        for (int i = 0; i < orders; i++) {
            apply(dayOf(i), new FairParticipated("Fair " + i));
            apply(dayOf(i), new IntendedOrderSigned("O" + i, "Fair " + i, "buyer", fen(100)));
        }

        // When
        List<Operations> next = List.of(
                apply(dayOf(orders), new FairParticipated("next")),
                apply(dayOf(orders), new IntendedClientMet("next", "c1")),
                apply(dayOf(orders), new IntendedOrderSigned("next", "next", "buyer", fen(100))),
                apply(dayOf(orders), new IntendedOrderConverted("next", "contract", fen(90))));

        // Then
        assertThat(next)
                .containsExactly(
                        new Operations(3, 2, 1, 0, 0),
                        new Operations(2, 1, 2, 0, 0),
                        new Operations(2, 1, 4, 0, 0),
                        new Operations(2, 1, 4, 0, 0));
    }

    @Test
    void shouldCostTheSameForANewNameHoweverManyLoansThereAre() {
        // Given
        liveLoans(1_000);

        // When
        Operations renamed = apply(dayOf(1_000), new Renamed("Another Ltd"));

        // Then
        assertThat(renamed).isEqualTo(new Operations(1, 1, 0, 0, 0));
    }

    @Test
    void shouldWalkTheRowsOnceForAChangeOfPlaceOnly() {
        // Given
        liveLoans(1_000);

        // When
        Operations relocated = apply(dayOf(500).plusDays(1), new Relocated("shunde"));

        // Then
        assertThat(relocated.walks()).isEqualTo(2);
        assertThat(relocated.reads() + relocated.writes()).isLessThan(20);
    }
}

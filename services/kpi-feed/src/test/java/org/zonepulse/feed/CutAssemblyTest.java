package org.zonepulse.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.schemas.Edition;

class CutAssemblyTest {

    private static final LocalDate DAY = LocalDate.of(2023, 12, 31);
    private static final Series BALANCE = new Series(Measure.LOAN_BALANCE, Scope.ZONE);
    private static final Series NANHAI = new Series(Measure.LOAN_BALANCE, Scope.park("nanhai"));

    private final KpiBook book = new KpiBook(Edition.FIRST);

    @Test
    void shouldShowACutOnlyWhenAllOfItHasCome() {
        // Given
        CutAssembly assembly = follow(null);
        assembly.accept(cut(1, 2, 1));
        assembly.accept(value(1, BALANCE, 100));
        assembly.accept(month(1, BALANCE, 100));
        assembly.advance();
        long before = number();

        // When
        assembly.accept(value(1, NANHAI, 60));
        assembly.advance();

        // Then
        assertThat(before).isZero();
        assertThat(number()).isEqualTo(1);
        assertThat(amount(BALANCE)).isEqualTo(100);
        assertThat(amount(NANHAI)).isEqualTo(60);
        assertThat(book.snapshot().asOf(BALANCE, DAY).amount()).isEqualTo(100);
    }

    @Test
    void shouldNotShowTheValuesOfACutUnderWay() {
        // Given
        CutAssembly assembly = follow(null);
        assembly.accept(cut(1, 1, 0));
        assembly.accept(value(1, BALANCE, 100));

        // When
        assembly.accept(value(2, BALANCE, 200));
        assembly.advance();

        // Then
        assertThat(number()).isEqualTo(1);
        assertThat(amount(BALANCE)).isEqualTo(100);
    }

    @Test
    void shouldShowAnEmptyCutOnlyAfterTheOnesBefore() {
        // Given
        CutAssembly assembly = follow(null);

        // When
        assembly.accept(cut(1, 1, 0));
        assembly.accept(cut(2, 0, 0));
        boolean news = assembly.advance();

        // Then
        assertThat(news).isFalse();
        assertThat(number()).isZero();
    }

    @Test
    void shouldBeginWithWhatCompactionHasLeft() {
        // Given
        CutAssembly assembly = new CutAssembly(book, cut(7, 1, 1).published());
        assembly.accept(value(3, NANHAI, 60));
        assembly.accept(value(7, BALANCE, 100));
        assembly.accept(month(7, BALANCE, 100));

        // When
        assembly.baseIsRead();
        assembly.advance();

        // Then
        assertThat(number()).isEqualTo(7);
        assertThat(amount(NANHAI)).isEqualTo(60);
    }

    @Test
    void shouldWaitForTheRestOfTheCutThatItBeginsWith() {
        // Given
        CutAssembly assembly = new CutAssembly(book, cut(7, 2, 0).published());
        assembly.accept(value(7, BALANCE, 100));
        assembly.baseIsRead();
        boolean before = assembly.advance();

        // When
        assembly.accept(value(7, NANHAI, 60));
        boolean after = assembly.advance();

        // Then
        assertThat(before).isFalse();
        assertThat(after).isTrue();
        assertThat(amount(NANHAI)).isEqualTo(60);
    }

    @Test
    void shouldShowACutWhoseRestWasCompactedAwayAsPartOfTheNext() {
        // Given
        CutAssembly assembly = follow(cut(7, 0, 0).published());

        // When: of cut 8, compaction has replaced a value by that of cut 9, of which only a part has come.
        assembly.accept(cut(8, 2, 0));
        assembly.accept(value(8, NANHAI, 60));
        assembly.accept(cut(9, 2, 0));
        assembly.accept(value(9, BALANCE, 200));
        assembly.advance();
        long before = number();
        assembly.accept(value(9, new Series(Measure.LOAN_DISBURSED, Scope.ZONE), 1));
        assembly.advance();

        // Then
        assertThat(before).isEqualTo(7);
        assertThat(number()).isEqualTo(9);
        assertThat(amount(NANHAI)).isEqualTo(60);
        assertThat(amount(BALANCE)).isEqualTo(200);
    }

    @Test
    void shouldShowWhatComesLateOfACutBeforeTheBaseWithTheNext() {
        // Given: a base that changed no value, and so can't tell that one of cut 6 isn't there yet
        CutAssembly assembly = follow(cut(7, 0, 0).published());

        // When
        assembly.accept(value(6, NANHAI, 60));
        assembly.accept(month(6, NANHAI, 60));
        assembly.accept(value(8, BALANCE, 200));
        assembly.accept(cut(8, 1, 0));
        assembly.advance();

        // Then: who knows cut 7 is told
        assertThat(number()).isEqualTo(8);
        assertThat(amount(NANHAI)).isEqualTo(60);
        assertThat(book.snapshot().asOf(NANHAI, DAY).amount()).isEqualTo(60);
        assertThat(book.snapshot().changedSince(7).map(Kpi::series)).containsExactlyInAnyOrder(NANHAI, BALANCE);
    }

    private CutAssembly follow(@Nullable PublishedCut base) {
        CutAssembly assembly = new CutAssembly(book, base);
        assembly.baseIsRead();
        assembly.advance();
        return assembly;
    }

    private long number() {
        return book.snapshot().cut().map(PublishedCut::number).orElse(0L);
    }

    private @Nullable Long amount(Series series) {
        return book.snapshot().current(series).map(Kpi::amount).orElse(null);
    }

    private static Publication.OfCut cut(long number, int values, int months) {
        return new Publication.OfCut(new PublishedCut(number, Instant.EPOCH, DAY, List.of(), values, months));
    }

    private static Publication.OfValue value(long cut, Series series, long amount) {
        return new Publication.OfValue(cut, new Kpi(series, amount, null, null), "CNY");
    }

    private static Publication.OfMonth month(long cut, Series series, long amount) {
        MonthFlows flows = new MonthFlows();
        flows.add(DAY.getDayOfMonth(), amount);
        return new Publication.OfMonth(cut, new MonthKey(series, MonthKey.monthOf(DAY)), flows);
    }
}

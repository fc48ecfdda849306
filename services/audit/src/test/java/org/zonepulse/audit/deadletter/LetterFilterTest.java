package org.zonepulse.audit.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zonepulse.audit.deadletter.LetterFilter.Status;
import org.zonepulse.ledger.event.EventStream;

class LetterFilterTest {

    private static final Letter LETTER = Letters.of(42, "INVALID_AMOUNT", "bank-of-foshan");

    @Test
    void shouldMeanAllUnlessToldOtherwise() {
        // Then
        assertThat(LetterFilter.ALL.matches(LETTER, true)).isTrue();
        assertThat(LetterFilter.ALL.matches(LETTER, false)).isTrue();
    }

    @Test
    void shouldChooseByWhatALetterIs() {
        // Then
        assertThat(filter(Set.of(), "invalid_amount", null).matches(LETTER, false))
                .isTrue();
        assertThat(filter(Set.of(), "UNDECODABLE", null).matches(LETTER, false)).isFalse();
        assertThat(filter(Set.of(), null, "bank-of-foshan").matches(LETTER, false))
                .isTrue();
        assertThat(filter(Set.of(), null, "icbc").matches(LETTER, false)).isFalse();
        assertThat(filter(Set.of(42L), null, null).matches(LETTER, false)).isTrue();
        assertThat(filter(Set.of(43L), null, null).matches(LETTER, false)).isFalse();
        assertThat(filter(Set.of(), null, "unknown").matches(Letters.of(1, "UNDECODABLE", null), false))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "zone.loans.v1, LOANS, true",
        "zone.loans.v1, REGISTRATIONS, false",
        "zone.inbox.loans.bank-of-foshan.v1, LOANS, true",
        "zone.inbox.trade-fairs.a.b.v1, TRADE_FAIRS, true",
        "zone.calendar.v1, LOANS, false",
        "zone.inbox.unknown.a.v1, LOANS, false"
    })
    void shouldChooseByStreamWhicheverWayItCame(String topic, EventStream stream, boolean meant) {
        // Given
        Letter letter = Letters.of(1, "UNDECODABLE", null, topic, Letters.TIME, new byte[0], "is wrong");
        LetterFilter filter = new LetterFilter(Set.of(), Set.of(), Set.of(), stream, null, null, Status.ALL);

        // Then
        assertThat(filter.matches(letter, false)).isEqualTo(meant);
    }

    @Test
    void shouldChooseByTimeFromTheFirstMomentUpToTheLast() {
        // Given
        Instant later = Letters.TIME.plusSeconds(1);

        // Then
        assertThat(between(Letters.TIME, later).matches(LETTER, false)).isTrue();
        assertThat(between(later, null).matches(LETTER, false)).isFalse();
        assertThat(between(null, Letters.TIME).matches(LETTER, false)).isFalse();
        assertThat(between(Instant.EPOCH, null)
                        .matches(
                                Letters.of(1, "X", null, "t", Instant.ofEpochMilli(-1), new byte[0], "is wrong"),
                                false))
                .isFalse();
    }

    @Test
    void shouldChooseByWhatHasBecomeOfIt() {
        // Then
        assertThat(by(Status.OPEN).matches(LETTER, false)).isTrue();
        assertThat(by(Status.OPEN).matches(LETTER, true)).isFalse();
        assertThat(by(Status.REDRIVEN).matches(LETTER, true)).isTrue();
        assertThat(by(Status.REDRIVEN).matches(LETTER, false)).isFalse();
    }

    private static LetterFilter filter(Set<Long> ids, @Nullable String reason, @Nullable String source) {
        return new LetterFilter(
                ids,
                reason == null ? Set.of() : Set.of(reason),
                source == null ? Set.of() : Set.of(source),
                null,
                null,
                null,
                Status.ALL);
    }

    private static LetterFilter between(@Nullable Instant since, @Nullable Instant until) {
        return new LetterFilter(Set.of(), Set.of(), Set.of(), null, since, until, Status.ALL);
    }

    private static LetterFilter by(Status status) {
        return new LetterFilter(Set.of(), Set.of(), Set.of(), null, null, null, status);
    }
}

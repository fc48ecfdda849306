package org.zonepulse.ledger.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money is a whole number of fen, on the way in and on the way out. */
class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "0.01, 1, 0.01",
        "1, 100, 1.00",
        "1E+3, 100000, 1000.00",
        "12.30000, 1230, 12.30",
        "-0.5, -50, -0.50",
        "92233720368547758.07, 9223372036854775807, 92233720368547758.07"
    })
    void shouldReadAndWriteDecimals(String text, long minor, String written) {
        // When
        Money money = Money.of(new BigDecimal(text), "CNY");

        // Then
        assertThat(money.minor()).isEqualTo(minor);
        assertThat(money.major().toPlainString()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.001", "1.005", "92233720368547758.08", "-92233720368547758.09", "1E+30"})
    void shouldRefuseWhatIsTooPreciseOrTooLarge(String text) {
        assertThatThrownBy(() -> Money.of(new BigDecimal(text), "CNY")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void shouldLeaveRoomForTheSumOfManyLargestAmounts() {
        assertThat(Math.multiplyExact(Acceptance.MAX_AMOUNT, 900_000L)).isPositive();
    }
}

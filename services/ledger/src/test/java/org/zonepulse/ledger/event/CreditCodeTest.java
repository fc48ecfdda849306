package org.zonepulse.ledger.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GB 32100-2015, held to codes that were published and to what the standard says of its check character. */
class CreditCodeTest {

    private static final String SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final String VALID = "91350100M000100Y43";

    @Test
    void shouldAcceptAPublishedCode() {
        assertThat(CreditCode.isValid(VALID)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "91350100M000100Y4Z", // Z is no symbol
                "91350100M000100Y44", // wrong check character
                "91350100m000100y43", // small letters
                "91350100M000100Y4",
                "91350100M000100Y433",
                " 91350100M000100Y43",
                "91350100M000100Y43\n",
                "９１350100M000100Y43", // full-width digits
                "",
            })
    void shouldRefuseWhatOnlyLooksLikeACode(String code) {
        assertThat(CreditCode.isValid(code)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(chars = {'I', 'O', 'S', 'V', 'Z', '-', ' ', '中'})
    void shouldRefuseSymbolsOutsideTheAlphabetAnywhere(char symbol) {
        for (int at = 0; at < CreditCode.LENGTH; at++) {
            assertThat(CreditCode.isValid(with(VALID, at, symbol)))
                    .as("at %d", at)
                    .isFalse();
        }
    }

    @Test
    void shouldNoticeEverySingleWrongSymbol() {
        for (int at = 0; at < CreditCode.LENGTH; at++) {
            for (int i = 0; i < SYMBOLS.length(); i++) {
                char symbol = SYMBOLS.charAt(i);
                boolean same = VALID.charAt(at) == symbol;
                assertThat(CreditCode.isValid(with(VALID, at, symbol)))
                        .as("%c at %d", symbol, at)
                        .isEqualTo(same);
            }
        }
    }

    @Test
    void shouldNoticeTwoNeighboursSwapped() {
        for (int at = 0; at + 1 < CreditCode.LENGTH; at++) {
            char left = VALID.charAt(at);
            char right = VALID.charAt(at + 1);
            if (left != right) {
                assertThat(CreditCode.isValid(with(with(VALID, at, right), at + 1, left)))
                        .as("%c and %c", left, right)
                        .isFalse();
            }
        }
    }

    @Test
    void shouldCompleteACodeToTheOneValidOne() {
        assertThat(CreditCode.complete(VALID.substring(0, 17))).isEqualTo(VALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "91350100M000100Y", "91350100M000100Y43", "91350100M000100YI"})
    void shouldNotCompleteAnythingElse(String start) {
        assertThatThrownBy(() -> CreditCode.complete(start))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(start);
    }

    private static String with(String code, int at, char symbol) {
        return code.substring(0, at) + symbol + code.substring(at + 1);
    }
}

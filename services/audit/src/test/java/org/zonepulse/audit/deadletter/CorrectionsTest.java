package org.zonepulse.audit.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.contract.Parsed;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;

class CorrectionsTest {

    private static final String EVENT = """
            {"eventId": "e-1", "source": "bank-of-foshan", "occurredOn": "2023-01-31", "enterpriseId": "91350100M000100Y43",
             "fact": {"type": "LoanDisbursed", "loanId": "企业-1", "amount": {"amount": 1000000.10, "currency": "CNY"}}}""";

    @Test
    void shouldReadALineForEachLetter() throws Exception {
        // Given
        String line = EVENT.replace("\n", "");

        // When
        Corrections corrections = read(
                "{\"deadLetter\": 42, \"event\": " + line + "}\n\n{\"event\":" + line + ",\"deadLetter\":43}",
                Set.of());

        // Then
        assertThat(corrections.letters()).containsExactly(42L, 43L);
        assertThat(amount(corrections, 42)).isEqualTo(100_000_010);
        assertThat(amount(corrections, 43)).isEqualTo(100_000_010);
        assertThat(corrections.of(Letters.of(44, "X", null))).isNull();
    }

    @Test
    void shouldTakeAnEventAloneForTheOneLetterAskedFor() throws Exception {
        // When
        Corrections corrections = read(EVENT, Set.of(42L));

        // Then
        assertThat(amount(corrections, 42)).isEqualTo(100_000_010);
    }

    @Test
    void shouldKeepWhatIsWrongWithAnEventForItsLetter() throws Exception {
        // When
        Corrections corrections = read("{\"deadLetter\": 42, \"event\": {\"eventId\": \"e-1\"}}", Set.of());

        // Then
        assertThat(corrections.of(Letters.of(42, "X", null))).isInstanceOf(Parsed.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{}",
                "{\"deadLetter\": 42}",
                "{\"event\": {}}",
                "{\"deadLetter\": \"42\", \"event\": {}}",
                "{\"deadLetter\": 4.2, \"event\": {}}",
                "{\"deadLetter\": 42, \"event\": 1}",
                "{\"deadLetter\": 42, \"event\": {}, \"more\": 1}",
                "{\"deadLetter\": 42, \"deadLetter\": 43, \"event\": {}}",
                "{\"deadLetter\": 99999999999999999999, \"event\": {}}",
                "{\"deadLetter\": 42, \"event\": {}} {}",
                "{\"deadLetter\": 42, \"event\": {}"
            })
    void shouldRefuseTheFileForALineThatIsNoneOfThese(String line) {
        // Then
        assertThatThrownBy(() -> read("\n" + line, Set.of()))
                .isInstanceOfSatisfying(
                        InvalidCorrections.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .asString()
                                .startsWith("line 2: "));
    }

    @Test
    void shouldRefuseTheFileForALetterThatStandsThereTwice() {
        // Given
        String line = "{\"deadLetter\": 42, \"event\": {}}";

        // Then
        assertThatThrownBy(() -> read(line + "\n" + line, Set.of()))
                .isInstanceOf(InvalidCorrections.class)
                .hasMessageContaining("line 2: dead letter 42 stands in the file twice");
    }

    private static long amount(Corrections corrections, long letter) {
        return corrections.of(Letters.of(letter, "X", null)) instanceof Parsed.Ok ok
                        && ok.event().fact() instanceof LoanDisbursed disbursed
                ? disbursed.amount().minor()
                : -1;
    }

    private static Corrections read(String text, Set<Long> ids) throws IOException, InvalidCorrections {
        return Corrections.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ids, Letters.TIME);
    }
}

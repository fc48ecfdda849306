package org.zonepulse.kpi.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.RowKey;

/** Keys of ours are told from those that somebody else put into a changelog. */
class StoreKeyTest {

    @Test
    void shouldKnowItsOwnKeys() {
        // Given
        MonthKey month = new MonthKey(new Series(Measure.LOAN_BALANCE, Scope.ZONE), 24_000);
        Bytes flows = StoreKey.of(3, month);

        // Then
        assertThat(StoreKey.isFlows(flows)).isTrue();
        assertThat(StoreKey.isInput(flows)).isFalse();
        assertThat(StoreKey.month(flows)).isEqualTo(month);
        assertThat(StoreKey.isInput(StoreKey.input("zone.loans.v1", 3))).isTrue();
        assertThat(StoreKey.enterpriseOf(StoreKey.of(RowKey.profile("91440605000000101Y"))))
                .contains("91440605000000101Y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "F",
                "I",
                "R",
                "Fnonsense",
                "Inonsense",
                "Rnonsense",
                "F1\u0001a\u0001b",
                "Fx\u0001a\u0001b\u00012",
                "F1\u0001loan-balance\u0001zone\u0001-1",
                "F1\u0001loan-balance\u0001zone\u0001999999",
                "_cut"
            })
    void shouldTakeNothingElseForOne(String text) {
        // Given
        Bytes key = Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(StoreKey.isFlows(key)).isFalse();
        assertThat(StoreKey.isInput(key)).isFalse();
        assertThat(StoreKey.enterpriseOf(key).filter(_ -> text.startsWith("R"))).isEmpty();
    }
}

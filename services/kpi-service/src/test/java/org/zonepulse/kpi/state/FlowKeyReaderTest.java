package org.zonepulse.kpi.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

class FlowKeyReaderTest {

    private static final Series BALANCE = new Series(Measure.LOAN_BALANCE, Scope.ZONE);
    private static final Series NANHAI = new Series(Measure.LOAN_BALANCE, Scope.park("nanhai"));

    private final FlowKeyReader keys = new FlowKeyReader();

    @Test
    void shouldReadWhatWasWritten() {
        // Given
        List<MonthKey> months = Stream.of(BALANCE, NANHAI, BALANCE)
                .flatMap(series -> Stream.of(0, 7, 24_000, 24_001, 99_999).map(month -> new MonthKey(series, month)))
                .toList();

        // When, Then
        for (int partition : new int[] {1, 11}) {
            assertThat(months)
                    .allSatisfy(month ->
                            assertThat(keys.read(StoreKey.of(partition, month))).isEqualTo(month));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1x", "x", "100000", "24000\u00011", "\u00011", "\u0661"})
    void shouldTakeNoOtherForOneWhateverCameBefore(String month) {
        // Given
        MonthKey good = new MonthKey(BALANCE, 24_000);
        Bytes key = StoreKey.of(3, good);
        String name = new String(key.get(), StandardCharsets.UTF_8).replace("24000", "");
        Bytes other = Bytes.wrap((name + month).getBytes(StandardCharsets.UTF_8));

        // When, Then
        assertThat(keys.read(other)).isNull();
        assertThat(keys.read(key)).isEqualTo(good);
        assertThat(keys.read(other)).isNull();
        assertThat(keys.read(Bytes.wrap(new byte[0]))).isNull();
        assertThat(keys.read(key)).isEqualTo(good);
    }
}

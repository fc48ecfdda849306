package org.zonepulse.kpi.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.zonepulse.kpi.state.InputPosition;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** What goes from the first stage to the second is told from what somebody else writes there. */
class PartitionUpdateTest {

    private static final int MARK = 0x5A505055;

    private static PartitionUpdate update() {
        MonthFlows flows = new MonthFlows();
        flows.add(3, 500);
        Series series = new Series(Measure.LOAN_BALANCE, Scope.ZONE);
        return new PartitionUpdate(
                2,
                0,
                true,
                List.of(new InputPosition("zone.loans.v1", 2, 17, new byte[32])),
                List.of(Map.entry(new MonthKey(series, 24_000), flows)));
    }

    @Test
    void shouldReadWhatItWrote() {
        // When
        PartitionUpdate read = PartitionUpdate.of(update().toBytes()).orElseThrow();

        // Then
        assertThat(read.partition()).isEqualTo(2);
        assertThat(read.last()).isTrue();
        assertThat(read.inputs()).singleElement().satisfies(input -> {
            assertThat(input.topic()).isEqualTo("zone.loans.v1");
            assertThat(input.nextOffset()).isEqualTo(17);
        });
        assertThat(read.toBytes()).isEqualTo(update().toBytes());
    }

    @Test
    void shouldNotTakeAChangedOneForOurs() {
        // Given
        byte[] bytes = update().toBytes();

        // When, Then
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(PartitionUpdate.of(changed)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void shouldNotPassOverAnUpdateOfAnotherRelease() {
        // Given
        byte[] content = {2, 0, 0, 0, 0};
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        byte[] bytes = ByteBuffer.allocate(8 + content.length)
                .putInt(MARK)
                .putInt((int) checksum.getValue())
                .put(content)
                .array();

        // When, Then
        assertThatThrownBy(() -> PartitionUpdate.of(bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 2");
    }
}

package org.zonepulse.audit.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class TotalsTest {

    @Test
    void shouldCountByReasonAndSource() {
        // Given
        Totals totals = new Totals();

        // When
        totals.add(Letters.of(1, "B", "x"));
        totals.add(Letters.of(2, "A", null));
        totals.add(Letters.of(3, "B", "x"));

        // Then
        assertThat(totals.counts())
                .containsExactly(entry(new Totals.Group("A", "unknown"), 1L), entry(new Totals.Group("B", "x"), 2L));
        assertThat(totals.all()).isEqualTo(3);
    }

    @Test
    void shouldBearWithAnyNumberOfSources() {
        // Given
        Totals totals = new Totals();

        // When
        for (int i = 0; i < 5_000; i++) {
            totals.add(Letters.of(i, "A", "source-" + i));
        }

        // Then
        assertThat(totals.counts()).hasSize(1_001).containsEntry(new Totals.Group("A", Totals.OTHER_SOURCES), 4_000L);
        assertThat(totals.all()).isEqualTo(5_000);
    }
}

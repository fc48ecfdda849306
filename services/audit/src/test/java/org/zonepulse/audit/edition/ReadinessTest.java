package org.zonepulse.audit.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zonepulse.audit.replay.Position;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.audit.replay.StatedZone;

class ReadinessTest {

    private static final LocalDate DAY = LocalDate.of(2023, 12, 31);

    private static PublishedCut cut(@Nullable LocalDate day, long... nextOffsets) {
        List<Position> positions = new ArrayList<>();
        for (int i = 0; i < nextOffsets.length; i++) {
            positions.add(new Position(new TopicPartition("zone.loans.v1", i), nextOffsets[i], new byte[32]));
        }
        return new PublishedCut(1, Instant.EPOCH, day, positions, Map.of(), 0, StatedZone.UNSTATED);
    }

    @Test
    void shouldBeThereWithAsMuchOrMore() {
        assertThat(Readiness.of(cut(DAY, 5, 7), cut(DAY, 5, 7)).isThere()).isTrue();
        assertThat(Readiness.of(cut(DAY, 5, 7), cut(DAY.plusDays(1), 6, 7)).isThere())
                .isTrue();
        assertThat(Readiness.of(cut(null), cut(null)).isThere()).isTrue();
    }

    @Test
    void shouldTellWhereItIsBehind() {
        // When
        Readiness readiness = Readiness.of(cut(DAY, 5, 7, 9), cut(DAY.minusDays(1), 5, 6));

        // Then
        assertThat(readiness.behind())
                .containsExactlyInAnyOrder(
                        "zone.loans.v1/1: 6 < 7", "zone.loans.v1/2: 0 < 9", "2023-12-30 < 2023-12-31");
    }

    @Test
    void shouldBeBehindWithoutADay() {
        assertThat(Readiness.of(cut(DAY, 5), cut(null, 5)).isThere()).isFalse();
    }
}

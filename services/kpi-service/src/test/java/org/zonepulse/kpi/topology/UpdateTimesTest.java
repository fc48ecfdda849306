package org.zonepulse.kpi.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class UpdateTimesTest {

    @Test
    void shouldKeepTheOldestOfTimesThatPublishersWrote() {
        // Given
        long oldest = UpdateTimes.NONE;

        // When
        for (long time : new long[] {0, 5_000, 3_000, -1, 4_000}) {
            oldest = UpdateTimes.older(oldest, time);
        }

        // Then
        assertThat(oldest).isEqualTo(3_000);
        assertThat(UpdateTimes.oldest(UpdateTimes.headers(oldest))).isEqualTo(3_000);
    }

    @Test
    void shouldTellNothingWhereNothingIsKnown() {
        assertThat(UpdateTimes.headers(UpdateTimes.NONE)).isEmpty();
        assertThat(UpdateTimes.oldest(new RecordHeaders())).isEqualTo(UpdateTimes.NONE);
        assertThat(UpdateTimes.oldest(new RecordHeaders().add("zonepulse-oldest", new byte[3])))
                .isEqualTo(UpdateTimes.NONE);
    }
}

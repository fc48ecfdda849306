package org.zonepulse.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.row.AnomalyCode;

class MicrometerMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerMeters meters = new MicrometerMeters(registry);

    @Test
    void shouldCountDeadLettersBySource() {
        // When
        meters.rejected("zone.loans.v1", RejectionReason.INVALID_AMOUNT, "bank-of-foshan");
        meters.rejected("zone.loans.v1", RejectionReason.INVALID_AMOUNT, "bank-of-foshan");
        meters.rejected("zone.loans.v1", RejectionReason.UNDECODABLE, null);

        // Then
        assertThat(letters("bank-of-foshan")).isEqualTo(2);
        assertThat(letters("unknown")).isEqualTo(1);
    }

    @Test
    void shouldBearWithAnyNumberOfSources() {
        // When
        for (int i = 0; i < 2 * MicrometerMeters.MOST_SOURCES; i++) {
            meters.rejected("zone.loans.v1", RejectionReason.INVALID_AMOUNT, "source-" + i);
        }
        meters.rejected("zone.loans.v1", RejectionReason.INVALID_AMOUNT, "source-0");

        // Then
        assertThat(registry.find("zonepulse.dead.letters").counters()).hasSize(MicrometerMeters.MOST_SOURCES + 1);
        assertThat(letters("source-0")).isEqualTo(2);
        assertThat(letters("other")).isEqualTo(MicrometerMeters.MOST_SOURCES);
    }

    @Test
    void shouldCountAnomaliesByWhatBecameOfThem() {
        // When
        meters.anomalyOpened(AnomalyCode.LOAN_OVERPAID);
        meters.anomalyOpened(AnomalyCode.LOAN_OVERPAID);
        meters.anomalyResolved(AnomalyCode.LOAN_OVERPAID);

        // Then
        assertThat(anomalies("opened")).isEqualTo(2);
        assertThat(anomalies("resolved")).isEqualTo(1);
    }

    @Test
    void shouldTimeCutsInFewBuckets() {
        // When
        meters.included(30);
        meters.included(400_000);
        meters.cut(7, 3);

        // Then
        Timer timer = registry.get("zonepulse.event.to.cut").timer();
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.takeSnapshot().histogramCounts())
                .hasSize(MicrometerMeters.BUCKETS.length)
                .filteredOn(bucket -> bucket.bucket(TimeUnit.MILLISECONDS) == 35)
                .extracting(CountAtBucket::count)
                .containsExactly(1.0);
        assertThat(registry.get("zonepulse.cut.last").gauge().value()).isEqualTo(7);
        assertThat(registry.get("zonepulse.cut.timestamp").timeGauge().value(TimeUnit.MILLISECONDS))
                .isBetween(1_700_000_000_000.0, System.currentTimeMillis() + 1.0);
    }

    private double letters(String source) {
        return registry.get("zonepulse.dead.letters").tags("source", source).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private double anomalies(String change) {
        return registry.get("zonepulse.anomalies")
                .tags("change", change, "code", "LOAN_OVERPAID")
                .counter()
                .count();
    }
}

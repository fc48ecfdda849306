package org.zonepulse.feed.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.HandBuilt;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Series;

class PublishedMetersTest {

    private final HandBuilt cuts = new HandBuilt();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PublishedMeters meters = new PublishedMeters(cuts, ZoneFile.bundled(), registry);

    @Test
    void shouldTellValuesInUnitsThatPeopleUse() {
        // When
        cuts.value("loan-balance@zone", 1_934_600_000_050L)
                .value("high-tech-enterprises@park:nanhai", 12L)
                .value(new Kpi(
                        Objects.requireNonNull(Series.parse("high-tech-enterprise-share-of-city@zone")),
                        530_000L,
                        53L,
                        100L))
                .publish();

        // Then
        assertThat(kpi("loan-balance", "zone")).isEqualTo(19_346_000_000.50);
        assertThat(kpi("high-tech-enterprises", "park:nanhai")).isEqualTo(12);
        assertThat(kpi("high-tech-enterprise-share-of-city", "zone")).isEqualTo(0.53);
        assertThat(registry.get("zonepulse.shown.cut").gauge().value()).isEqualTo(1);
        assertThat(registry.get("zonepulse.shown.cut.timestamp").gauge().value())
                .isEqualTo(1);
        assertThat(meters).isNotNull();
    }

    @Test
    void shouldTellNoNumberWhereNoneIsKnown() {
        // Then: before anything was read
        assertThat(kpi("loan-balance", "zone")).isNaN();
        assertThat(open("LOAN_OVERPAID")).isNaN();

        // When
        cuts.value("loan-balance@zone", null).publish();

        // Then
        assertThat(kpi("loan-balance", "zone")).isNaN();
        assertThat(open("LOAN_OVERPAID")).isZero();
    }

    @Test
    void shouldKeepToTheZoneAndItsParks() {
        // When
        cuts.value("loan-balance@industry:C3670", 1L)
                .value("loan-balance@bank:bof", 1L)
                .publish();

        // Then
        assertThat(registry.find("zonepulse.kpi").gauges())
                .hasSizeBetween(50, 300)
                .extracting(gauge -> gauge.getId().getTag("scope"))
                .allMatch(scope -> Objects.requireNonNull(scope).equals("zone") || scope.startsWith("park:"));
    }

    @Test
    void shouldCountContradictionsBySort() {
        // When
        cuts.anomaly("91350100M000100Y43", "loan:L-1", "LOAN_OVERPAID")
                .anomaly("91350100M000100Y43", "loan:L-2", "LOAN_OVERPAID")
                .anomaly("91350100M000100Y43", "loan:L-3", "A_SORT_OF_TOMORROW")
                .publish();

        // Then
        assertThat(open("LOAN_OVERPAID")).isEqualTo(2);
        assertThat(open("OTHER")).isEqualTo(1);
        assertThat(open("LOAN_OVERDRAWN")).isZero();

        // When
        cuts.anomaly("91350100M000100Y43", "loan:L-4", "LOAN_OVERDRAWN").show();

        // Then
        assertThat(open("LOAN_OVERDRAWN")).isEqualTo(1);
    }

    private double kpi(String measure, String scope) {
        Gauge gauge = registry.get("zonepulse.kpi")
                .tags("measure", measure, "scope", scope)
                .gauge();
        return gauge.value();
    }

    private double open(String code) {
        return registry.get("zonepulse.open.anomalies")
                .tag("code", code)
                .gauge()
                .value();
    }
}

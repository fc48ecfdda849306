package org.zonepulse.sandbox.referenceyear;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;

class PublishedFiguresTest {

    private static final Zone ZONE = ZoneFile.bundled();

    private final PublishedFigures published = PublishedFigures.bundled();

    @Test
    void shouldReadEveryKindOfFigure() {
        // Given
        String fair = "fair:17th Frankfurt Auto Parts Exhibition (Shenzhen Special Exhibition)";

        // When
        PublishedFigure city = published.figure("high-tech-enterprises", "city");

        // Then
        assertThat(published.asOf()).isEqualTo(LocalDate.of(2023, 12, 31)).isEqualTo(ReferenceYear.AS_OF);
        assertThat(city.expected()).isEqualTo(new Expected.Count(10_300));
        assertThat(city.previousYear()).hasValue(8_699);
        assertThat(city.wording()).startsWith("estimated 10,300");
        assertThat(published.figure("loan-balance", "zone").expected())
                .isEqualTo(new Expected.Amount(new Money(1_934_600_000_000L, "CNY")));
        assertThat(published
                        .figure("high-tech-enterprise-share-of-city", "zone")
                        .expected())
                .isEqualTo(new Expected.Ratio(new BigDecimal("0.53")));
        assertThat(published.figure("fair-participants", fair).wording()).isEmpty();
    }

    @Test
    void shouldFindTheSeriesOfEveryFigureThatIsCompared() {
        // Given
        PublishedFigure products = published.figure("loan-products", "zone");

        // When
        var compared = published.compared();

        // Then
        assertThat(compared)
                .hasSize(12)
                .allSatisfy(figure -> assertThat(figure.series()).isPresent());
        assertThat(published.figures()).filteredOn(PublishedFigure::later).hasSize(10);
        assertThat(products.members(ZONE))
                .containsExactly(
                        new Series(Measure.LOAN_BALANCE, Scope.product("digital-loan")),
                        new Series(Measure.LOAN_BALANCE, Scope.product("ip-pledge-loan")));
    }

    @Test
    void shouldCompareAShareAsItWasRounded() {
        // Given
        PublishedFigure share = published.figure("high-tech-enterprise-share-of-city", "zone");
        Series series = share.series().orElseThrow();

        // When
        boolean near = share.isMetBy(ZONE, _ -> new Kpi(series, 534_900L, 5_349L, 10_000L));
        boolean off = share.isMetBy(ZONE, _ -> new Kpi(series, 535_000L, 5_350L, 10_000L));

        // Then
        assertThat(near).isTrue();
        assertThat(off).isFalse();
    }

    @Test
    void shouldWantEveryMemberAndNoOther() {
        // Given
        PublishedFigure products = published.figure("loan-products", "zone");
        Series count = products.series().orElseThrow();
        Series digital = products.members(ZONE).getFirst();
        Series pledge = products.members(ZONE).getLast();
        Kpi some = new Kpi(digital, 1L, null, null);
        Kpi none = new Kpi(pledge, 0L, null, null);
        Kpi two = new Kpi(count, 2L, null, null);

        // When
        boolean both = products.isMetBy(ZONE, Map.of(count, two, digital, some, pledge, some)::get);
        boolean one = products.isMetBy(ZONE, Map.of(count, two, digital, some, pledge, none)::get);
        boolean others =
                products.isMetBy(ZONE, Map.of(count, new Kpi(count, 3L, null, null), digital, some, pledge, some)::get);

        // Then
        assertThat(both).isTrue();
        assertThat(one).isFalse();
        assertThat(others).isFalse();
    }
}

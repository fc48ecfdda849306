package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

class KpiSelectionTest {

    private static final List<Kpi> KPIS = List.of(
            kpi(Measure.LOAN_BALANCE, Scope.ZONE),
            kpi(Measure.LOAN_BALANCE, Scope.park("nanhai")),
            kpi(Measure.LOAN_BALANCE, Scope.parkIndustry("nanhai", "C36")),
            kpi(Measure.HIGH_TECH_ENTERPRISES, Scope.CITY));

    @Test
    void shouldTakeZoneAndCityByDefault() {
        // When
        List<String> chosen = chosen(null, null);

        // Then
        assertThat(chosen).containsExactly("loan-balance@zone", "high-tech-enterprises@city");
    }

    @Test
    void shouldTakeZoneAndCityOfOneMeasure() {
        // When
        List<String> chosen = chosen(Measure.LOAN_BALANCE, null);

        // Then
        assertThat(chosen).containsExactly("loan-balance@zone");
    }

    @Test
    void shouldTakeAllScopesOfOneMeasureIfAsked() {
        // When
        List<String> chosen = chosen(Measure.LOAN_BALANCE, "all");

        // Then
        assertThat(chosen)
                .containsExactly(
                        "loan-balance@zone", "loan-balance@park:nanhai", "loan-balance@park:nanhai/industry:C36");
    }

    @Test
    void shouldTakeAKindOfScopeForAllOfIt() {
        // When
        List<String> chosen = chosen(null, "park");

        // Then
        assertThat(chosen).containsExactly("loan-balance@park:nanhai");
    }

    @Test
    void shouldTakeOneScope() {
        // When
        List<String> chosen = chosen(null, "park:nanhai/industry:C36");

        // Then
        assertThat(chosen).containsExactly("loan-balance@park:nanhai/industry:C36");
    }

    private static List<String> chosen(@Nullable Measure measure, @Nullable String scope) {
        return new KpiSelection(measure, scope)
                .of(KPIS).stream().map(kpi -> kpi.series().toString()).toList();
    }

    private static Kpi kpi(Measure measure, Scope scope) {
        return new Kpi(new Series(measure, scope), 1L, null, null);
    }
}

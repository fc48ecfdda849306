package org.zonepulse.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;

class KpiStateTest {

    private static final String BALANCE = "loan-balance@zone";
    private static final String NANHAI = "loan-balance@park:nanhai";

    private final HandBuilt cuts = new HandBuilt();

    @Test
    void shouldSumFlowsUpToTheEndOfAnyDay() {
        // Given
        KpiState state = cuts.flow(BALANCE, "2022-03-10", 100)
                .flow(BALANCE, "2022-05-31", -30)
                .flow(BALANCE, "2024-02-01", 7)
                .publish();

        // When, Then
        assertThat(HandBuilt.levels(
                        state,
                        BALANCE,
                        "2022-03-09",
                        "2022-03-10",
                        "2022-04-15",
                        "2022-05-30",
                        "2022-05-31",
                        "2023-12-31",
                        "2024-02-01",
                        "2030-01-01"))
                .isEqualTo(Map.of(
                        "2022-03-09", 0L,
                        "2022-03-10", 100L,
                        "2022-04-15", 100L,
                        "2022-05-30", 100L,
                        "2022-05-31", 70L,
                        "2023-12-31", 70L,
                        "2024-02-01", 77L,
                        "2030-01-01", 77L));
    }

    @Test
    void shouldGoOnSayingWhatItSaidWhateverIsPublishedMeanwhile() {
        // Given
        KpiState first = cuts.flow(BALANCE, "2023-01-01", 100)
                .anomaly("E1", "loan:L1", "LOAN_OVERDRAWN")
                .publish();

        // When
        KpiState second = cuts.flow(BALANCE, "2023-02-02", 5)
                .flow(NANHAI, "2023-02-02", 5)
                .anomaly("E2", "loan:L2", "LOAN_OVERDRAWN")
                .publish();

        // Then
        assertThat(first.cut()).map(PublishedCut::number).contains(1L);
        assertThat(first.current()).map(Kpi::amount).containsExactly(100L);
        assertThat(HandBuilt.levels(first, BALANCE, "2023-12-31")).containsValue(100L);
        assertThat(first.scopes(Measure.LOAN_BALANCE)).containsExactly(Scope.ZONE);
        assertThat(first.openAnomalies()).isEqualTo(1);
        assertThat(second.current()).map(Kpi::amount).containsExactly(5L, 105L);
        assertThat(HandBuilt.levels(second, BALANCE, "2023-12-31")).containsValue(105L);
        assertThat(second.scopes(Measure.LOAN_BALANCE)).containsExactly(Scope.park("nanhai"), Scope.ZONE);
        assertThat(second.openAnomalies()).isEqualTo(2);
    }

    @Test
    void shouldTellWhatHasChangedSinceACut() {
        // Given
        cuts.flow(BALANCE, "2023-01-01", 100).flow(NANHAI, "2023-01-01", 100).publish();
        cuts.flow(BALANCE, "2023-01-02", 1).publish();
        KpiState state = cuts.flow("loan-repaid@zone", "2023-01-03", 2).publish();

        // When
        List<String> sinceFirst = changed(state, 1);
        List<String> sinceSecond = changed(state, 2);

        // Then
        assertThat(sinceFirst).containsExactly(BALANCE, "loan-repaid@zone");
        assertThat(sinceSecond).containsExactly("loan-repaid@zone");
        assertThat(changed(state, 0)).hasSize(3);
        assertThat(changed(state, 3)).isEmpty();
    }

    private static List<String> changed(KpiState state, long since) {
        return state.changedSince(since).map(kpi -> kpi.series().toString()).toList();
    }
}

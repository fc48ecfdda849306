package org.zonepulse.kpi.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.AnomalyCode;

class AnomalyChangeTest {

    @Test
    void shouldTellWhatIsNewAndWhatIsGone() {
        // Given
        Anomaly before = anomaly(AnomalyCode.LOAN_OVERPAID, AnomalyCode.CONTRADICTORY_EVENTS);
        Anomaly after = anomaly(AnomalyCode.CONTRADICTORY_EVENTS, AnomalyCode.LOAN_OVERDRAWN);

        // When
        AnomalyChange change = new AnomalyChange(before, after);

        // Then
        assertThat(change.opened()).containsExactly(AnomalyCode.LOAN_OVERDRAWN);
        assertThat(change.resolved()).containsExactly(AnomalyCode.LOAN_OVERPAID);
    }

    @Test
    void shouldOpenAllOfOneThatIsNewAndResolveAllOfOneThatIsGone() {
        // Given
        Anomaly anomaly = anomaly(AnomalyCode.LOAN_OVERPAID);

        // Then
        assertThat(new AnomalyChange(null, anomaly).opened()).containsExactly(AnomalyCode.LOAN_OVERPAID);
        assertThat(new AnomalyChange(anomaly, null).resolved()).containsExactly(AnomalyCode.LOAN_OVERPAID);
        assertThat(new AnomalyChange(anomaly, null).opened()).isEmpty();
    }

    private static Anomaly anomaly(AnomalyCode... codes) {
        List<Anomaly.Finding> findings = Stream.of(codes)
                .map(code -> new Anomaly.Finding(code, List.of()))
                .toList();
        return new Anomaly("91350100M000100Y43", new Subject(Subject.Kind.LOAN, "L-1"), findings);
    }
}

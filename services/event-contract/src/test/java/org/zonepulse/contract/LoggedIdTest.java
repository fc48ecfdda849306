package org.zonepulse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zonepulse.ledger.event.Acceptance;

class LoggedIdTest {

    @ParameterizedTest
    @CsvSource({"AMR-2023-000001,AMR-2023-000001", "佛山-1,佛山-1", "'a b',a?b", "'a\nERROR b',a?ERROR?b", "'a\u202Eb',a?b"
    })
    void shouldLeaveNothingUnseen(String id, String logged) {
        assertThat(LoggedId.of(id)).isEqualTo(logged);
    }

    @Test
    void shouldBeNoLongerThanAnAcceptedId() {
        assertThat(LoggedId.of("x".repeat(10_000))).hasSize(Acceptance.MAX_ID);
    }
}

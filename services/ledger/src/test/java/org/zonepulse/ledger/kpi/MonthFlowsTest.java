package org.zonepulse.ledger.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A month's flows are those of its days, without zeros, in order, whatever came first. */
class MonthFlowsTest {

    @Test
    void shouldBeTheSameWhateverCameFirst() {
        // Given
        MonthFlows one = flows(31, 5, 1, -2, 15, 7);
        MonthFlows other = flows(15, 3, 31, 5, 15, 4, 1, -2);

        // Then
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString("{1=-2, 15=7, 31=5}");
    }

    @Test
    void shouldForgetADayThatCancelsOut() {
        // Given
        MonthFlows flows = flows(1, 5, 2, 3);

        // When
        flows.add(1, -5);
        flows.add(9, 0);

        // Then
        assertThat(flows).isEqualTo(flows(2, 3));
        assertThat(flows.amountOn(1)).isZero();
    }

    @Test
    void shouldSumUpToADayThatIsIncluded() {
        // Given
        MonthFlows flows = flows(1, 1, 15, 10, 31, 100);

        // Then
        assertThat(flows.sumUntil(14)).isEqualTo(1);
        assertThat(flows.sumUntil(15)).isEqualTo(11);
        assertThat(flows.sum()).isEqualTo(111);
    }

    @Test
    void shouldLeaveOutDaysWithoutFlowOfAWholeMonth() {
        // Given
        long[] amounts = new long[40];
        amounts[3] = 7;
        amounts[4] = -2;
        amounts[34] = 5;
        amounts[35] = 9;

        // When
        MonthFlows month = MonthFlows.of(amounts, 4);

        // Then
        assertThat(month).isEqualTo(flows(1, -2, 31, 5));
        assertThat(MonthFlows.of(amounts, 5)).isEqualTo(flows(30, 5, 31, 9));
        assertThat(MonthFlows.of(new long[31], 0)).isEqualTo(new MonthFlows());
    }

    @Test
    void shouldHoldAMonthAtMost() {
        // Given
        MonthFlows flows = new MonthFlows();

        // When
        for (int i = 0; i < 10_000; i++) {
            flows.add(i % 31 + 1, 1);
        }

        // Then
        assertThat(flows.size()).isEqualTo(31);
        assertThat(flows.sum()).isEqualTo(10_000);
    }

    @Test
    void shouldNotFollowItsCopy() {
        // Given
        MonthFlows flows = flows(1, 1);

        // When
        flows.copy().add(1, 1);

        // Then
        assertThat(flows).isEqualTo(flows(1, 1));
    }

    /** Day, amount, day, amount … */
    static MonthFlows flows(int... daysAndAmounts) {
        MonthFlows flows = new MonthFlows();
        for (int i = 0; i < daysAndAmounts.length; i += 2) {
            flows.add(daysAndAmounts[i], daysAndAmounts[i + 1]);
        }
        return flows;
    }
}

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
        long[] amounts = new long[31];
        amounts[0] = -2;
        amounts[30] = 5;

        // When
        MonthFlows month = MonthFlows.of(amounts);

        // Then
        assertThat(month).isEqualTo(flows(1, -2, 31, 5));
        assertThat(MonthFlows.of(new long[31])).isEqualTo(new MonthFlows());
    }

    @Test
    void shouldComeToTheSameByAllDaysAtOnce() {
        // Given
        MonthFlows flows = flows(1, 5, 2, 3, 31, 1);

        // When
        flows.addAll(flows(1, -5, 3, 4, 31, 1));
        MonthFlows other = new MonthFlows();
        other.addAll(flows);

        // Then
        assertThat(flows).isEqualTo(flows(2, 3, 3, 4, 31, 2));
        assertThat(other).isEqualTo(flows);
        other.add(2, 1);
        assertThat(flows.amountOn(2)).isEqualTo(3);
    }

    @Test
    void shouldComeToTheOtherByTheDifference() {
        // Given
        MonthFlows before = flows(1, 5, 2, 3);
        MonthFlows after = flows(2, 3, 3, 4);

        // When
        MonthFlows difference = before.differenceTo(after);

        // Then
        assertThat(difference).isEqualTo(flows(1, -5, 3, 4));
        assertThat(new MonthFlows().differenceTo(after)).isEqualTo(after);
        assertThat(before.differenceTo(new MonthFlows())).isEqualTo(flows(1, -5, 2, -3));
        assertThat(before.differenceTo(before).isEmpty()).isTrue();
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

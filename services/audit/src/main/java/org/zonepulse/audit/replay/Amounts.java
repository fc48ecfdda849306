package org.zonepulse.audit.replay;

import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.Kpi;

/**
 * What a KPI amounts to.
 *
 * @param amount in the measure's unit: a count, minor units of money, millionths, months; null where it has no value
 * @param numerator of a ratio, exact; else null
 * @param denominator of a ratio, exact; else null
 */
public record Amounts(
        @Nullable Long amount,
        @Nullable Long numerator,
        @Nullable Long denominator) {

    /** Of a KPI that nothing was ever said of. */
    public static final Amounts NOTHING = new Amounts(null, null, null);

    /** What a KPI amounts to. */
    public static Amounts of(Kpi kpi) {
        return new Amounts(kpi.amount(), kpi.numerator(), kpi.denominator());
    }

    /**
     * Whether both say the same. A series whose flows have all gone is told as 0 by whoever saw them, and not at all by
     * whoever didn't.
     */
    public boolean saysTheSameAs(Amounts other) {
        return equals(other) || (isNothing() && other.isNothing());
    }

    private boolean isNothing() {
        return (amount == null || amount == 0) && numerator == null && denominator == null;
    }
}

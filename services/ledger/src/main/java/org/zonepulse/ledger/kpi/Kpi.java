package org.zonepulse.ledger.kpi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Series;

/**
 * The value of a KPI.
 *
 * @param series measure and scope
 * @param amount in the measure's unit (count, minor units of money, millionths, months); null where it has no value
 * @param numerator of a ratio, exact; else null
 * @param denominator of a ratio, exact; else null
 */
public record Kpi(
        Series series,
        @Nullable Long amount,
        @Nullable Long numerator,
        @Nullable Long denominator) {
    public Kpi {
        Objects.requireNonNull(series, "series");
    }

    static Kpi of(Series series, long amount) {
        return new Kpi(series, amount, null, null);
    }

    static Kpi none(Series series) {
        return new Kpi(series, null, null, null);
    }
}

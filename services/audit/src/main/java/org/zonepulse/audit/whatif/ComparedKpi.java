package org.zonepulse.audit.whatif;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Series;

/**
 * A KPI as it was published, beside what it would be.
 *
 * @param series the KPI
 * @param live as published
 * @param other under the alternative
 */
public record ComparedKpi(Series series, Amounts live, Amounts other) {
    public ComparedKpi {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(live, "live");
        Objects.requireNonNull(other, "other");
    }

    /** Whether they differ. */
    public boolean differs() {
        return !live.saysTheSameAs(other);
    }

    /**
     * By how much the other is more, in the measure's unit; null where one of them has no value. A sum of which nothing was
     * ever said is 0.
     */
    public @Nullable Long difference() {
        Long from = amountOf(live);
        Long to = amountOf(other);
        return from == null || to == null ? null : Long.valueOf(to - from);
    }

    private @Nullable Long amountOf(Amounts amounts) {
        Measure.Kind kind = series.measure().kind();
        boolean hasNone = amounts.amount() == null;
        return hasNone && (kind.isSummed() || kind == Measure.Kind.COUNT_OF_SCOPES)
                ? Long.valueOf(0)
                : amounts.amount();
    }
}

package org.zonepulse.audit.asof;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.ledger.measure.Series;

/**
 * What a KPI of a day was, and is.
 *
 * @param series the KPI
 * @param said by what was known then
 * @param known by what is known now
 */
public record KpiAtBothTimes(Series series, Amounts said, Amounts known) {
    public KpiAtBothTimes {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(said, "said");
        Objects.requireNonNull(known, "known");
    }

    /** Whether it is another now. */
    public boolean differs() {
        return !said.saysTheSameAs(known);
    }

    /** By how much it is more now; null if it has no value at one of both times. A sum that nothing was known of is 0. */
    public @Nullable Long difference() {
        boolean isSum = series.measure().kind().isSummed();
        Long before = said.amount() == null && isSum ? Long.valueOf(0) : said.amount();
        Long after = known.amount() == null && isSum ? Long.valueOf(0) : known.amount();
        return before == null || after == null ? null : after - before;
    }
}

package org.zonepulse.feed.http;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.KpiState;
import org.zonepulse.ledger.kpi.Formulas;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Series;

/** Finds the values of one state that are asked for. */
final class KpiSelection {

    private static final LocalDate BEFORE_ALL = LocalDate.of(1, 1, 1);

    private final KpiState state;
    private final @Nullable LocalDate day;

    /** @param day null for the open business day */
    KpiSelection(KpiState state, @Nullable LocalDate day) {
        this.state = state;
        this.day = day == null ? state.businessDay().orElse(null) : day;
    }

    /** The day that values are of; null before the first business day. */
    @Nullable LocalDate day() {
        return day;
    }

    /** All values that the filter accepts, in order of their names. */
    List<KpiRow> rows(KpiFilter filter, boolean compared) {
        LocalDate of = day;
        if (of == null) {
            return List.of();
        }
        Map<Series, Kpi> before = new HashMap<>();
        if (compared) {
            state.asOf(of.minusYears(1)).forEach(kpi -> before.put(kpi.series(), kpi));
        }
        return all(of).stream()
                .filter(kpi -> filter.accepts(kpi.series()))
                .map(kpi -> compared
                        ? new KpiRow(kpi, before.getOrDefault(kpi.series(), nothing(kpi.series())))
                        : KpiRow.of(kpi))
                .toList();
    }

    /** The value of one series, beside that of a year before. */
    KpiRow row(Series series) {
        LocalDate of = day;
        if (of == null) {
            return KpiRow.of(nothing(series));
        }
        Kpi now = isToday(of) ? state.current(series).orElseGet(() -> state.asOf(series, of)) : state.asOf(series, of);
        return new KpiRow(now, state.asOf(series, of.minusYears(1)));
    }

    private Collection<Kpi> all(LocalDate of) {
        return isToday(of) ? state.current() : state.asOf(of);
    }

    private boolean isToday(LocalDate of) {
        return state.businessDay().filter(of::equals).isPresent();
    }

    /** The value of a series that has had no flows: 0, or none where a formula gives none. */
    private Kpi nothing(Series series) {
        return series.measure().kind().isSummed()
                ? new Kpi(series, 0L, null, null)
                : Formulas.value(series, state.levels(BEFORE_ALL));
    }
}

package org.zonepulse.feed;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.zonepulse.ledger.kpi.Levels;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/**
 * The dated flows of all series as one cut has them: from these the value of any day follows. Immutable, so that any number
 * of readers share it; the next cut's shares with it all series that haven't changed.
 */
final class DatedFlows {

    static final DatedFlows NONE = new DatedFlows(Map.of(), Map.of());

    private final Map<Series, OfSeries> bySeries;
    private final Map<Measure, Set<Scope>> scopes;

    private DatedFlows(Map<Series, OfSeries> bySeries, Map<Measure, Set<Scope>> scopes) {
        this.bySeries = bySeries;
        this.scopes = scopes;
    }

    /** The flows of one series, with the level at the end of each month that has any. */
    private static final class OfSeries {
        private final int[] months;
        private final MonthFlows[] flows;
        private final long[] levels;

        private OfSeries(NavigableMap<Integer, MonthFlows> byMonth) {
            months = new int[byMonth.size()];
            flows = new MonthFlows[months.length];
            levels = new long[months.length];
            int at = 0;
            long level = 0;
            for (Map.Entry<Integer, MonthFlows> month : byMonth.entrySet()) {
                level += month.getValue().sum();
                months[at] = month.getKey();
                flows[at] = month.getValue();
                levels[at++] = level;
            }
        }

        private long level(LocalDate day) {
            int found = Arrays.binarySearch(months, MonthKey.monthOf(day));
            int at = found < 0 ? -found - 1 : found;
            long before = at == 0 ? 0 : levels[at - 1];
            return found < 0 ? before : before + flows[at].sumUntil(day.getDayOfMonth());
        }
    }

    /**
     * These flows, with some series' in place of what they were.
     *
     * @param changed the series' months by number; nobody changes a month's flows any more
     */
    DatedFlows with(Map<Series, NavigableMap<Integer, MonthFlows>> changed) {
        Map<Series, OfSeries> all = new HashMap<>(bySeries);
        boolean known = true;
        for (Map.Entry<Series, NavigableMap<Integer, MonthFlows>> series : changed.entrySet()) {
            known &= all.put(series.getKey(), new OfSeries(series.getValue())) != null;
        }
        return new DatedFlows(all, known ? scopes : scopesOf(all.keySet()));
    }

    private static Map<Measure, Set<Scope>> scopesOf(Collection<Series> series) {
        Map<Measure, Set<Scope>> scopes = new EnumMap<>(Measure.class);
        for (Series each : series) {
            scopes.computeIfAbsent(each.measure(), _ -> new HashSet<>()).add(each.scope());
        }
        return scopes;
    }

    /** All series that have ever had a flow. */
    Set<Series> series() {
        return bySeries.keySet();
    }

    /** The first month in which any of some series has a flow. */
    Optional<YearMonth> firstMonth(Collection<Series> of) {
        int first = Integer.MAX_VALUE;
        for (Series series : of) {
            OfSeries flows = bySeries.get(series);
            if (flows != null && flows.months.length > 0) {
                first = Math.min(first, flows.months[0]);
            }
        }
        return first == Integer.MAX_VALUE
                ? Optional.empty()
                : Optional.of(YearMonth.of(Math.floorDiv(first, 12), Math.floorMod(first, 12) + 1));
    }

    /** The levels at the end of a day. */
    Levels at(LocalDate day) {
        return new Levels() {
            @Override
            public long of(Series series) {
                OfSeries flows = bySeries.get(series);
                return flows == null ? 0 : flows.level(day);
            }

            @Override
            public Set<Scope> scopes(Measure measure) {
                return scopes.getOrDefault(measure, Set.of());
            }
        };
    }
}

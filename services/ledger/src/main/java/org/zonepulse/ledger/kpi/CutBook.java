package org.zonepulse.ledger.kpi;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/**
 * Sums the flows of all partitions over partitions and scopes, keeps the KPIs of the open business day, and tells what
 * has changed since the last cut. A partition's flows come as the whole of a month and replace what it said before, so
 * hearing the same again changes nothing.
 */
public final class CutBook {

    /**
     * What a cut publishes.
     *
     * @param values the KPIs that differ from the cut before, in order of their names
     * @param months the months that have changed, with all their flows, in no order
     */
    public record Changes(List<Kpi> values, List<Map.Entry<MonthKey, MonthFlows>> months) {
        public Changes {
            values = List.copyOf(values);
            months = List.copyOf(months);
        }
    }

    private final FlowBook flows;
    private final Map<Series, Long> levels = new HashMap<>();
    private final Map<Series, Kpi> published = new HashMap<>();
    private final Set<MonthKey> changedMonths = new HashSet<>();
    private final Set<Series> changedLevels = new HashSet<>();
    private @Nullable LocalDate today;

    private final Levels current = new Levels() {
        @Override
        public long of(Series series) {
            return levels.getOrDefault(series, 0L);
        }

        @Override
        public Set<Scope> scopes(Measure measure) {
            return flows.scopes(measure);
        }
    };

    /** An empty book. */
    public CutBook() {
        this(new FlowBook());
    }

    /**
     * A book that goes on from flows of before, none of which counts as changed.
     *
     * @param flows become the book's own
     */
    public CutBook(FlowBook flows) {
        this.flows = flows;
    }

    /**
     * Replaces one partition's flows of a series in a month.
     *
     * @param key a series in the narrowest scope
     * @param before what the partition had said; empty if nothing
     * @param after what it says now
     */
    public void replace(MonthKey key, MonthFlows before, MonthFlows after) {
        MonthFlows difference = before.differenceTo(after);
        if (difference.isEmpty()) {
            return;
        }
        int past = pastDays(key.month());
        boolean counts = difference.day(0) <= past;
        long counted = difference.sumUntil(past);
        flows.addRolledUp(key, difference, month -> {
            changedMonths.add(month);
            if (counts) {
                levels.merge(month.series(), counted, Long::sum);
                changedLevels.add(month.series());
            }
        });
    }

    /**
     * Adds flows to all that was said before.
     *
     * @param more the difference, {@linkplain FlowSums#rollUp() rolled up}
     */
    public void addAll(FlowSums more) {
        more.forEachSeries((series, months) -> {
            long[] counted = {0};
            flows.add(series, months, (month, difference) -> {
                int past = pastDays(month);
                if (difference.day(0) <= past) {
                    counted[0] += difference.sumUntil(past);
                    changedLevels.add(series);
                }
                changedMonths.add(new MonthKey(series, month));
            });
            if (counted[0] != 0) {
                levels.merge(series, counted[0], Long::sum);
            }
        });
    }

    /** The last day of a month that has come; 0 if none has. */
    private int pastDays(int month) {
        if (today == null) {
            return 0;
        }
        int current = MonthKey.monthOf(today);
        return month < current ? MonthFlows.DAYS : month == current ? today.getDayOfMonth() : 0;
    }

    /**
     * Opens a business day. Days only go forward: opening an earlier one changes nothing.
     *
     * @return whether it is later than the day that was open
     */
    public boolean open(LocalDate day) {
        LocalDate before = today;
        if (before != null && !day.isAfter(before)) {
            return false;
        }
        today = day;
        for (Series series : flows.series()) {
            long flow = before == null ? flows.level(series, day) : flowSince(series, before, day);
            if (flow != 0) {
                levels.merge(series, flow, Long::sum);
            }
            if (flow != 0 || before == null) {
                changedLevels.add(series);
            }
        }
        return true;
    }

    /** The flow between two days, reading only the months between them. */
    private long flowSince(Series series, LocalDate after, LocalDate until) {
        int first = MonthKey.monthOf(after);
        int last = MonthKey.monthOf(until);
        NavigableMap<Integer, MonthFlows> months = flows.months(series).subMap(first, true, last, true);
        long flow = 0;
        for (Map.Entry<Integer, MonthFlows> month : months.entrySet()) {
            flow += month.getKey() < last
                    ? month.getValue().sum()
                    : month.getValue().sumUntil(until.getDayOfMonth());
            flow -= month.getKey() == first ? month.getValue().sumUntil(after.getDayOfMonth()) : 0;
        }
        return flow;
    }

    /** The open business day; null before the first. */
    public @Nullable LocalDate today() {
        return today;
    }

    /** Whether a cut would publish anything. */
    public boolean isChanged() {
        return !changedMonths.isEmpty() || !changedLevels.isEmpty();
    }

    /** What has changed since this was last asked; from then on it counts as published. */
    public Changes takeChanges() {
        List<Kpi> values = new ArrayList<>();
        if (today != null) {
            for (Series series : changedLevels) {
                publish(Formulas.value(series, current), values);
            }
            Formulas.all(current).forEach(kpi -> publish(kpi, values));
        }
        values.sort(Comparator.comparing(kpi -> kpi.series().toString()));
        List<Map.Entry<MonthKey, MonthFlows>> months = new ArrayList<>(changedMonths.size());
        for (MonthKey key : changedMonths) {
            months.add(Map.entry(
                    key, Objects.requireNonNull(flows.months(key.series()).get(key.month()), "a changed month")));
        }
        changedMonths.clear();
        changedLevels.clear();
        return new Changes(values, months);
    }

    private void publish(Kpi kpi, List<Kpi> values) {
        if (!kpi.equals(published.put(kpi.series(), kpi))) {
            values.add(kpi);
        }
    }

    /** The daily flows in all scopes. */
    public FlowBook flows() {
        return flows;
    }

    /** The levels at the end of the open business day; zeros before the first. */
    public Levels levels() {
        return current;
    }
}

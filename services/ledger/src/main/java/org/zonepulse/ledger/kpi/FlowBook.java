package org.zonepulse.ledger.kpi;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** The daily flows of all series, by month; from them the level of any series at the end of any day. */
public final class FlowBook {

    private final Map<Series, NavigableMap<Integer, MonthFlows>> months = new HashMap<>();
    private final Map<Scope, List<Scope>> rollUps = new HashMap<>();
    private final Map<Measure, Set<Scope>> scopes = new EnumMap<>(Measure.class);

    /**
     * Adds to the flows of a month.
     *
     * @param more stays the caller's
     */
    void add(MonthKey key, MonthFlows more) {
        monthsOf(key.series())
                .computeIfAbsent(key.month(), _ -> new MonthFlows())
                .addAll(more);
    }

    /**
     * Adds to the flows of a series, and tells what is added.
     *
     * @param more whose months become the book's own
     */
    void add(Series series, FlowSums.Months more, FlowSums.MonthSink added) {
        NavigableMap<Integer, MonthFlows> known = monthsOf(series);
        more.forEach((month, flows) -> {
            added.take(month, flows);
            MonthFlows before = known.putIfAbsent(month, flows);
            if (before != null) {
                before.addAll(flows);
            }
        });
    }

    /**
     * Adds to the flow of a day.
     *
     * @return the month's flows, which remain the book's own
     */
    public MonthFlows add(MonthKey key, int dayOfMonth, long amount) {
        MonthFlows flows = monthsOf(key.series()).computeIfAbsent(key.month(), _ -> new MonthFlows());
        flows.add(dayOfMonth, amount);
        return flows;
    }

    /** Puts a month's flows in place of those before. */
    public void replace(MonthKey key, MonthFlows flows) {
        monthsOf(key.series()).put(key.month(), flows);
    }

    /**
     * Replaces a part's flows of a series in a month, in all scopes that it belongs to.
     *
     * @param key a series in the narrowest scope
     * @param before what was said of that part before; empty if nothing
     * @param after what is said now
     */
    public void replace(MonthKey key, MonthFlows before, MonthFlows after) {
        MonthFlows difference = before.differenceTo(after);
        if (!difference.isEmpty()) {
            addRolledUp(key, difference, _ -> {});
        }
    }

    /**
     * Adds to the flows of a month in all scopes that a series belongs to.
     *
     * @param key a series in the narrowest scope
     * @param added is told each month that was added to
     */
    void addRolledUp(MonthKey key, MonthFlows more, Consumer<MonthKey> added) {
        for (Scope scope : rollUps.computeIfAbsent(key.series().scope(), Scope::rollUps)) {
            MonthKey month = new MonthKey(new Series(key.series().measure(), scope), key.month());
            add(month, more);
            added.accept(month);
        }
    }

    private NavigableMap<Integer, MonthFlows> monthsOf(Series series) {
        return months.computeIfAbsent(series, each -> {
            scopes.computeIfAbsent(each.measure(), _ -> new HashSet<>()).add(each.scope());
            return new TreeMap<>();
        });
    }

    /** The months of a series that have ever had flows, by number. */
    public NavigableMap<Integer, MonthFlows> months(Series series) {
        return Collections.unmodifiableNavigableMap(months.getOrDefault(series, Collections.emptyNavigableMap()));
    }

    /** All series that have ever had a flow. */
    public Set<Series> series() {
        return Collections.unmodifiableSet(months.keySet());
    }

    /** The scopes in which a measure has ever had a flow. */
    public Set<Scope> scopes(Measure measure) {
        return Collections.unmodifiableSet(scopes.getOrDefault(measure, Set.of()));
    }

    /** The sum of a series' flows up to the end of a day. */
    public long level(Series series, LocalDate day) {
        int month = MonthKey.monthOf(day);
        NavigableMap<Integer, MonthFlows> ofSeries = months.getOrDefault(series, Collections.emptyNavigableMap());
        long level = 0;
        for (MonthFlows flows : ofSeries.headMap(month, false).values()) {
            level += flows.sum();
        }
        MonthFlows last = ofSeries.get(month);
        return last == null ? level : level + last.sumUntil(day.getDayOfMonth());
    }

    /** The sum of a series' flows from the day after one to the end of another. */
    public long flowBetween(Series series, LocalDate after, LocalDate until) {
        return level(series, until) - level(series, after);
    }

    /** The levels at the end of a day. */
    public Levels at(LocalDate day) {
        return new Levels() {
            @Override
            public long of(Series series) {
                return level(series, day);
            }

            @Override
            public Set<Scope> scopes(Measure measure) {
                return FlowBook.this.scopes(measure);
            }
        };
    }
}

package org.zonepulse.audit.asof;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.audit.replay.RefusedRecords;
import org.zonepulse.audit.replay.Replay;
import org.zonepulse.audit.replay.ReplayRules;
import org.zonepulse.ledger.kpi.FlowBook;
import org.zonepulse.ledger.kpi.Formulas;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;

/** Compares what was known of a day at two moments, by one replay that stops at the first of them. */
public final class BothTimes {

    private final AuditedLog log;
    private final CutHistory history;
    private final Zone zone;
    private final Odometer odometer;

    /** Comparisons of what stands in that log, by the cuts of that history. */
    public BothTimes(AuditedLog log, CutHistory history, Zone zone, Odometer odometer) {
        this.log = Objects.requireNonNull(log, "log");
        this.history = Objects.requireNonNull(history, "history");
        this.zone = Objects.requireNonNull(zone, "zone");
        this.odometer = Objects.requireNonNull(odometer, "odometer");
    }

    /**
     * Compares what was known at a moment with what is known now.
     *
     * @param date the day that it is known of
     * @param selection which KPIs are asked for
     * @param top how many events are kept; all are shown to the visitor
     * @throws LogIncomplete if there is no such cut, or the log ends before one
     */
    public Comparison compare(
            LocalDate date, KnownAt knownAt, Predicate<Series> selection, int top, EffectVisitor visitor) {
        Publications publications = new Publications(knownAt.cut(history).orElse(0L), history.latest(), history);
        PublishedCut then = publications.then;
        PublishedCut now = publications.now();
        EffectGathering gathering = new EffectGathering(selection, Math.toIntExact(date.toEpochDay()), top, visitor);
        ReplayRules rules = ReplayRules.live(zone, RefusedRecords.of(log));
        try (Replay replay = Replay.begin(log, rules, history.checkpoints(), gathering, odometer)) {
            replay.expect(now);
            if (then != null) {
                replay.advanceTo(then);
            }
            Levels said = Levels.of(replay.book().flows(), date, selection);
            gathering.begin();
            replay.advanceTo(now);
            Levels known = Levels.of(replay.book().flows(), date, selection);
            NavigableSet<Series> notAsPublished = new TreeSet<>(Series.CATALOGUE_ORDER);
            publications.compare(then, date, said, publications.thenValues, notAsPublished);
            publications.compare(now, date, known, publications.nowValues, notAsPublished);
            return new Comparison(
                    date,
                    then,
                    now,
                    history,
                    kpis(said, known),
                    gathering.events(),
                    gathering.largest(),
                    notAddingUp(said, known, gathering),
                    List.copyOf(notAsPublished),
                    replay.inputDifferences());
        }
    }

    private static List<KpiAtBothTimes> kpis(Levels said, Levels known) {
        NavigableSet<Series> all = new TreeSet<>(Series.CATALOGUE_ORDER);
        all.addAll(said.selected.keySet());
        all.addAll(known.selected.keySet());
        return all.stream()
                .map(series -> new KpiAtBothTimes(series, said.of(series), known.of(series)))
                .toList();
    }

    private static List<Series> notAddingUp(Levels said, Levels known, EffectGathering gathering) {
        NavigableSet<Series> sums = new TreeSet<>(Series.CATALOGUE_ORDER);
        sums.addAll(gathering.changed());
        known.selected.keySet().stream()
                .filter(series -> series.measure().kind().isSummed())
                .forEach(sums::add);
        List<Series> different = new ArrayList<>();
        for (Series series : sums) {
            Long effects = gathering.sumOf(series);
            if (known.sum(series) - said.sum(series) != (effects == null ? 0 : effects)) {
                different.add(series);
            }
        }
        return different;
    }

    /** What is known of the day at one moment. */
    private static final class Levels {
        private final SortedMap<Series, Amounts> selected = new TreeMap<>(Series.CATALOGUE_ORDER);
        private final Map<Series, Long> sums = new HashMap<>();

        static Levels of(FlowBook book, LocalDate date, Predicate<Series> selection) {
            Levels levels = new Levels();
            for (Series series : book.series()) {
                long level = book.level(series, date);
                levels.sums.put(series, level);
                if (selection.test(series)) {
                    levels.selected.put(series, new Amounts(level, null, null));
                }
            }
            for (Kpi kpi : Formulas.all(book.at(date))) {
                if (selection.test(kpi.series())) {
                    levels.selected.put(kpi.series(), Amounts.of(kpi));
                }
            }
            return levels;
        }

        Amounts of(Series series) {
            return selected.getOrDefault(series, Amounts.NOTHING);
        }

        long sum(Series series) {
            return sums.getOrDefault(series, 0L);
        }
    }

    /** What was published at both cuts. */
    private static final class Publications {
        private final Map<String, Amounts> nowValues = new HashMap<>();
        private Map<String, Amounts> thenValues = Map.of();
        private @Nullable PublishedCut then;
        private @Nullable PublishedCut now;

        Publications(long thenNumber, long nowNumber, CutHistory history) {
            history.each(cut -> {
                if (cut.number() > nowNumber) {
                    return;
                }
                nowValues.putAll(cut.changes());
                if (cut.number() == thenNumber) {
                    then = cut;
                    thenValues = Map.copyOf(nowValues);
                }
                if (cut.number() == nowNumber) {
                    now = cut;
                }
            });
            if (thenNumber != 0 && then == null) {
                throw new LogIncomplete("there is no cut " + thenNumber + ": the latest is " + nowNumber);
            }
        }

        PublishedCut now() {
            return Objects.requireNonNull(now, "the latest cut");
        }

        /** What was published is of the cut's own day: of another it says nothing. */
        void compare(
                @Nullable PublishedCut cut,
                LocalDate date,
                Levels levels,
                Map<String, Amounts> published,
                Collection<Series> different) {
            if (cut == null || !date.equals(cut.businessDay())) {
                return;
            }
            levels.selected.forEach((series, amounts) -> {
                if (!published.getOrDefault(series.toString(), Amounts.NOTHING).saysTheSameAs(amounts)) {
                    different.add(series);
                }
            });
        }
    }
}

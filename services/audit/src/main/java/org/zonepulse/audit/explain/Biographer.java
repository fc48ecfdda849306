package org.zonepulse.audit.explain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.audit.replay.RefusedRecords;
import org.zonepulse.audit.replay.Replay;
import org.zonepulse.audit.replay.ReplayRules;
import org.zonepulse.audit.replay.StepwiseFold;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.kpi.FlowBook;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.Entry;
import org.zonepulse.ledger.row.Evaluator;
import org.zonepulse.ledger.row.Flow;
import org.zonepulse.ledger.row.RowKey;
import org.zonepulse.ledger.story.Accounts;
import org.zonepulse.ledger.story.NameSpell;
import org.zonepulse.ledger.story.StageSteps;
import org.zonepulse.ledger.story.Standings;
import org.zonepulse.ledger.zone.Zone;

/** Tells the story of one enterprise. It reads that part of the log only that the enterprise's events lie in. */
public final class Biographer {

    private static final Comparator<SeenEvent> BY_BUSINESS_DATE = Comparator.comparing(
                    (SeenEvent seen) -> seen.event().occurredOn())
            .thenComparing(seen -> seen.event().fact().stream())
            .thenComparing(SeenEvent.BY_PLACE);

    private final AuditedLog log;
    private final CutHistory history;
    private final Zone zone;
    private final Odometer odometer;

    /** A biographer who reads in that log, by the cuts of that history. */
    public Biographer(AuditedLog log, CutHistory history, Zone zone, Odometer odometer) {
        this.log = Objects.requireNonNull(log, "log");
        this.history = Objects.requireNonNull(history, "history");
        this.zone = Objects.requireNonNull(zone, "zone");
        this.odometer = Objects.requireNonNull(odometer, "odometer");
    }

    /**
     * The story of an enterprise; without a fact if none is known.
     *
     * @param asOf the day that amounts are as of; null for the business day that was open at the cut
     * @param number the cut up to which the log is read; null for the latest
     * @throws LogIncomplete if there is no such cut, the log ends before it, or no day is named and none was open
     */
    public Biography of(String enterpriseId, @Nullable LocalDate asOf, @Nullable Long number) {
        PublishedCut cut = history.cut(number == null ? history.latest() : number);
        LocalDate day = Explainer.dayOf(asOf, cut);
        Sightings sightings = new Sightings();
        ReplayRules rules = new ReplayRules(
                zone, RefusedRecords.of(log), (_, event) -> event.enterpriseId().equals(enterpriseId));
        try (Replay replay = Replay.ofEnterprise(
                enterpriseId,
                log,
                rules,
                history.checkpoints(),
                (record, event, _) -> sightings.add(SeenEvent.of(record, event)),
                odometer)) {
            replay.expect(cut);
            replay.advanceTo(cut);
            return new Telling(enterpriseId, day, sightings).tell(cut, replay);
        }
    }

    /** The events as they came, each once; when a source wrote them down says nothing. */
    private static final class Sightings {
        private final Map<Object, SeenEvent> first = new LinkedHashMap<>();
        private final Map<Object, Integer> count = new HashMap<>();

        void add(SeenEvent seen) {
            first.putIfAbsent(contentOf(seen), seen);
            count.merge(contentOf(seen), 1, Integer::sum);
        }

        private static Object contentOf(SeenEvent seen) {
            Event event = seen.event();
            return List.of(event.source(), event.eventId(), event.occurredOn(), event.fact());
        }

        List<SeenEvent> byBusinessDate() {
            return first.values().stream().sorted(BY_BUSINESS_DATE).toList();
        }

        int repeatsOf(SeenEvent seen) {
            return count.getOrDefault(contentOf(seen), 1) - 1;
        }
    }

    /** One story being told. */
    private final class Telling {
        private final String enterpriseId;
        private final LocalDate asOf;
        private final int until;
        private final Sightings sightings;
        private final StepwiseFold fold = new StepwiseFold(zone);
        private final Map<SeenEvent, SortedMap<Series, Long>> effects = new LinkedHashMap<>();
        private final StageSteps stages = new StageSteps();

        Telling(String enterpriseId, LocalDate asOf, Sightings sightings) {
            this.enterpriseId = enterpriseId;
            this.asOf = asOf;
            this.until = Math.toIntExact(asOf.toEpochDay());
            this.sightings = sightings;
        }

        Biography tell(PublishedCut cut, Replay replay) {
            sightings.byBusinessDate().forEach(this::take);
            Standings standings = new Standings(
                    enterpriseId,
                    fold::row,
                    effects.keySet().stream()
                            .map(seen -> Entry.of(seen.event()))
                            .toList(),
                    fold.anomalies().values());
            List<Told> facts = new ArrayList<>();
            effects.forEach((seen, added) ->
                    facts.add(Told.of(seen, sightings.repeatsOf(seen), standings.of(Entry.of(seen.event())), added)));
            Evaluator evaluator = new Evaluator(zone, Definitions.STANDARD);
            Accounts accounts = new Accounts(enterpriseId, fold::row, evaluator, until);
            SortedMap<Series, Long> contributions = levels(replay.book().flows());
            return new Biography(
                    enterpriseId,
                    history,
                    cut,
                    asOf,
                    NameSpell.on(asOf, NameSpell.of(fold.row(RowKey.profile(enterpriseId)))),
                    facts,
                    stages.spells(),
                    evaluator.certificates(
                            fold.row(RowKey.certificates(enterpriseId)), fold.row(RowKey.profile(enterpriseId))),
                    subjects(Subject.Kind.LOAN, Subject.Kind.ORDER).stream()
                            .map(accounts::of)
                            .toList(),
                    contributions,
                    sorted(fold.anomalies().values()),
                    replay.inputDifferences(),
                    contributions.equals(sumOfEffects()));
        }

        private void take(SeenEvent seen) {
            SortedMap<Series, Long> added = new TreeMap<>(Series.CATALOGUE_ORDER);
            for (Flow flow : fold.take(seen.event())) {
                if (flow.day() <= until) {
                    added.merge(flow.series(), flow.amount(), Long::sum);
                }
                stages.add(flow);
            }
            added.values().removeIf(amount -> amount == 0);
            effects.put(seen, added);
        }

        private SortedMap<Series, Long> levels(FlowBook book) {
            SortedMap<Series, Long> levels = new TreeMap<>(Series.CATALOGUE_ORDER);
            for (Series series : book.series()) {
                long level = book.level(series, asOf);
                if (level != 0) {
                    levels.put(series, level);
                }
            }
            return levels;
        }

        private SortedMap<Series, Long> sumOfEffects() {
            SortedMap<Series, Long> sums = new TreeMap<>(Series.CATALOGUE_ORDER);
            for (SortedMap<Series, Long> added : effects.values()) {
                added.forEach((series, amount) -> {
                    for (Scope scope : series.scope().rollUps()) {
                        sums.merge(new Series(series.measure(), scope), amount, Long::sum);
                    }
                });
            }
            sums.values().removeIf(amount -> amount == 0);
            return sums;
        }

        private List<Subject> subjects(Subject.Kind... kinds) {
            List<Subject.Kind> wanted = List.of(kinds);
            return effects.keySet().stream()
                    .map(seen -> seen.event().fact().subject())
                    .filter(subject -> wanted.contains(subject.kind()))
                    .distinct()
                    .toList();
        }

        private static List<Anomaly> sorted(Collection<Anomaly> anomalies) {
            return anomalies.stream()
                    .sorted(Comparator.comparing(anomaly -> anomaly.subject().toString()))
                    .toList();
        }
    }
}

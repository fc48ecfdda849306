package org.zonepulse.audit.verify;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.Calendar;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.Extent;
import org.zonepulse.audit.replay.InputDifference;
import org.zonepulse.audit.replay.LetterDifference;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.audit.replay.RefusedRecords;
import org.zonepulse.audit.replay.Replay;
import org.zonepulse.audit.replay.ReplayRules;
import org.zonepulse.audit.replay.StatedZone;
import org.zonepulse.ledger.kpi.CutBook;
import org.zonepulse.ledger.kpi.FlowBook;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;

/**
 * Compares what was published with what the log comes to: every value and every daily flow of a cut, or of all cuts; the
 * digests of the input that cuts state; what the topics of values say with what the cuts say; dead letters with the records
 * that they are about; and, of the latest cut, open anomalies. For one use.
 */
public final class Verification {

    /** Differences that a report holds; beyond, they are only counted. */
    public static final int MOST_DIFFERENCES = 10_000;

    private static final MonthFlows NO_FLOWS = new MonthFlows();

    private final AuditedLog log;
    private final TopicPartition valueTopic;
    private final TopicPartition letterTopic;
    private final Zone zone;
    private final Odometer odometer;
    private final CutHistory history;
    private final Publications publications;
    private final PublishedAnomalies anomalies;
    private final Calendar calendar;
    private final ReplayRules rules;

    /** What was published last of each KPI, and by which cut, as far as the history has been gone through. */
    private final Map<String, Amounts> published = new HashMap<>();

    private final Map<String, Long> publishedBy = new HashMap<>();
    private final Set<LocalDate> unopened = new HashSet<>();
    private final List<Difference> differences = new ArrayList<>();
    private long allDifferences;
    private long valuesCompared;
    private long monthsCompared;
    private long daysCompared;
    private long monthsGone;
    private long valuesGone;
    private ZonesStated zones;
    private long cutsCompared;

    private Verification(AuditedLog log, CutHistory history, Zone zone, Odometer odometer) {
        this.log = log;
        this.valueTopic = new TopicPartition(log.edition().values().name(), 0);
        this.letterTopic = new TopicPartition(log.edition().deadLetters().name(), 0);
        this.history = history;
        this.zone = zone;
        this.odometer = odometer;
        // After the history, since the pipeline may go on meanwhile: what belongs to the history's cuts is there by
        // now.
        this.publications = Publications.of(log, zone);
        this.anomalies = PublishedAnomalies.of(log);
        this.calendar = Calendar.of(log);
        calendar.require(zone);
        this.zones = new ZonesStated(StatedZone.of(zone), 0, 0, 0);
        this.rules = ReplayRules.live(zone, RefusedRecords.of(log));
    }

    /**
     * Verifies.
     *
     * @param history of that log, looked through just now
     * @param zone the zone that the pipeline runs with
     * @throws LogIncomplete if the log doesn't hold what is needed
     */
    public static VerificationReport run(
            AuditedLog log, CutHistory history, Zone zone, Target target, Odometer odometer) {
        Verification verification = new Verification(log, history, zone, odometer);
        VerificationReport report = verification.of(target);
        if (!report.isEqual()) {
            log.requireIntact();
        }
        return report;
    }

    private VerificationReport of(Target target) {
        return switch (target) {
            case Target.Numbered(long number) -> one(number);
            case Target.All _ -> all();
        };
    }

    private VerificationReport one(long number) {
        List<PublishedCut> target = new ArrayList<>(1);
        Map<String, Amounts> then = new HashMap<>();
        goThroughHistory(each -> {
            if (each.number() == number && target.isEmpty()) {
                target.add(each);
                judgeZone(each);
                then.putAll(published);
            }
        });
        PublishedCut cut = target.isEmpty() ? history.cut(number) : target.getFirst();
        try (Replay replay = begin(cut)) {
            replay.advanceTo(cut);
            Map<String, Amounts> recomputed = values(replay.book().takeChanges());
            Set<String> kpis = new TreeSet<>(then.keySet());
            kpis.addAll(recomputed.keySet());
            Map<String, Difference.OfValue> parted = new TreeMap<>();
            for (String kpi : kpis) {
                Amounts said = then.getOrDefault(kpi, Amounts.NOTHING);
                Amounts found = recomputed.getOrDefault(kpi, Amounts.NOTHING);
                valuesCompared++;
                if (!said.saysTheSameAs(found)) {
                    parted.put(kpi, new Difference.OfValue(kpi, number, said, found, List.of()));
                }
            }
            List<Difference.OfFlows> flows = compareMonths(number, replay.book().flows());
            cutsCompared = 1;
            addInputDifferences(replay);
            locate(parted, flows, cut);
            return report(cut, replay);
        }
    }

    /** Of the cut that was asked for: a difference, which stands first since others may come of it. */
    private void judgeZone(PublishedCut cut) {
        if (!cut.zone().isStated()) {
            zones = zones.withUnstated();
        } else if (!cut.zone().equals(zones.used())) {
            allDifferences++;
            differences.addFirst(new Difference.OfZone(
                    cut.number(), cut.zone().toString(), zones.used().toString()));
        }
    }

    /** Each cut of the history, with what was published up to it; and what the topic of values says of it. */
    private void goThroughHistory(Consumer<PublishedCut> visitor) {
        publications.wrongRecords().forEach(this::add);
        history.damages().forEach(damage -> add(new Difference.OfHistory(history.latest(), damage)));
        history.each(cut -> {
            cut.changes().forEach((kpi, amounts) -> {
                published.put(kpi, amounts);
                publishedBy.put(kpi, cut.number());
            });
            comparePublished(cut);
            compareCount(cut);
            checkDay(cut);
            visitor.accept(cut);
        });
        long known = log.extent().map(Extent::newest).orElseGet(this::latestByNow);
        publications
                .valuesOutside(known)
                .forEach(value -> add(new Difference.OfPublication(
                        valueTopic, value.offset(), value.kpi(), value.cut(), value.said(), Amounts.NOTHING)));
        publications
                .monthsOutside(known)
                .forEach(month ->
                        add(new Difference.OfFlows(month.name(), month.cut(), month.flows(), NO_FLOWS, List.of())));
        log.extent()
                .ifPresent(
                        extent -> LaterRecords.wrong(extent, history, publications, published.keySet(), log.edition())
                                .forEach(this::add));
        compareLast();
    }

    /** What names a cut that the history doesn't have may have been published meanwhile. */
    private long latestByNow() {
        long[] last = {history.latest()};
        if (!publications.valuesOutside(last[0]).isEmpty()
                || !publications.monthsOutside(last[0]).isEmpty()) {
            history.eachLater(cut -> {
                last[0] = Math.max(last[0], cut.number());
                comparePublished(cut);
            });
        }
        return last[0];
    }

    /** Compaction takes records away; it adds none. */
    private void compareCount(PublishedCut cut) {
        int months = publications.months(cut.number()).size();
        if (months > cut.changedMonths()) {
            add(new Difference.OfHistory(
                    cut.number(),
                    months + " records say that they are flows of this cut, which published " + cut.changedMonths()));
        }
    }

    /** A record of the topic of values has to say what the cut that it names says. */
    private void comparePublished(PublishedCut cut) {
        for (Publications.Value value : publications.values(cut.number())) {
            Amounts inHistory = cut.changes().get(value.kpi());
            LocalDate day = cut.businessDay();
            if (inHistory == null || !inHistory.equals(value.said()) || !Objects.equals(day, value.asOf())) {
                add(new Difference.OfPublication(
                        valueTopic,
                        value.offset(),
                        value.kpi(),
                        cut.number(),
                        value.said(),
                        inHistory == null ? Amounts.NOTHING : inHistory));
            }
        }
    }

    /** The last record of each KPI has to be of the last cut that changed it. */
    private void compareLast() {
        publishedBy.forEach((kpi, cut) -> {
            Publications.Value last = publications.lastValues().get(kpi);
            if (last != null && last.cut() > history.latest() && log.extent().isPresent()) {
                valuesGone++;
            }
            if (last == null || last.cut() < cut) {
                add(new Difference.OfPublication(
                        valueTopic,
                        last == null ? -1 : last.offset(),
                        kpi,
                        cut,
                        last == null ? null : last.said(),
                        published.getOrDefault(kpi, Amounts.NOTHING)));
            }
        });
    }

    private void checkDay(PublishedCut cut) {
        LocalDate day = cut.businessDay();
        if (day != null && !calendar.wasOpened(zone, day) && unopened.add(day)) {
            add(new Difference.OfHistory(
                    cut.number(), "the business day " + day + " was never opened in the calendar"));
        }
    }

    private Replay begin(PublishedCut until) {
        Replay replay = Replay.begin(log, rules, history.checkpoints(), null, odometer);
        replay.expect(until);
        return replay;
    }

    private static Map<String, Amounts> values(CutBook.Changes changes) {
        Map<String, Amounts> values = new HashMap<>();
        for (Kpi kpi : changes.values()) {
            values.put(kpi.series().toString(), Amounts.of(kpi));
        }
        return values;
    }

    /** All months of flows as of a cut. */
    private List<Difference.OfFlows> compareMonths(long cut, FlowBook flows) {
        List<Difference.OfFlows> parted = new ArrayList<>();
        Set<String> recomputed = new TreeSet<>();
        for (Series series : flows.series()) {
            flows.months(series).forEach((month, found) -> {
                String name = new MonthKey(series, month).toString();
                recomputed.add(name);
                List<Publications.Month> all = publications.monthsByName().getOrDefault(name, List.of());
                Publications.Month said = lastUpTo(cut, all);
                if (said == null && !all.isEmpty()) {
                    monthsGone++;
                } else {
                    compareMonth(name, said == null ? cut : said.cut(), said, found, parted);
                }
            });
        }
        publications.monthsByName().forEach((name, all) -> {
            Publications.Month said = lastUpTo(cut, all);
            if (said != null && !recomputed.contains(name)) {
                compareMonth(name, said.cut(), said, NO_FLOWS, parted);
            }
        });
        return parted;
    }

    private static Publications.@Nullable Month lastUpTo(long cut, List<Publications.Month> months) {
        for (int i = months.size() - 1; i >= 0; i--) {
            if (months.get(i).cut() <= cut) {
                return months.get(i);
            }
        }
        return null;
    }

    private void compareMonth(
            String name,
            long cut,
            Publications.@Nullable Month said,
            MonthFlows found,
            List<Difference.OfFlows> parted) {
        monthsCompared++;
        daysCompared += found.size();
        MonthFlows flows = said == null ? NO_FLOWS : said.flows();
        if (!flows.equals(found)) {
            parted.add(new Difference.OfFlows(name, cut, said == null ? null : flows, found.copy(), List.of()));
        }
    }

    /** Goes through all cuts once more, to tell at which of them those differences began, and what to look at. */
    private void locate(Map<String, Difference.OfValue> values, List<Difference.OfFlows> flows, PublishedCut until) {
        if (values.isEmpty() && flows.isEmpty()) {
            return;
        }
        Map<String, Difference.OfValue> open = new TreeMap<>(values);
        Map<Long, List<Range>> input = new HashMap<>();
        Map<String, Amounts> said = new HashMap<>();
        Map<String, Amounts> found = new HashMap<>();
        Map<TopicPartition, Long> before = new HashMap<>();
        try (Replay replay = begin(until)) {
            history.each(cut -> {
                if (cut.number() > until.number()) {
                    return;
                }
                replay.advanceTo(cut);
                said.putAll(cut.changes());
                found.putAll(values(replay.book().takeChanges()));
                List<Range> ranges = Range.between(before, cut);
                before.putAll(cut.until());
                input.put(cut.number(), ranges);
                open.values().removeIf(value -> {
                    Amounts then = said.getOrDefault(value.kpi(), Amounts.NOTHING);
                    Amounts log = found.getOrDefault(value.kpi(), Amounts.NOTHING);
                    boolean parts = !then.saysTheSameAs(log);
                    if (parts) {
                        add(new Difference.OfValue(
                                value.kpi(), cut.number(), value.published(), value.recomputed(), ranges));
                    }
                    return parts;
                });
            });
        }
        open.values().forEach(this::add);
        flows.forEach(each -> add(new Difference.OfFlows(
                each.month(),
                each.cut(),
                each.published(),
                each.recomputed(),
                input.getOrDefault(each.cut(), List.of()))));
    }

    private VerificationReport all() {
        PublishedCut latest = history.cut(history.latest());
        judgeZone(latest);
        Map<String, Amounts> recomputed = new HashMap<>();
        Map<TopicPartition, Long> before = new HashMap<>();
        Set<String> parted = new HashSet<>();
        try (Replay replay = begin(latest)) {
            goThroughHistory(cut -> {
                if (cut.number() < latest.number()) {
                    zones = zones.with(cut.number(), cut.zone());
                }
                replay.advanceTo(cut);
                Map<String, Amounts> news = values(replay.book().takeChanges());
                recomputed.putAll(news);
                List<Range> input = Range.between(before, cut);
                before.putAll(cut.until());
                Set<String> concerned = new TreeSet<>(news.keySet());
                concerned.addAll(cut.changes().keySet());
                for (String kpi : concerned) {
                    Amounts said = published.getOrDefault(kpi, Amounts.NOTHING);
                    Amounts found = recomputed.getOrDefault(kpi, Amounts.NOTHING);
                    valuesCompared++;
                    if (!said.saysTheSameAs(found) && parted.add(kpi)) {
                        add(new Difference.OfValue(kpi, cut.number(), said, found, input));
                    }
                }
                compareMonthsOf(cut, replay.book().flows(), input, parted);
                cutsCompared++;
            });
            for (Difference.OfFlows flows :
                    compareMonths(latest.number(), replay.book().flows())) {
                if (parted.add(flows.month())) {
                    add(flows);
                }
            }
            addInputDifferences(replay);
            return report(latest, replay);
        }
    }

    /** The months of flows that were published with a cut, as far as they are still there. */
    private void compareMonthsOf(PublishedCut cut, FlowBook flows, List<Range> input, Set<String> parted) {
        for (Publications.Month month : publications.months(cut.number())) {
            MonthFlows found = flows(month.name(), flows);
            monthsCompared++;
            daysCompared += found.size();
            if (!found.equals(month.flows()) && parted.add(month.name())) {
                add(new Difference.OfFlows(month.name(), cut.number(), month.flows(), found.copy(), input));
            }
        }
    }

    private static MonthFlows flows(String name, FlowBook flows) {
        MonthKey key = MonthKey.parse(name);
        return key == null ? NO_FLOWS : flows.months(key.series()).getOrDefault(key.month(), NO_FLOWS);
    }

    private void addInputDifferences(Replay replay) {
        for (InputDifference difference : replay.inputDifferences()) {
            add(new Difference.OfInput(
                    difference.cut(),
                    new Range(
                            difference.stated().partition(),
                            difference.from(),
                            difference.stated().nextOffset()),
                    difference.stated().digestText(),
                    difference.found()));
        }
    }

    private void add(Difference difference) {
        allDifferences++;
        if (differences.size() < MOST_DIFFERENCES) {
            differences.add(difference);
        }
    }

    /** What was refused is told by letters; a letter that isn't true excuses nothing. */
    private void addLetterDifferences(Replay replay) {
        RefusedRecords letters = rules.refused();
        letters.unreadable()
                .forEach(offset -> add(new Difference.OfRecord(letterTopic, offset, 0, "it is no dead letter")));
        for (LetterDifference difference : replay.letterDifferences()) {
            long cut = history.firstWith(difference.partition(), difference.offset())
                    .orElse(0);
            add(new Difference.OfRecord(letterTopic, difference.letter(), cut, difference.what()));
        }
    }

    /** What is open is told by a topic that knows no cuts: it can be compared with the latest alone. */
    private VerificationReport.@Nullable Anomalies compareAnomalies(PublishedCut cut, Replay replay) {
        return cut.number() < history.latest() || log.extent().isPresent()
                ? null
                : anomalies.compare(replay, cut.number(), this::add);
    }

    private VerificationReport report(PublishedCut cut, Replay replay) {
        addLetterDifferences(replay);
        anomalies.wrongRecords().forEach(this::add);
        VerificationReport.Anomalies anomaliesCompared = compareAnomalies(cut, replay);
        long refusedInSilence = replay.counts().acceptedThen();
        if (refusedInSilence > 0) {
            add(new Difference.OfHistory(
                    cut.number(),
                    refusedInSilence
                            + " records are refused here, of which the pipeline has no dead letter that fits"));
        }
        Map<TopicPartition, Long> until = cut.until();
        long ranges = history.checkpoints().entrySet().stream()
                .mapToLong(entry -> entry.getValue().stream()
                        .filter(each -> each.position().nextOffset() <= until.getOrDefault(entry.getKey(), 0L))
                        .count())
                .sum();
        return new VerificationReport(
                log.description(),
                log.edition(),
                zone.id(),
                cut.number(),
                cut.publishedAt(),
                cut.businessDay(),
                cutsCompared,
                valuesCompared,
                monthsCompared,
                daysCompared,
                monthsGone,
                valuesGone,
                ranges,
                anomaliesCompared,
                zones,
                replay.counts(),
                replay.positions(),
                differences,
                allDifferences);
    }
}

package org.zonepulse.audit.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.Bystander;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.audit.replay.RefusedRecords;
import org.zonepulse.audit.replay.Replay;
import org.zonepulse.audit.replay.ReplayRules;
import org.zonepulse.audit.whatif.WhatIfReport.Disagreement;
import org.zonepulse.contract.Parsed;
import org.zonepulse.eventlog.Partitioning;
import org.zonepulse.ledger.kpi.CutBook;
import org.zonepulse.ledger.kpi.FlowSums;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;

/**
 * Folds the log up to a cut twice in one pass: by the live rules, to see that it comes to what was published, and as the
 * alternative would have it. For one use.
 */
public final class WhatIf implements Bystander {

    private final AuditedLog log;
    private final ReplayRules live;
    private final Alternative alternative;
    private final Partitioning partitioning;
    private final Map<Integer, OtherFold> others = new ConcurrentHashMap<>();

    private WhatIf(AuditedLog log, ReplayRules live, Alternative alternative, Partitioning partitioning) {
        this.log = log;
        this.live = live;
        this.alternative = alternative;
        this.partitioning = partitioning;
    }

    /**
     * Compares what was published at a cut with what it would have been.
     *
     * @param liveZone the zone that the pipeline runs with
     * @param number the cut's
     * @throws LogIncomplete if the log doesn't hold what is needed
     */
    public static WhatIfReport run(
            AuditedLog log,
            CutHistory history,
            Zone liveZone,
            Alternative alternative,
            long number,
            Odometer odometer) {
        Map<String, Amounts> published = new TreeMap<>();
        PublishedCut cut = published(history, number, published);
        ReplayRules live = ReplayRules.live(liveZone, RefusedRecords.of(log));
        Partitioning partitioning = new Partitioning(partitions(log));
        WhatIf whatIf = new WhatIf(log, live, alternative, partitioning);
        try (Replay replay = Replay.beside(log, live, history.checkpoints(), whatIf, odometer)) {
            replay.expect(cut);
            replay.advanceTo(cut);
            return whatIf.report(cut, published, replay);
        }
    }

    private static int partitions(AuditedLog log) {
        Set<Integer> numbers = new HashSet<>();
        Replay.eventPartitions(log).forEach(partition -> numbers.add(partition.partition()));
        return numbers.size();
    }

    /** Gathers what cuts have said up to one of them, which is returned; in one reading, since their history is long. */
    static PublishedCut published(CutHistory history, long number, Map<String, Amounts> published) {
        List<PublishedCut> found = new ArrayList<>(1);
        history.each(cut -> {
            if (cut.number() <= number) {
                published.putAll(cut.changes());
            }
            if (cut.number() == number && found.isEmpty()) {
                found.add(cut);
            }
        });
        return found.isEmpty() ? history.cut(number) : found.getFirst();
    }

    /** All records of one partition number come from one thread, and so does their enterprises' fold. */
    @Override
    public void see(TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Parsed read) {
        others.computeIfAbsent(partition.partition(), _ -> new OtherFold(log, live, alternative, partitioning))
                .take(partition, record, read);
    }

    private WhatIfReport report(PublishedCut cut, Map<String, Amounts> published, Replay replay) {
        List<Disagreement> disagreements = disagreements(published, values(replay.book()));
        boolean sound = disagreements.isEmpty() && replay.inputDifferences().isEmpty();
        OtherCounts counts = OtherCounts.NONE;
        Set<Exclusion> unmet = new HashSet<>(alternative.exclusions().all());
        others.values().parallelStream().forEach(OtherFold::finish);
        for (OtherFold other : others.values()) {
            counts = counts.plus(other.counts());
            unmet.removeAll(other.found());
        }
        return new WhatIfReport(
                log.description(),
                alternative,
                cut.number(),
                cut.publishedAt(),
                cut.businessDay(),
                sound ? compare(published, values(otherBook(cut))) : List.of(),
                replay.counts(),
                counts,
                alternative.exclusions().all().stream().filter(unmet::contains).toList(),
                disagreements,
                replay.inputDifferences());
    }

    private CutBook otherBook(PublishedCut cut) {
        CutBook book = new CutBook();
        for (OtherFold other : others.values()) {
            FlowSums flows = other.takeFlows();
            flows.rollUp();
            book.addAll(flows);
        }
        if (cut.businessDay() != null) {
            book.open(cut.businessDay());
        }
        return book;
    }

    static Map<String, Amounts> values(CutBook book) {
        Map<String, Amounts> values = new HashMap<>();
        for (Kpi kpi : book.takeChanges().values()) {
            values.put(kpi.series().toString(), Amounts.of(kpi));
        }
        return values;
    }

    private static Set<String> names(Map<String, Amounts> some, Map<String, Amounts> others) {
        Set<String> names = new TreeSet<>(some.keySet());
        names.addAll(others.keySet());
        return names;
    }

    private static List<Disagreement> disagreements(Map<String, Amounts> published, Map<String, Amounts> recomputed) {
        List<Disagreement> disagreements = new ArrayList<>();
        for (String name : names(published, recomputed)) {
            Amounts said = published.getOrDefault(name, Amounts.NOTHING);
            Amounts found = recomputed.getOrDefault(name, Amounts.NOTHING);
            if (!said.saysTheSameAs(found)) {
                disagreements.add(new Disagreement(name, said, found));
            }
        }
        return disagreements;
    }

    /** What has another name than this version knows was published as nothing: else it would be a disagreement. */
    static List<ComparedKpi> compare(Map<String, Amounts> published, Map<String, Amounts> otherwise) {
        List<ComparedKpi> kpis = new ArrayList<>();
        for (String name : names(published, otherwise)) {
            Series series = Series.parse(name);
            if (series != null) {
                kpis.add(new ComparedKpi(
                        series,
                        published.getOrDefault(name, Amounts.NOTHING),
                        otherwise.getOrDefault(name, Amounts.NOTHING)));
            }
        }
        return kpis;
    }
}

package org.zonepulse.audit.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.CutHistory.Checkpoint;
import org.zonepulse.eventlog.Partitioning;
import org.zonepulse.ledger.kpi.CutBook;
import org.zonepulse.ledger.kpi.FlowSums;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * The log folded again from its beginning, up to one cut after another. It shares the ledger with the live pipeline, and
 * nothing else. Partitions are folded side by side; for the one who asks it is one thread's.
 */
public final class Replay implements AutoCloseable {

    private final List<PartitionReplay> shares;
    private final ReplayRules rules;
    private final ExecutorService workers;
    private final CutBook book = new CutBook();
    private final Odometer odometer;

    /** Whether all partitions are read, and not just one enterprise's. */
    private final boolean isWhole;

    private final Map<TopicPartition, Long> reached = new HashMap<>();

    private Replay(List<PartitionReplay> shares, ReplayRules rules, boolean isWhole, Odometer odometer) {
        this.shares = shares;
        this.rules = rules;
        this.isWhole = isWhole;
        this.odometer = odometer;
        this.workers = Executors.newFixedThreadPool(
                shares.size(), Thread.ofPlatform().name("replay-", 0).daemon().factory());
    }

    /**
     * Begins a replay before the first record.
     *
     * @param checkpoints digests that the log is to be compared with on the way
     * @param witness sees each event; null if nobody wants to, which is faster
     * @param odometer is told of each record
     * @throws LogIncomplete if an event topic or its beginning isn't there
     */
    public static Replay begin(
            AuditedLog log,
            ReplayRules rules,
            Map<TopicPartition, List<Checkpoint>> checkpoints,
            @Nullable Witness witness,
            Odometer odometer) {
        return begin(log, rules, checkpoints, witness, null, odometer);
    }

    /**
     * Begins a replay before the first record, which someone looks on at.
     *
     * @param checkpoints digests that the log is to be compared with on the way
     * @param bystander sees each record
     * @param odometer is told of each record
     * @throws LogIncomplete if an event topic or its beginning isn't there
     */
    public static Replay beside(
            AuditedLog log,
            ReplayRules rules,
            Map<TopicPartition, List<Checkpoint>> checkpoints,
            Bystander bystander,
            Odometer odometer) {
        return begin(log, rules, checkpoints, null, bystander, odometer);
    }

    private static Replay begin(
            AuditedLog log,
            ReplayRules rules,
            Map<TopicPartition, List<Checkpoint>> checkpoints,
            @Nullable Witness witness,
            @Nullable Bystander bystander,
            Odometer odometer) {
        List<TopicPartition> partitions = eventPartitions(log);
        int number = partitions.size() / TopicCatalogue.events().size();
        int threads = Math.min(number, Runtime.getRuntime().availableProcessors());
        List<PartitionReplay> shares = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                int share = i;
                List<TopicPartition> mine = partitions.stream()
                        .filter(partition -> partition.partition() % threads == share)
                        .toList();
                shares.add(new PartitionReplay(
                        log, mine, new Partitioning(number), rules, checkpoints, witness, bystander, odometer));
            }
        } catch (RuntimeException e) {
            shares.forEach(PartitionReplay::close);
            throw e;
        }
        return new Replay(shares, rules, true, odometer);
    }

    /**
     * Begins a replay of that part of the log that an enterprise's events lie in, and of no other.
     *
     * @throws LogIncomplete if an event topic or the part's beginning isn't there
     */
    public static Replay ofEnterprise(
            String enterpriseId,
            AuditedLog log,
            ReplayRules rules,
            Map<TopicPartition, List<Checkpoint>> checkpoints,
            Witness witness,
            Odometer odometer) {
        List<TopicPartition> partitions = eventPartitions(log);
        Partitioning partitioning =
                new Partitioning(partitions.size() / TopicCatalogue.events().size());
        int mine = partitioning.of(enterpriseId);
        partitions.removeIf(partition -> partition.partition() != mine);
        return new Replay(
                List.of(new PartitionReplay(
                        log, partitions, partitioning, rules, checkpoints, witness, null, odometer)),
                rules,
                false,
                odometer);
    }

    /**
     * The partitions of all event topics.
     *
     * @throws LogIncomplete if a topic isn't there, or has fewer partitions than another
     */
    public static List<TopicPartition> eventPartitions(AuditedLog log) {
        List<TopicPartition> all = new ArrayList<>();
        int number = 0;
        for (Topic topic : TopicCatalogue.events()) {
            List<TopicPartition> ofTopic = log.partitions(topic.name());
            if (ofTopic.isEmpty()) {
                throw new LogIncomplete("there is no topic " + topic.name());
            }
            if (number != 0 && ofTopic.size() != number) {
                throw new LogIncomplete(topic.name() + " has " + ofTopic.size() + " partitions, and "
                        + TopicCatalogue.events().getFirst().name() + " " + number);
            }
            number = ofTopic.size();
            all.addAll(ofTopic);
        }
        return all;
    }

    /**
     * Reads on to a cut, and opens its business day.
     *
     * @throws LogIncomplete if the log ends before it, or hasn't all of its partitions
     */
    public void advanceTo(PublishedCut cut) {
        Map<TopicPartition, Long> until = new HashMap<>();
        cut.until().forEach((partition, offset) -> {
            if (isWhole && shares.stream().noneMatch(share -> share.reads(partition))) {
                throw new LogIncomplete("cut " + cut.number() + " includes " + partition + ", which isn't there");
            }
            long before = reached.getOrDefault(partition, 0L);
            if (offset > before) {
                until.put(partition, offset);
            }
        });
        if (!until.isEmpty()) {
            advance(until);
        }
        reached.putAll(until);
        FlowSums added = shares.getFirst().takeFlows();
        shares.stream().skip(1).forEach(share -> added.addAll(share.takeFlows()));
        book.addAll(added);
        if (cut.businessDay() != null) {
            book.open(cut.businessDay());
        }
    }

    /** Tells the odometer how much there is to read up to a cut. */
    public void expect(PublishedCut cut) {
        odometer.expect(cut.until().entrySet().stream()
                .filter(each -> shares.stream().anyMatch(share -> share.reads(each.getKey())))
                .mapToLong(Map.Entry::getValue)
                .sum());
    }

    private void advance(Map<TopicPartition, Long> until) {
        List<Callable<Void>> work = new ArrayList<>();
        for (PartitionReplay share : shares) {
            work.add(() -> {
                share.advanceTo(until);
                return null;
            });
        }
        SideBySide.run(workers, work);
    }

    /** The KPIs and flows as of the cut that was reached. */
    public CutBook book() {
        return book;
    }

    /** What was read, with the digests that it comes to; in order of topic and partition. */
    public List<Position> positions() {
        List<Position> positions = new ArrayList<>();
        shares.forEach(share -> share.chains().forEach(chain -> positions.add(chain.position())));
        positions.sort(Position.BY_PARTITION);
        return positions;
    }

    /** Where the log isn't what cuts state; in order of topic, partition and offset. */
    public List<InputDifference> inputDifferences() {
        List<InputDifference> differences = new ArrayList<>();
        shares.forEach(share -> share.chains().forEach(chain -> differences.addAll(chain.differences())));
        differences.sort(Comparator.comparing(InputDifference::stated, Position.BY_PARTITION)
                .thenComparingLong(InputDifference::from));
        return differences;
    }

    /** The dead letters that tell what isn't so of the records that were read; in the order of letters. */
    public List<LetterDifference> letterDifferences() {
        List<LetterDifference> differences = new ArrayList<>();
        Set<TopicPartition> read = new HashSet<>();
        for (PartitionReplay share : shares) {
            differences.addAll(share.letterDifferences());
            share.chains().forEach(chain -> read.add(chain.position().partition()));
        }
        if (isWhole) {
            differences.addAll(rules.refused().ofOtherPartitions(read));
        }
        differences.sort(LetterDifference.BY_LETTER);
        return differences;
    }

    /** What became of the records that were read. */
    public ReplayCounts counts() {
        return shares.stream().map(PartitionReplay::counts).reduce(ReplayCounts.NONE, ReplayCounts::plus);
    }

    /** What contradicts itself as of the cut that was reached. */
    public Collection<Anomaly> anomalies() {
        List<Anomaly> all = new ArrayList<>();
        shares.forEach(share -> all.addAll(share.anomalies().values()));
        return all;
    }

    /**
     * The enterprises that have events after the cut that was reached, up to the log's end as it is now. After that, it
     * can't be advanced any more.
     */
    public Set<String> enterprisesAfter() {
        Set<String> enterprises = ConcurrentHashMap.newKeySet();
        List<Callable<Void>> work = new ArrayList<>();
        for (PartitionReplay share : shares) {
            work.add(() -> {
                share.readOn(event -> enterprises.add(event.enterpriseId()));
                return null;
            });
        }
        SideBySide.run(workers, work);
        return enterprises;
    }

    @Override
    public void close() {
        workers.shutdownNow();
        shares.forEach(PartitionReplay::close);
    }
}

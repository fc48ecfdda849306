package org.zonepulse.audit.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.CutHistory.Checkpoint;
import org.zonepulse.contract.Parsed;
import org.zonepulse.eventlog.EventDecoder;
import org.zonepulse.eventlog.LogDigest;
import org.zonepulse.eventlog.Partitioning;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.kpi.FlowSums;
import org.zonepulse.ledger.row.Anomaly;

/** One thread's share of a replay: some partitions, each with that number in all event topics. */
final class PartitionReplay implements AutoCloseable {

    private static final int TELL_EVERY = 1_024;

    private final LogReader reader;
    private final EventDecoder decoder;
    private final EventFold fold;
    private final ReplayRules rules;
    private final Partitioning partitioning;
    private final Map<TopicPartition, DigestChain> chains = new HashMap<>();
    private final Odometer odometer;
    private final boolean inOrder;
    private final @Nullable Bystander bystander;
    private final Map<RejectionReason, Long> refused = new EnumMap<>(RejectionReason.class);
    private FlowSums flows = new FlowSums();
    private final List<LetterDifference> untrueLetters = new ArrayList<>();

    /** Where records stand that letters tell of. */
    private final Map<TopicPartition, Set<Long>> told = new HashMap<>();

    private final Map<TopicPartition, Long> reached = new HashMap<>();
    private long records;
    private long elsewhere;
    private long left;
    private long refusedThen;
    private long acceptedThen;
    private int untold;

    PartitionReplay(
            AuditedLog log,
            List<TopicPartition> partitions,
            Partitioning partitioning,
            ReplayRules rules,
            Map<TopicPartition, List<Checkpoint>> checkpoints,
            @Nullable Witness witness,
            @Nullable Bystander bystander,
            Odometer odometer) {
        this.rules = rules;
        this.partitioning = partitioning;
        this.inOrder = witness != null;
        this.bystander = bystander;
        this.odometer = odometer;
        decoder = new EventDecoder(rules.zone(), log.registry());
        fold = witness == null ? new FoldOfWhole(rules.zone()) : new FoldByEvent(rules.zone(), witness);
        LogDigest digest = new LogDigest();
        for (TopicPartition partition : partitions) {
            chains.put(partition, new DigestChain(partition, digest, checkpoints.getOrDefault(partition, List.of())));
        }
        reader = log.reader(partitions);
    }

    /** Whether a partition belongs to this share. */
    boolean reads(TopicPartition partition) {
        return chains.containsKey(partition);
    }

    /** Reads on to these offsets; those of other shares' partitions don't matter. */
    void advanceTo(Map<TopicPartition, Long> until) {
        Map<TopicPartition, Long> mine = new HashMap<>(until);
        mine.keySet().retainAll(chains.keySet());
        if (inOrder) {
            topicByTopic(mine).forEach(some -> reader.readTo(some, this::take));
        } else {
            reader.readTo(mine, this::take);
        }
        fold.finish();
        flows = fold.takeFlows();
        flows.rollUp();
        mine.forEach((partition, offset) -> chain(partition).check(offset));
        reached.putAll(mine);
        odometer.advance(untold);
        untold = 0;
    }

    /**
     * What an event adds depends on what is known before it; so that a witness hears the same each time, topics are read one
     * after the other, where an enterprise is from first.
     */
    private static List<Map<TopicPartition, Long>> topicByTopic(Map<TopicPartition, Long> until) {
        List<Map<TopicPartition, Long>> steps = new ArrayList<>();
        for (String topic : EventDecoder.topics()) {
            Map<TopicPartition, Long> step = new HashMap<>(until);
            step.keySet().removeIf(partition -> !partition.topic().equals(topic));
            if (!step.isEmpty()) {
                steps.add(step);
            }
        }
        return steps;
    }

    private void take(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        chain(partition).take(record);
        records++;
        untold++;
        if (untold == TELL_EVERY) {
            odometer.advance(untold);
            untold = 0;
        }
        Parsed read = decoder.read(partition.topic(), record.value());
        if (bystander != null) {
            bystander.see(partition, record, read);
        }
        boolean wasRefused = false;
        if (rules.refused().areAbout(partition, record.offset())) {
            wasRefused = rules.refused().tellOf(partition, record, read, untrueLetters::add);
            told.computeIfAbsent(partition, _ -> new HashSet<>()).add(record.offset());
        }
        switch (read) {
            case Parsed.Ok(Event event) -> take(partition, record, event, wasRefused);
            case Parsed.Rejected rejected -> {
                refused.merge(rejected.violations().getFirst().reason(), 1L, Long::sum);
                acceptedThen += wasRefused ? 0 : 1;
            }
        }
    }

    private void take(
            TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Event event, boolean wasRefused) {
        if (partitioning.of(event.enterpriseId()) != partition.partition()) {
            elsewhere++;
        } else if (wasRefused) {
            refusedThen++;
        } else if (!rules.admission().admits(record, event)) {
            left++;
        } else {
            fold.take(record, event);
        }
    }

    private DigestChain chain(TopicPartition partition) {
        DigestChain chain = chains.get(partition);
        if (chain == null) {
            throw new IllegalArgumentException(partition + " isn't read here");
        }
        return chain;
    }

    /** Hands over what the last advance has added to the flows, in all scopes; once. */
    FlowSums takeFlows() {
        FlowSums taken = flows;
        flows = new FlowSums();
        return taken;
    }

    ReplayCounts counts() {
        return new ReplayCounts(
                records, fold.taken(), fold.repeats(), elsewhere, left, refusedThen, acceptedThen, refused);
    }

    Map<Anomaly.Key, Anomaly> anomalies() {
        return fold.anomalies();
    }

    /** Shows the events from where it stands on to the end, which count no more. */
    void readOn(Consumer<Event> visitor) {
        reader.readToEnd((partition, record) -> {
            if (decoder.read(partition.topic(), record.value()) instanceof Parsed.Ok(Event event)) {
                visitor.accept(event);
            }
        });
    }

    /** The dead letters that tell what isn't so of the records up to where it stands. */
    List<LetterDifference> letterDifferences() {
        List<LetterDifference> differences = new ArrayList<>(untrueLetters);
        reached.forEach((partition, until) -> differences.addAll(
                rules.refused().ofNothing(partition, told.getOrDefault(partition, Set.of()), until)));
        return differences;
    }

    Iterable<DigestChain> chains() {
        return chains.values();
    }

    @Override
    public void close() {
        reader.close();
    }
}

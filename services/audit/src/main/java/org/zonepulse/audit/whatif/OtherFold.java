package org.zonepulse.audit.whatif;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.RefusedRecords;
import org.zonepulse.audit.replay.ReplayRules;
import org.zonepulse.contract.Parsed;
import org.zonepulse.eventlog.EventDecoder;
import org.zonepulse.eventlog.Partitioning;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.kpi.FlowSums;
import org.zonepulse.ledger.row.LogFold;

/**
 * The partitions of one number, folded as the alternative would have it beside the live fold. For one thread at a time.
 *
 * <p>What the live pipeline refused counts here if its zone is what stood against it. What it refused for another reason,
 * such as a schema that was registered only later, counts in neither.
 */
final class OtherFold {

    private final Exclusions exclusions;
    private final RefusedRecords refusedThen;
    private final Partitioning partitioning;
    /** Null where events are accepted by the same rules as live: then what was read live serves here, too. */
    private final @Nullable EventDecoder decoder;

    private final LogFold fold;
    private final Set<Exclusion> found = new HashSet<>();
    private final Map<RejectionReason, Long> refused = new EnumMap<>(RejectionReason.class);
    private long excluded;
    private long admitted;

    OtherFold(AuditedLog log, ReplayRules live, Alternative other, Partitioning partitioning) {
        this.exclusions = other.exclusions();
        this.refusedThen = live.refused();
        this.partitioning = partitioning;
        this.decoder = other.zone().equals(live.zone()) ? null : new EventDecoder(other.zone(), log.registry());
        this.fold = new LogFold(other.zone(), other.definitions());
    }

    /**
     * Takes a record.
     *
     * @param live what it is by the live zone's rules
     */
    void take(TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Parsed live) {
        boolean countsLive = live instanceof Parsed.Ok(Event event) && isHere(event, partition);
        if (live instanceof Parsed.Ok && (!countsLive || refusedThen.tellOf(partition, record, live))) {
            return;
        }
        Parsed here = decoder == null ? live : decoder.read(partition.topic(), record.value());
        switch (here) {
            case Parsed.Ok(Event event) -> take(partition, record, event, countsLive);
            case Parsed.Rejected rejected -> {
                if (!leftOut(exclusions.of(partition, record.offset())) && countsLive) {
                    refused.merge(rejected.violations().getFirst().reason(), 1L, Long::sum);
                }
            }
        }
    }

    private void take(
            TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Event event, boolean countsLive) {
        if (!isHere(event, partition) || leftOut(exclusions.of(partition, record.offset(), event))) {
            return;
        }
        admitted += countsLive ? 0 : 1;
        fold.take(event);
    }

    /** Folds what was taken; to be called before anything is asked. */
    void finish() {
        fold.fold();
    }

    private boolean isHere(Event event, TopicPartition partition) {
        return partitioning.of(event.enterpriseId()) == partition.partition();
    }

    private boolean leftOut(List<Exclusion> why) {
        if (why.isEmpty()) {
            return false;
        }
        excluded++;
        found.addAll(why);
        return true;
    }

    OtherCounts counts() {
        return new OtherCounts(fold.taken(), fold.repeats(), excluded, refused, admitted);
    }

    /** The exclusions that something fell under. */
    Set<Exclusion> found() {
        return found;
    }

    /** Hands over all flows in the narrowest scopes; once. */
    FlowSums takeFlows() {
        return fold.takeFlows();
    }
}

package org.zonepulse.kpi.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.Parsed;
import org.zonepulse.eventlog.EventDecoder;
import org.zonepulse.eventlog.LogDigest;
import org.zonepulse.eventlog.Partitioning;
import org.zonepulse.eventlog.RecordOrigin;
import org.zonepulse.intake.DeadLetterLog;
import org.zonepulse.intake.DeadLetters;
import org.zonepulse.kpi.state.AnomalyChange;
import org.zonepulse.kpi.state.CommitHook;
import org.zonepulse.kpi.state.InputPosition;
import org.zonepulse.kpi.state.OpenLedger;
import org.zonepulse.kpi.state.StateBytes;
import org.zonepulse.kpi.state.StoreKey;
import org.zonepulse.kpi.state.WriteBehindRowStore;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.LedgerFold;

/**
 * The first stage, one for each partition: decodes and checks each event, folds it into the enterprise's rows, and before
 * each commit tells the second stage which flows of this partition have changed and how far it has read.
 */
final class LedgerProcessor implements Processor<byte[], byte[], byte[], Output> {

    private final Stage stage;
    private final EventDecoder decoder;
    private final Partitioning partitioning;
    private final LedgerFold fold;
    private final LogDigest digest = new LogDigest();
    private final DeadLetterLog letters = new DeadLetterLog();
    private final Map<String, InputPosition> inputs = new HashMap<>();
    private @Nullable ProcessorContext<byte[], Output> context;
    private @Nullable KeyValueStore<Bytes, byte[]> store;
    private @Nullable WriteBehindRowStore rows;
    private @Nullable OpenLedger open;
    private @Nullable CommitHook hook;
    private final EarlyCommit early;
    private boolean advanced;
    private long oldest = UpdateTimes.NONE;

    LedgerProcessor(Stage stage) {
        this.stage = stage;
        this.decoder = new EventDecoder(stage.zone(), stage.registry());
        this.partitioning = new Partitioning(stage.partitions());
        this.fold = new LedgerFold(stage.zone());
        this.early = new EarlyCommit(stage.commitGap());
    }

    /** Kafka Streams uses a processor again after a failed commit: nothing of before may be left. */
    @Override
    public void init(ProcessorContext<byte[], Output> processorContext) {
        inputs.clear();
        advanced = false;
        oldest = UpdateTimes.NONE;
        context = processorContext;
        int partition = processorContext.taskId().partition();
        KeyValueStore<Bytes, byte[]> bytes = processorContext.getStateStore(KpiTopology.LEDGER_STORE);
        store = bytes;
        rows = new WriteBehindRowStore(bytes, partition, stage.keptDecoded());
        for (String topic : EventDecoder.topics()) {
            byte[] known = bytes.get(StoreKey.input(topic, partition));
            if (known != null) {
                inputs.put(topic, StateBytes.read(known, InputPosition::read));
            }
        }
        open = stage.ledgers().open(partition, bytes);
        hook = processorContext.getStateStore(KpiTopology.LEDGER_HOOK);
        hook.beforeCommit(processorContext, this::emit);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata at = context().recordMetadata().orElseThrow();
        advance(record, at);
        switch (decoder.read(at.topic(), record.value())) {
            case Parsed.Ok(Event event) -> accept(event, record, at);
            case Parsed.Rejected rejected -> {
                RecordOrigin origin = decoder.originOf(at.topic(), record.value());
                Violation first = rejected.violations().getFirst();
                stage.meters().rejected(at.topic(), first.reason(), origin.source());
                letters.tell(at, first, origin.source(), origin::eventId);
                byte[] letter = stage.records().deadLetter(record, at, rejected.violations(), origin.source());
                forward(DeadLetters.key(record.key()), stage.records().deadLetterTopic(), letter, record.timestamp());
            }
        }
        early.onRecord(record.timestamp(), context());
    }

    /** Folds an event in, unless it belongs to another partition: then it is sent on, and counts when it arrives there. */
    private void accept(Event event, Record<byte[], byte[]> record, RecordMetadata at) {
        byte[] key = event.enterpriseId().getBytes(StandardCharsets.UTF_8);
        if (partitioning.of(key) != at.partition()) {
            stage.meters().misrouted(at.topic());
            forward(key, at.topic(), record.value(), record.timestamp());
        } else if (fold.apply(rows(), event)) {
            ledger().know(event.enterpriseId());
            stage.meters().applied(at.topic());
        } else {
            stage.meters().duplicate(at.topic());
        }
    }

    private void advance(Record<byte[], byte[]> record, RecordMetadata at) {
        InputPosition before = inputs.get(at.topic());
        byte[] chain = before == null ? LogDigest.start() : before.digest();
        byte[] next =
                digest.next(chain, at.offset(), record.timestamp(), record.key(), record.value(), record.headers());
        inputs.put(at.topic(), new InputPosition(at.topic(), at.partition(), at.offset() + 1, next));
        oldest = UpdateTimes.older(oldest, record.timestamp());
        advanced = true;
        hook().onRecord();
    }

    /** Before each commit: what has changed goes to the store and to the second stage, in the commit's transaction. */
    private void emit() {
        if (!advanced) {
            return;
        }
        advanced = false;
        long newest = early.onCommit(context());
        List<Map.Entry<MonthKey, MonthFlows>> months = new ArrayList<>();
        Map<Anomaly.Key, AnomalyChange> anomalies = new HashMap<>();
        ledger().write(() -> {
            inputs.forEach((topic, position) ->
                    store().put(StoreKey.input(topic, position.partition()), StateBytes.write(position::write)));
            rows().write((key, flows) -> months.add(Map.entry(key, flows)), anomalies::put);
        });
        anomalies.forEach(this::show);
        int partition = context().taskId().partition();
        byte[] key = Integer.toString(partition).getBytes(StandardCharsets.UTF_8);
        Headers times = UpdateTimes.headers(oldest);
        oldest = UpdateTimes.NONE;
        for (PartitionUpdate part : PartitionUpdate.parts(partition, List.copyOf(inputs.values()), months)) {
            Output update = new Output(Output.PARTITION_UPDATES, part.toBytes());
            context().forward(new Record<>(key, update, newest, times));
        }
    }

    /** Before the store is closed: from then on nobody reads this partition here. */
    @Override
    public void close() {
        letters.close();
        if (open != null) {
            stage.ledgers().close(open);
        }
    }

    private void show(Anomaly.Key key, AnomalyChange change) {
        change.opened().forEach(stage.meters()::anomalyOpened);
        change.resolved().forEach(stage.meters()::anomalyResolved);
        Anomaly anomaly = change.after();
        byte[] name = (key.enterpriseId() + "|" + key.subject()).getBytes(StandardCharsets.UTF_8);
        byte[] value = anomaly == null ? null : stage.records().anomaly(anomaly);
        forward(name, stage.records().anomalyTopic(), value, context().currentSystemTimeMs());
    }

    private void forward(byte @Nullable [] key, String topic, byte @Nullable [] value, long timestamp) {
        context().forward(new Record<>(key, new Output(topic, value), timestamp));
    }

    private ProcessorContext<byte[], Output> context() {
        return KpiTopology.ready(context);
    }

    private KeyValueStore<Bytes, byte[]> store() {
        return KpiTopology.ready(store);
    }

    private WriteBehindRowStore rows() {
        return KpiTopology.ready(rows);
    }

    private OpenLedger ledger() {
        return KpiTopology.ready(open);
    }

    private CommitHook hook() {
        return KpiTopology.ready(hook);
    }
}

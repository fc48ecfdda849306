package org.zonepulse.kpi.topology;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.eventlog.RegistryPatience;
import org.zonepulse.intake.DeadLetterLog;
import org.zonepulse.intake.DeadLetters;
import org.zonepulse.kpi.state.CommitHook;
import org.zonepulse.kpi.state.CutStore;
import org.zonepulse.kpi.state.InputPosition;
import org.zonepulse.kpi.state.StateBytes;
import org.zonepulse.kpi.state.StoreKey;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.ledger.kpi.CutBook;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.schemas.calendar.BusinessDayOpened;

/**
 * The second stage, one for all: sums what the partitions say, and before each commit publishes a cut: a numbered,
 * consistent set of values with the exact input that it was computed from, all in the commit's transaction.
 */
final class CutProcessor implements Processor<byte[], Input, byte[], Output> {

    private static final Bytes NUMBER = StoreKey.only("cut");
    private static final Bytes TODAY = StoreKey.only("today");
    private static final String PENDING = "pending";
    /** Stands for a key to be deleted. */
    private static final byte[] GONE = {};

    private final Stage stage;
    private final AvroRecordDecoder<BusinessDayOpened> calendar;
    private final DeadLetterLog letters = new DeadLetterLog();
    private CutBook book = new CutBook();
    private final Map<Bytes, byte[]> unwritten = new LinkedHashMap<>();
    private final Map<String, InputPosition> inputs = new TreeMap<>();
    private @Nullable ProcessorContext<byte[], Output> context;
    private @Nullable CutStore store;
    private @Nullable CommitHook hook;
    private final EarlyCommit early;
    private final List<Long> oldest = new ArrayList<>();
    private long number;
    private boolean advanced;

    CutProcessor(Stage stage) {
        this.stage = stage;
        this.early = new EarlyCommit(stage.commitGap());
        this.calendar = AvroRecordDecoder.of(BusinessDayOpened.class, stage.registry());
    }

    /** Kafka Streams uses a processor again after a failed commit: nothing of before may be left. */
    @Override
    public void init(ProcessorContext<byte[], Output> processorContext) {
        unwritten.clear();
        inputs.clear();
        oldest.clear();
        advanced = false;
        context = processorContext;
        CutStore kept = processorContext.getStateStore(KpiTopology.CUT_STORE);
        store = kept;
        hook = processorContext.getStateStore(KpiTopology.CUT_HOOK);
        hook.beforeCommit(processorContext, this::publish);
        goOn(kept);
    }

    /** What was committed was published in the same transaction, so nothing of it counts as changed. */
    private void goOn(CutStore kept) {
        book = new CutBook(kept.flows());
        kept.inputs().forEach(this::keep);
        byte[] today = kept.get(TODAY);
        if (today != null) {
            book.open(LocalDate.ofEpochDay(StateBytes.read(today, in -> in.readLong())));
        }
        byte[] last = kept.get(NUMBER);
        number = last == null ? 0 : StateBytes.read(last, in -> in.readLong());
        book.takeChanges();
    }

    private void keep(InputPosition input) {
        inputs.put(input.topic() + "/" + input.partition(), input);
    }

    @Override
    public void process(Record<byte[], Input> record) {
        advanced = true;
        KpiTopology.ready(hook).onRecord();
        byte[] bytes = record.value().bytes();
        switch (record.value().kind()) {
            case UPDATE ->
                PartitionUpdate.of(bytes)
                        .ifPresentOrElse(
                                update -> receive(update, KpiTopology.ready(bytes), record),
                                () -> refuse(record, "no partition update of kpi-service"));
            case CALENDAR -> open(bytes, record);
        }
        early.onRecord(record.timestamp(), context());
    }

    /** Parts of one update count together, when the last has come; until then they wait in the store. */
    private void receive(PartitionUpdate update, byte[] bytes, Record<byte[], Input> record) {
        if (!update.last()) {
            unwritten.put(pendingKey(update.partition(), update.part()), bytes);
            return;
        }
        List<PartitionUpdate> before = new ArrayList<>();
        for (int part = 0; part < update.part(); part++) {
            PartitionUpdate.of(read(pendingKey(update.partition(), part))).ifPresent(before::add);
        }
        if (before.size() < update.part()) {
            refuse(record, "the last part of an update whose other parts aren't there (any more)");
            return;
        }
        before.forEach(this::apply);
        for (int part = 0; part < update.part(); part++) {
            unwritten.put(pendingKey(update.partition(), part), GONE);
        }
        apply(update);
        long from = UpdateTimes.oldest(record.headers());
        if (from != UpdateTimes.NONE) {
            oldest.add(from);
        }
        for (InputPosition input : update.inputs()) {
            keep(input);
            unwritten.put(StoreKey.input(input.topic(), input.partition()), StateBytes.write(input::write));
        }
    }

    private static Bytes pendingKey(int partition, int part) {
        return StoreKey.only(PENDING + "-" + partition + "-" + part);
    }

    private byte @Nullable [] read(Bytes key) {
        byte[] known = unwritten.get(key);
        if (known != null) {
            return known.length == 0 ? null : known;
        }
        return KpiTopology.ready(store).get(key);
    }

    private void apply(PartitionUpdate update) {
        for (Map.Entry<MonthKey, MonthFlows> month : update.months()) {
            Bytes key = StoreKey.of(update.partition(), month.getKey());
            byte[] before = read(key);
            book.replace(
                    month.getKey(), before == null ? new MonthFlows() : StateBytes.flows(before), month.getValue());
            unwritten.put(key, month.getValue().isEmpty() ? GONE : StateBytes.of(month.getValue()));
        }
    }

    private void open(byte @Nullable [] bytes, Record<byte[], Input> record) {
        if (bytes == null) {
            refuse(record, "the record has no value");
            return;
        }
        switch (RegistryPatience.ask(() -> calendar.decode(bytes))) {
            case Decoded.Ok<BusinessDayOpened> ok -> {
                LocalDate day = ok.value().getBusinessDay();
                if (ok.value().getZone().equals(stage.zone().id()) && book.open(day)) {
                    unwritten.put(TODAY, StateBytes.write(out -> out.writeLong(day.toEpochDay())));
                }
            }
            case Decoded.Rejected<BusinessDayOpened> bad -> refuse(record, bad.message());
        }
    }

    /** Keeps what can't be read as a dead letter, and goes on. */
    private void refuse(Record<byte[], Input> record, String why) {
        Violation violation = new Violation(RejectionReason.UNDECODABLE, "$", why);
        RecordMetadata at = context().recordMetadata().orElseThrow();
        stage.meters().rejected(at.topic(), violation.reason(), null);
        letters.tell(at, violation, null, () -> null);
        byte[] letter =
                stage.records().deadLetter(record.withValue(record.value().bytes()), at, List.of(violation), null);
        forward(DeadLetters.key(record.key()), stage.records().deadLetterTopic(), letter);
    }

    @Override
    public void close() {
        letters.close();
    }

    /** Before each commit: state and cut go out in the commit's transaction. */
    private void publish() {
        if (!advanced) {
            return;
        }
        advanced = false;
        early.onCommit(context());
        CutStore bytes = KpiTopology.ready(store);
        if (!unwritten.isEmpty()) {
            publishCut(bytes);
        }
        unwritten.forEach((key, value) -> {
            if (value.length == 0) {
                bytes.delete(key);
            } else {
                bytes.put(key, value);
            }
        });
        unwritten.clear();
    }

    private void publishCut(CutStore bytes) {
        number++;
        bytes.put(NUMBER, StateBytes.write(out -> out.writeLong(number)));
        CutBook.Changes changes = book.takeChanges();
        LocalDate today = book.today();
        if (today != null) {
            for (Kpi kpi : changes.values()) {
                byte[] value = stage.records().value(kpi, today, number);
                forward(PublishedRecords.key(kpi), stage.records().valueTopic(), value);
            }
        }
        for (Map.Entry<MonthKey, MonthFlows> month : changes.months()) {
            byte[] value = stage.records().month(month.getKey(), month.getValue(), number);
            forward(PublishedRecords.key(month), stage.records().dailyTopic(), value);
        }
        long now = context().currentSystemTimeMs();
        byte[] cut = stage.records().cut(number, now, today, inputs.values(), changes);
        forward(Long.toString(number), stage.records().cutTopic(), cut);
        stage.meters().cut(number, changes.values().size());
        // A publisher's clock may be ahead of ours.
        oldest.forEach(from -> stage.meters().included(Math.max(0, now - from)));
        oldest.clear();
    }

    private void forward(String key, String topic, byte[] value) {
        forward(key.getBytes(StandardCharsets.UTF_8), topic, value);
    }

    private void forward(byte @Nullable [] key, String topic, byte[] value) {
        context().forward(new Record<>(key, new Output(topic, value), context().currentSystemTimeMs()));
    }

    private ProcessorContext<byte[], Output> context() {
        return KpiTopology.ready(context);
    }
}

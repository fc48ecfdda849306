package org.zonepulse.audit.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.Parsed;
import org.zonepulse.contract.ZoneDigest;
import org.zonepulse.eventlog.EventDecoder;
import org.zonepulse.eventlog.LogDigest;
import org.zonepulse.eventlog.Partitioning;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.kpi.CutBook;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.anomaly.EventReference;
import org.zonepulse.schemas.anomaly.Finding;
import org.zonepulse.schemas.calendar.BusinessDayOpened;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.deadletter.DeadLetterHeader;
import org.zonepulse.schemas.deadletter.DeadLetterViolation;
import org.zonepulse.schemas.kpi.ChangedValue;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.schemas.kpi.DayFlow;
import org.zonepulse.schemas.kpi.InputPosition;
import org.zonepulse.schemas.kpi.KpiValue;
import org.zonepulse.testkit.TestZone;

/**
 * Fills a {@link MemoryLog} with events, and publishes cuts of them as kpi-service does. The zone is {@link TestZone#ZONE}.
 * A clock of its own goes on by a second with each record.
 */
public final class MemoryPipeline {

    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private final MemoryLog log = new MemoryLog();
    private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>(log.registry());
    private final EventDecoder decoder = new EventDecoder(TestZone.ZONE, log.registry());
    private final Partitioning partitioning;
    private final LedgerFold fold;
    private final InMemoryRowStore rows = new InMemoryRowStore();
    private final LogDigest digest = new LogDigest();
    private final CutBook book = new CutBook();
    private final Map<TopicPartition, Position> positions =
            new TreeMap<>(Comparator.comparing(partition -> partition.topic() + "/" + partition.partition()));
    private Map<Anomaly.Key, Anomaly> anomalies = Map.of();
    private Map<MonthKey, MonthFlows> months = new HashMap<>();
    private UnaryOperator<Event> rule = UnaryOperator.identity();
    private Instant now = START;
    private long cuts;

    /** A pipeline whose event topics have three partitions each. */
    public MemoryPipeline() {
        this(3);
    }

    /** A pipeline whose event topics have so many partitions each. */
    public MemoryPipeline(int partitions) {
        this(partitions, Definitions.STANDARD);
    }

    /** A pipeline whose ledger goes by other definitions than those that are published. */
    public MemoryPipeline(int partitions, Definitions definitions) {
        fold = new LedgerFold(TestZone.ZONE, definitions);
        partitioning = new Partitioning(partitions);
        TopicCatalogue.all(partitions).forEach(topic -> log.create(topic.name(), topic.partitions()));
        serializer.configure(Map.of("schema.registry.url", "mock://memory"), false);
    }

    /** The log, which further events and cuts go on to fill. */
    public MemoryLog log() {
        return log;
    }

    /** The time now: that of the last record. */
    public Instant now() {
        return now;
    }

    /** Moves the clock on. */
    public MemoryPipeline at(String time) {
        now = Instant.parse(time);
        return this;
    }

    /** From now on the live ledger takes each event for what this makes of it: a ledger with another rule. */
    public MemoryPipeline ledgerTakes(UnaryOperator<Event> otherRule) {
        rule = otherRule;
        return this;
    }

    /** Appends events to the partitions of their enterprises. */
    public MemoryPipeline append(List<Event> events) {
        events.forEach(this::append);
        return this;
    }

    /** Appends an event to the partition of its enterprise. */
    public ConsumerRecord<byte[], byte[]> append(Event event) {
        return append(event, partitioning.of(event.enterpriseId()));
    }

    /** Appends an event to any partition. */
    public ConsumerRecord<byte[], byte[]> append(Event event, int partition) {
        Topic topic = TopicCatalogue.ofStream(event.fact().stream().id());
        return append(
                new TopicPartition(topic.name(), partition),
                event.enterpriseId(),
                bytes(topic, EventAvro.write(event)));
    }

    /** Appends whatever bytes these are. */
    public ConsumerRecord<byte[], byte[]> append(TopicPartition partition, String key, byte[] value) {
        tick();
        log.append(partition, now.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), value, null);
        return log.records(partition).getLast();
    }

    /** Opens a business day; it is told with the next cut. */
    public MemoryPipeline open(String day) {
        tick();
        publish(
                TopicCatalogue.CALENDAR,
                TestZone.ZONE.id(),
                new BusinessDayOpened(TestZone.ZONE.id(), LocalDate.parse(day), now));
        return openUntold(day);
    }

    /** Opens a business day of which the calendar knows nothing. */
    public MemoryPipeline openUntold(String day) {
        book.open(LocalDate.parse(day));
        return this;
    }

    /**
     * Folds what has come, and publishes a cut of it.
     *
     * @return its number
     */
    public long publish() {
        boolean more = true;
        while (more) {
            more = false;
            for (Topic topic : TopicCatalogue.events()) {
                for (TopicPartition partition : log.partitions(topic.name())) {
                    more |= foldNew(partition);
                }
            }
        }
        replaceMonths();
        tick();
        publishAnomalies();
        cuts++;
        publish(book.takeChanges());
        return cuts;
    }

    private boolean foldNew(TopicPartition partition) {
        Position position = positions.getOrDefault(partition, new Position(partition, 0, LogDigest.start()));
        if (log.end(partition) == position.nextOffset()) {
            return false;
        }
        byte[] chain = position.digest();
        for (ConsumerRecord<byte[], byte[]> record : log.records(partition)) {
            if (record.offset() >= position.nextOffset()) {
                chain = digest.next(
                        chain, record.offset(), record.timestamp(), record.key(), record.value(), record.headers());
                fold(partition, record);
            }
        }
        positions.put(partition, new Position(partition, log.end(partition), chain));
        return true;
    }

    private void fold(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        switch (decoder.read(partition.topic(), record.value())) {
            case Parsed.Ok(Event event) -> {
                int home = partitioning.of(event.enterpriseId());
                if (home == partition.partition()) {
                    fold.apply(rows, rule.apply(event));
                } else {
                    append(event, home);
                }
            }
            case Parsed.Rejected rejected -> refuse(partition, record, rejected);
        }
    }

    private void refuse(TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Parsed.Rejected rejected) {
        List<DeadLetterViolation> violations = rejected.violations().stream()
                .map(each -> new DeadLetterViolation(each.reason().name(), each.field(), each.message()))
                .toList();
        List<DeadLetterHeader> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new DeadLetterHeader(header.key(), buffer(header.value()))));
        DeadLetter letter = new DeadLetter(
                violations.getFirst().getReason(),
                violations,
                partition.topic(),
                partition.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                buffer(record.key()),
                buffer(record.value()),
                headers,
                null);
        log.append(
                new TopicPartition(TopicCatalogue.DEAD_LETTERS.name(), 0),
                now.toEpochMilli(),
                record.key(),
                bytes(TopicCatalogue.DEAD_LETTERS, letter),
                null);
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private void publishAnomalies() {
        Set<Anomaly.Key> keys = new LinkedHashSet<>(anomalies.keySet());
        keys.addAll(rows.anomalies().keySet());
        for (Anomaly.Key key : keys) {
            Anomaly now = rows.anomalies().get(key);
            if (!Objects.equals(anomalies.get(key), now)) {
                show(key.enterpriseId() + "|" + key.subject(), now);
            }
        }
        anomalies = Map.copyOf(rows.anomalies());
    }

    private void show(String name, @Nullable Anomaly anomaly) {
        byte[] value = anomaly == null
                ? null
                : bytes(
                        TopicCatalogue.ANOMALIES,
                        new org.zonepulse.schemas.anomaly.Anomaly(
                                anomaly.enterpriseId(),
                                anomaly.subject().toString(),
                                anomaly.findings().stream()
                                        .map(each -> new Finding(
                                                each.code().name(),
                                                each.events().stream()
                                                        .map(event ->
                                                                new EventReference(event.source(), event.eventId()))
                                                        .toList()))
                                        .toList()));
        log.append(
                new TopicPartition(TopicCatalogue.ANOMALIES.name(), 0),
                now.toEpochMilli(),
                name.getBytes(StandardCharsets.UTF_8),
                value,
                null);
    }

    private void replaceMonths() {
        Map<MonthKey, MonthFlows> after = new HashMap<>();
        rows.flows()
                .forEach((series, days) -> days.forEach(
                        (day, amount) -> after.computeIfAbsent(MonthKey.of(series, day), _ -> new MonthFlows())
                                .add(LocalDate.ofEpochDay(day).getDayOfMonth(), amount)));
        months.forEach((key, before) -> {
            if (!after.containsKey(key)) {
                book.replace(key, before, new MonthFlows());
            }
        });
        after.forEach((key, flows) -> book.replace(key, months.getOrDefault(key, new MonthFlows()), flows));
        months = after;
    }

    private void publish(CutBook.Changes changes) {
        LocalDate today = book.today();
        List<ChangedValue> values = new ArrayList<>();
        for (Kpi kpi : changes.values()) {
            publish(TopicCatalogue.KPI_VALUES, kpi.series().toString(), value(kpi, Objects.requireNonNull(today)));
            values.add(new ChangedValue(
                    kpi.series().measure().id(),
                    kpi.series().scope().toString(),
                    kpi.amount(),
                    kpi.numerator(),
                    kpi.denominator()));
        }
        changes.months()
                .forEach(month -> publish(
                        TopicCatalogue.KPI_DAILY, month.getKey().toString(), flows(month.getKey(), month.getValue())));
        List<InputPosition> inputs = positions.values().stream()
                .map(position -> new InputPosition(
                        position.partition().topic(),
                        position.partition().partition(),
                        position.nextOffset(),
                        ByteBuffer.wrap(position.digest())))
                .toList();
        publish(
                TopicCatalogue.KPI_CUTS,
                Long.toString(cuts),
                new Cut(
                        cuts,
                        now,
                        today,
                        inputs,
                        values,
                        values.size(),
                        changes.months().size(),
                        ByteBuffer.wrap(ZoneDigest.of(TestZone.ZONE))));
    }

    private KpiValue value(Kpi kpi, LocalDate today) {
        Measure.Unit unit = kpi.series().measure().unit();
        return new KpiValue(
                kpi.series().measure().id(),
                kpi.series().scope().toString(),
                unit.name().toLowerCase(Locale.ROOT),
                kpi.amount(),
                unit == Measure.Unit.MONEY ? TestZone.ZONE.currency() : null,
                kpi.numerator(),
                kpi.denominator(),
                today,
                cuts);
    }

    private org.zonepulse.schemas.kpi.MonthFlows flows(MonthKey key, MonthFlows flows) {
        List<DayFlow> days = new ArrayList<>();
        for (int i = 0; i < flows.size(); i++) {
            days.add(new DayFlow(flows.day(i), flows.amount(i)));
        }
        return new org.zonepulse.schemas.kpi.MonthFlows(
                key.series().measure().id(),
                key.series().scope().toString(),
                key.yearMonth().toString(),
                days,
                cuts);
    }

    private void publish(Topic topic, String key, SpecificRecord record) {
        log.append(
                new TopicPartition(topic.name(), 0),
                now.toEpochMilli(),
                key.getBytes(StandardCharsets.UTF_8),
                bytes(topic, record),
                null);
    }

    /** A record's bytes, with a schema that the log's registry knows. */
    public byte[] bytes(Topic topic, SpecificRecord record) {
        return Objects.requireNonNull(serializer.serialize(topic.name(), record), "bytes");
    }

    /** What bytes that the pipeline has written say. */
    public <T extends SpecificRecord> T read(Class<T> type, byte[] bytes) {
        return switch (AvroRecordDecoder.of(type, log.registry()).decode(bytes)) {
            case Decoded.Ok<T> ok -> ok.value();
            case Decoded.Rejected<T> bad -> throw new AssertionError(bad.message());
        };
    }

    private void tick() {
        now = now.plusSeconds(1);
    }
}

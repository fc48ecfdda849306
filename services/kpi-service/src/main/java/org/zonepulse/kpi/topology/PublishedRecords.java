package org.zonepulse.kpi.topology;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.ZoneDigest;
import org.zonepulse.eventlog.RegistryPatience;
import org.zonepulse.intake.DeadLetters;
import org.zonepulse.kpi.state.InputPosition;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.ledger.kpi.CutBook;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.EventKey;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.anomaly.EventReference;
import org.zonepulse.schemas.anomaly.Finding;
import org.zonepulse.schemas.kpi.ChangedValue;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.schemas.kpi.DayFlow;
import org.zonepulse.schemas.kpi.KpiValue;
import org.zonepulse.schemas.kpi.MonthFlows;

/** Makes the records that are published, in bytes; waits while the registry is away. */
public final class PublishedRecords {

    private final Serializer<SpecificRecord> serializer;

    private final String currency;
    private final byte[] zoneDigest;
    private final Topic values;
    private final Topic daily;
    private final Topic cuts;
    private final Topic anomalies;
    private final Topic deadLetters;

    /**
     * A maker of records.
     *
     * @param serializer for values, configured
     * @param zone whose figures are published: their currency, and by whose rules each cut says it was computed
     * @param edition to whose topics they go
     */
    public PublishedRecords(Serializer<SpecificRecord> serializer, Zone zone, Edition edition) {
        this.serializer = serializer;
        this.currency = zone.currency();
        this.zoneDigest = ZoneDigest.of(zone);
        this.values = edition.values();
        this.daily = edition.daily();
        this.cuts = edition.cuts();
        this.anomalies = edition.anomalies();
        this.deadLetters = edition.deadLetters();
    }

    String valueTopic() {
        return values.name();
    }

    String dailyTopic() {
        return daily.name();
    }

    String cutTopic() {
        return cuts.name();
    }

    String deadLetterTopic() {
        return deadLetters.name();
    }

    String anomalyTopic() {
        return anomalies.name();
    }

    private byte[] bytes(Topic topic, SpecificRecord record) {
        return RegistryPatience.write(() -> serializer.serialize(topic.name(), record));
    }

    byte[] deadLetter(
            Record<byte[], byte[]> record, RecordMetadata at, List<Violation> violations, @Nullable String source) {
        return bytes(deadLetters, DeadLetters.of(record, at, violations, source));
    }

    byte[] anomaly(Anomaly anomaly) {
        List<Finding> findings = anomaly.findings().stream()
                .map(finding -> new Finding(finding.code().name(), events(finding.events())))
                .toList();
        return bytes(
                anomalies,
                new org.zonepulse.schemas.anomaly.Anomaly(
                        anomaly.enterpriseId(), anomaly.subject().toString(), findings));
    }

    private static List<EventReference> events(List<EventKey> keys) {
        return keys.stream()
                .map(key -> new EventReference(key.source(), key.eventId()))
                .toList();
    }

    byte[] value(Kpi kpi, LocalDate today, long cut) {
        Measure.Unit unit = kpi.series().measure().unit();
        return bytes(
                values,
                new KpiValue(
                        kpi.series().measure().id(),
                        kpi.series().scope().toString(),
                        unit.name().toLowerCase(Locale.ROOT),
                        kpi.amount(),
                        unit == Measure.Unit.MONEY ? currency : null,
                        kpi.numerator(),
                        kpi.denominator(),
                        today,
                        cut));
    }

    byte[] month(MonthKey key, org.zonepulse.ledger.kpi.MonthFlows flows, long cut) {
        List<DayFlow> days = new ArrayList<>(flows.size());
        for (int i = 0; i < flows.size(); i++) {
            days.add(new DayFlow(flows.day(i), flows.amount(i)));
        }
        return bytes(
                daily,
                new MonthFlows(
                        key.series().measure().id(),
                        key.series().scope().toString(),
                        key.yearMonth().toString(),
                        days,
                        cut));
    }

    byte[] cut(
            long number,
            long time,
            @Nullable LocalDate today,
            Collection<InputPosition> inputs,
            CutBook.Changes changes) {
        List<org.zonepulse.schemas.kpi.InputPosition> positions = inputs.stream()
                .map(input -> new org.zonepulse.schemas.kpi.InputPosition(
                        input.topic(), input.partition(), input.nextOffset(), ByteBuffer.wrap(input.digest())))
                .toList();
        List<ChangedValue> changed = changes.values().stream()
                .map(kpi -> new ChangedValue(
                        kpi.series().measure().id(),
                        kpi.series().scope().toString(),
                        kpi.amount(),
                        kpi.numerator(),
                        kpi.denominator()))
                .toList();
        return bytes(
                cuts,
                new Cut(
                        number,
                        Instant.ofEpochMilli(time),
                        today,
                        positions,
                        changed,
                        changed.size(),
                        changes.months().size(),
                        ByteBuffer.wrap(zoneDigest)));
    }

    /** The key of a KPI's value. */
    static String key(Kpi kpi) {
        return kpi.series().toString();
    }

    /** The key of a month's flows. */
    static String key(Map.Entry<MonthKey, ?> month) {
        return month.getKey().toString();
    }
}

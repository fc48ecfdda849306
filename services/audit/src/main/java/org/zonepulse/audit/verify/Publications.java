package org.zonepulse.audit.verify;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.calendar.BusinessDayOpened;
import org.zonepulse.schemas.kpi.DayFlow;
import org.zonepulse.schemas.kpi.KpiValue;

/**
 * What the topics of values and daily flows say, as far as compaction has left it, by the cut that each record names; and
 * the business days that were opened. To be read after the history of cuts: so all that belongs to its cuts is there.
 */
final class Publications {

    /**
     * A value in its topic.
     *
     * @param said null for a tombstone, which nobody here writes
     */
    record Value(
            long offset,
            String kpi,
            long cut,
            @Nullable Amounts said,
            @Nullable LocalDate asOf) {}

    /** The flows of a month in their topic. */
    record Month(long offset, String name, long cut, MonthFlows flows) {}

    private final Map<Long, List<Value>> values = new HashMap<>();
    private final Map<String, Value> lastValues = new LinkedHashMap<>();
    private final Map<Long, List<Month>> months = new HashMap<>();
    private final Map<String, List<Month>> monthsByName = new HashMap<>();
    private final TreeSet<LocalDate> days = new TreeSet<>();

    private Publications() {}

    static Publications of(AuditedLog log, String zoneId) {
        Publications publications = new Publications();
        publications.readValues(log);
        publications.readMonths(log);
        publications.readDays(log, zoneId);
        return publications;
    }

    private void readValues(AuditedLog log) {
        PublishedTopic<KpiValue> topic =
                new PublishedTopic<>(TopicCatalogue.KPI_VALUES, KpiValue.class, log.registry());
        read(log, topic.partition(), (key, offset, bytes) -> {
            Value value;
            if (bytes == null) {
                value = new Value(offset, key, 0, null, null);
            } else {
                KpiValue said = topic.decode(offset, bytes);
                Amounts amounts = new Amounts(said.getAmount(), said.getNumerator(), said.getDenominator());
                value = new Value(offset, key, said.getCut(), amounts, said.getAsOf());
            }
            values.computeIfAbsent(value.cut(), _ -> new ArrayList<>()).add(value);
            lastValues.put(key, value);
        });
    }

    private void readMonths(AuditedLog log) {
        PublishedTopic<org.zonepulse.schemas.kpi.MonthFlows> topic = new PublishedTopic<>(
                TopicCatalogue.KPI_DAILY, org.zonepulse.schemas.kpi.MonthFlows.class, log.registry());
        read(log, topic.partition(), (key, offset, bytes) -> {
            MonthFlows flows = new MonthFlows();
            long cut = 0;
            if (bytes != null) {
                org.zonepulse.schemas.kpi.MonthFlows said = topic.decode(offset, bytes);
                cut = said.getCut();
                for (DayFlow day : said.getDays()) {
                    flows.add(day.getDay(), day.getAmount());
                }
            }
            Month month = new Month(offset, key, cut, flows);
            months.computeIfAbsent(cut, _ -> new ArrayList<>()).add(month);
            monthsByName.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(month);
        });
    }

    private void readDays(AuditedLog log, String zoneId) {
        AvroRecordDecoder<BusinessDayOpened> decoder = AvroRecordDecoder.of(BusinessDayOpened.class, log.registry());
        read(log, new TopicPartition(TopicCatalogue.CALENDAR.name(), 0), (_, _, bytes) -> {
            // What can't be read opened no day: others write this topic, too.
            if (bytes != null
                    && decoder.decode(bytes) instanceof Decoded.Ok<BusinessDayOpened> ok
                    && ok.value().getZone().equals(zoneId)) {
                days.add(ok.value().getBusinessDay());
            }
        });
    }

    private interface Taker {
        void take(String key, long offset, byte @Nullable [] value);
    }

    private static void read(AuditedLog log, TopicPartition partition, Taker taker) {
        if (log.partitions(partition.topic()).isEmpty()) {
            return;
        }
        try (LogReader reader = log.reader(List.of(partition))) {
            reader.readToEnd((_, record) -> {
                byte[] key = record.key();
                taker.take(key == null ? "" : new String(key, StandardCharsets.UTF_8), record.offset(), record.value());
            });
        }
    }

    /** The surviving values that name that cut. */
    List<Value> values(long cut) {
        return values.getOrDefault(cut, List.of());
    }

    /** The last value of each KPI. */
    Map<String, Value> lastValues() {
        return lastValues;
    }

    /** The surviving months of flows that name that cut. */
    List<Month> months(long cut) {
        return months.getOrDefault(cut, List.of());
    }

    /** What survives of each month of flows, oldest first. */
    Map<String, List<Month>> monthsByName() {
        return monthsByName;
    }

    /** The values that name a cut which isn't in a history of so many. */
    List<Value> valuesOutside(long latest) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey() < 1 || entry.getKey() > latest)
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** The months of flows that name a cut which isn't in a history of so many. */
    List<Month> monthsOutside(long latest) {
        return months.entrySet().stream()
                .filter(entry -> entry.getKey() < 1 || entry.getKey() > latest)
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** Whether that business day was ever opened. */
    boolean wasOpened(LocalDate day) {
        return days.contains(day);
    }
}

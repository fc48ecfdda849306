package org.zonepulse.audit.verify;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.kpi.DayFlow;
import org.zonepulse.schemas.kpi.KpiValue;

/**
 * What the topics of values and daily flows say, as far as compaction has left it, by the cut that each record
 * names. To be read after the history of cuts: so all that belongs to its cuts is there.
 */
final class Publications {

    private static final int LONGEST_MONTH = 31;

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
    private final Map<String, Integer> countsOfValues = new HashMap<>();
    private final Map<Long, List<Month>> months = new HashMap<>();
    private final Map<String, List<Month>> monthsByName = new HashMap<>();

    private final List<Difference> wrongRecords = new ArrayList<>();
    private final String currency;

    private Publications(String currency) {
        this.currency = currency;
    }

    static Publications of(AuditedLog log, Zone zone) {
        Publications publications = new Publications(zone.currency());
        publications.readValues(log);
        publications.readMonths(log);
        return publications;
    }

    private void readValues(AuditedLog log) {
        PublishedTopic<KpiValue> topic = new PublishedTopic<>(log.edition().values(), KpiValue.class, log.registry());
        read(log, topic.partition(), (key, offset, bytes) -> {
            Value value;
            KpiValue said = topic.tryDecode(bytes).orElse(null);
            if (said == null) {
                value = new Value(offset, key, 0, null, null);
            } else {
                note(topic.partition(), offset, said.getCut(), wrongWith(key, said, currency));
                Amounts amounts = new Amounts(said.getAmount(), said.getNumerator(), said.getDenominator());
                value = new Value(offset, key, said.getCut(), amounts, said.getAsOf());
            }
            values.computeIfAbsent(value.cut(), _ -> new ArrayList<>()).add(value);
            lastValues.put(key, value);
            countsOfValues.merge(key, 1, Integer::sum);
        });
    }

    private void readMonths(AuditedLog log) {
        PublishedTopic<org.zonepulse.schemas.kpi.MonthFlows> topic =
                new PublishedTopic<>(log.edition().daily(), org.zonepulse.schemas.kpi.MonthFlows.class, log.registry());
        read(log, topic.partition(), (key, offset, bytes) -> {
            MonthFlows flows = new MonthFlows();
            long cut = 0;
            org.zonepulse.schemas.kpi.MonthFlows said = topic.tryDecode(bytes).orElse(null);
            if (said != null) {
                cut = said.getCut();
                String wrong = wrongWith(key, said);
                note(topic.partition(), offset, cut, wrong);
                if (wrong == null) {
                    said.getDays().forEach(day -> flows.add(day.getDay(), day.getAmount()));
                }
            }
            Month month = new Month(offset, key, cut, flows);
            months.computeIfAbsent(cut, _ -> new ArrayList<>()).add(month);
            monthsByName.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(month);
        });
    }

    private void note(TopicPartition topic, long offset, long cut, @Nullable String wrong) {
        if (wrong != null) {
            wrongRecords.add(new Difference.OfRecord(topic, offset, cut, wrong));
        }
    }

    private static @Nullable String wrongWith(String key, KpiValue said, String currency) {
        String name = said.getMeasure() + "@" + said.getScope();
        if (!name.equals(key)) {
            return "its key is " + key + ", and it tells of " + name;
        }
        Measure measure = Measure.byId(said.getMeasure());
        if (measure == null) {
            return null;
        }
        if (!said.getUnit().equals(measure.unit().name().toLowerCase(Locale.ROOT))) {
            return name + " is told in the unit " + said.getUnit();
        }
        return Objects.equals(said.getCurrency(), measure.unit() == Measure.Unit.MONEY ? currency : null)
                ? null
                : name + " is told in the currency " + said.getCurrency();
    }

    private static @Nullable String wrongWith(String key, org.zonepulse.schemas.kpi.MonthFlows said) {
        String name = said.getMeasure() + "@" + said.getScope() + "/" + said.getMonth();
        if (!name.equals(key)) {
            return "its key is " + key + ", and it tells of " + name;
        }
        int before = 0;
        for (DayFlow day : said.getDays()) {
            if (day.getDay() <= before || day.getDay() > LONGEST_MONTH || day.getAmount() == 0) {
                return name + " tells " + day.getAmount() + " of day " + day.getDay() + " after day " + before;
            }
            before = day.getDay();
        }
        return null;
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

    /** Number of surviving values of a KPI. */
    int countOfValues(String kpi) {
        return countsOfValues.getOrDefault(kpi, 0);
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

    /** The records that nobody should have published. */
    List<Difference> wrongRecords() {
        return wrongRecords;
    }
}

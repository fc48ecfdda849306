package org.zonepulse.kpi.killed;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.kpi.CutBook;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.schemas.kpi.KpiValue;
import org.zonepulse.testkit.TestZone;

/**
 * What events come to without Kafka: the fold in memory.
 *
 * @param values by key, those that are neither missing nor 0
 * @param flows by key of the month, by day, without zeros
 * @param anomalies by key, the codes
 */
record ExpectedKpis(
        Map<String, List<@Nullable Long>> values,
        Map<String, Map<Integer, Long>> flows,
        Map<String, List<String>> anomalies) {

    static ExpectedKpis of(List<Event> events, LocalDate day) {
        LedgerFold fold = new LedgerFold(TestZone.ZONE);
        InMemoryRowStore store = new InMemoryRowStore();
        events.forEach(event -> fold.apply(store, event));
        Map<MonthKey, MonthFlows> months = new HashMap<>();
        store.flows()
                .forEach((series, days) -> days.forEach(
                        (at, amount) -> months.computeIfAbsent(MonthKey.of(series, at), _ -> new MonthFlows())
                                .add(LocalDate.ofEpochDay(at).getDayOfMonth(), amount)));
        CutBook book = new CutBook();
        months.forEach((key, flows) -> book.replace(key, new MonthFlows(), flows));
        book.open(day);
        CutBook.Changes all = book.takeChanges();
        Map<String, List<@Nullable Long>> values = new TreeMap<>();
        for (Kpi kpi : all.values()) {
            put(values, kpi.series().toString(), kpi.amount(), kpi.numerator(), kpi.denominator());
        }
        Map<String, Map<Integer, Long>> flows = new TreeMap<>();
        all.months().forEach(month -> put(flows, month.getKey().toString(), daysOf(month.getValue())));
        Map<String, List<String>> anomalies = new TreeMap<>();
        store.anomalies()
                .forEach((key, anomaly) -> anomalies.put(
                        key.enterpriseId() + "|" + key.subject(),
                        anomaly.findings().stream()
                                .map(finding -> finding.code().name())
                                .toList()));
        return new ExpectedKpis(values, flows, anomalies);
    }

    /** What was published, last of each key, in the same form. */
    static ExpectedKpis published(
            Map<String, KpiValue> values,
            Map<String, org.zonepulse.schemas.kpi.MonthFlows> months,
            Map<String, org.zonepulse.schemas.anomaly.Anomaly> anomalies) {
        Map<String, List<@Nullable Long>> amounts = new TreeMap<>();
        values.forEach(
                (key, value) -> put(amounts, key, value.getAmount(), value.getNumerator(), value.getDenominator()));
        Map<String, Map<Integer, Long>> flows = new TreeMap<>();
        months.forEach((key, month) -> {
            Map<Integer, Long> days = new TreeMap<>();
            month.getDays().forEach(day -> days.put(day.getDay(), day.getAmount()));
            put(flows, key, days);
        });
        Map<String, List<String>> codes = new TreeMap<>();
        anomalies.forEach((key, anomaly) -> codes.put(
                key,
                anomaly.getFindings().stream().map(finding -> finding.getCode()).toList()));
        return new ExpectedKpis(amounts, flows, codes);
    }

    /** What went back to nothing on the way is published as 0, and was never there in memory. */
    private static void put(
            Map<String, List<@Nullable Long>> values,
            String key,
            @Nullable Long amount,
            @Nullable Long numerator,
            @Nullable Long denominator) {
        if (amount != null && amount != 0) {
            values.put(key, new ArrayList<>(Arrays.asList(amount, numerator, denominator)));
        }
    }

    private static void put(Map<String, Map<Integer, Long>> flows, String key, Map<Integer, Long> days) {
        if (!days.isEmpty()) {
            flows.put(key, days);
        }
    }

    private static Map<Integer, Long> daysOf(MonthFlows flows) {
        Map<Integer, Long> days = new TreeMap<>();
        for (int i = 0; i < flows.size(); i++) {
            days.put(flows.day(i), flows.amount(i));
        }
        return days;
    }
}

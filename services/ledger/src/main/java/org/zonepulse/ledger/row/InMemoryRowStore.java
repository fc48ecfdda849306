package org.zonepulse.ledger.row;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Series;

/** Keeps everything in maps: for audits, tests and restarts that read the log anew. */
public final class InMemoryRowStore implements RowStore {

    private final Map<String, Map<RowKey, Row>> rows = new HashMap<>();
    private final Map<String, Map<Presence.Key, Presence>> presences = new HashMap<>();
    private final Map<Series, NavigableMap<Integer, Long>> flows = new HashMap<>();
    private final Map<Anomaly.Key, Anomaly> anomalies = new HashMap<>();

    @Override
    public Row row(RowKey key) {
        return rows.getOrDefault(key.enterpriseId(), Map.of()).getOrDefault(key, Row.EMPTY);
    }

    @Override
    public void put(RowKey key, Row row) {
        rows.computeIfAbsent(key.enterpriseId(), _ -> new HashMap<>()).put(key, row);
    }

    @Override
    public void forEachRow(String enterpriseId, BiConsumer<RowKey, Row> visitor) {
        rows.getOrDefault(enterpriseId, Map.of()).forEach(visitor);
    }

    @Override
    public Presence presence(Presence.Key key) {
        return presences.getOrDefault(key.enterpriseId(), Map.of()).getOrDefault(key, Presence.EMPTY);
    }

    @Override
    public void put(Presence.Key key, Presence presence) {
        Map<Presence.Key, Presence> ofEnterprise = presences.computeIfAbsent(key.enterpriseId(), _ -> new HashMap<>());
        if (presence.isEmpty()) {
            ofEnterprise.remove(key);
        } else {
            ofEnterprise.put(key, presence);
        }
    }

    @Override
    public void forEachPresence(String enterpriseId, BiConsumer<Presence.Key, Presence> visitor) {
        presences.getOrDefault(enterpriseId, Map.of()).forEach(visitor);
    }

    @Override
    public void add(Series series, int day, long amount) {
        NavigableMap<Integer, Long> days = flows.computeIfAbsent(series, _ -> new TreeMap<>());
        days.merge(day, amount, (old, more) -> old + more == 0 ? null : Long.valueOf(old + more));
        if (days.isEmpty()) {
            flows.remove(series);
        }
    }

    @Override
    public void show(Anomaly.Key key, @Nullable Anomaly before, @Nullable Anomaly after) {
        if (after == null) {
            anomalies.remove(key);
        } else {
            anomalies.put(key, after);
        }
    }

    /** The flows by series and day (since 1970-01-01), without zeros. */
    public Map<Series, NavigableMap<Integer, Long>> flows() {
        return Collections.unmodifiableMap(flows);
    }

    /** What contradicts itself. */
    public Map<Anomaly.Key, Anomaly> anomalies() {
        return Collections.unmodifiableMap(anomalies);
    }

    /** All rows of an enterprise. */
    public Map<RowKey, Row> rows(String enterpriseId) {
        return Collections.unmodifiableMap(rows.getOrDefault(enterpriseId, Map.of()));
    }
}

package org.zonepulse.kpi.state;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.Presence;
import org.zonepulse.ledger.row.Row;
import org.zonepulse.ledger.row.RowKey;
import org.zonepulse.ledger.row.RowStore;

/**
 * The ledger's port over a Kafka Streams store. Rows are kept decoded between commits and written once a commit, however
 * many events touched them; the most recently used stay decoded.
 */
public final class WriteBehindRowStore implements RowStore {

    private final KeyValueStore<Bytes, byte[]> store;
    private final int partition;
    private final Decoded<RowKey, Row> rows;
    private final Decoded<Presence.Key, Presence> presences;
    private final Decoded<MonthKey, MonthFlows> flows;
    private final Map<Anomaly.Key, AnomalyChange> anomalies = new HashMap<>();

    /**
     * A store.
     *
     * @param store where the bytes are
     * @param partition the partition whose flows these are
     * @param keptDecoded how many rows, and how many months of flows, stay decoded
     */
    public WriteBehindRowStore(KeyValueStore<Bytes, byte[]> store, int partition, int keptDecoded) {
        this.store = store;
        this.partition = partition;
        this.rows = new Decoded<>(keptDecoded);
        this.presences = new Decoded<>(keptDecoded);
        this.flows = new Decoded<>(keptDecoded);
    }

    @Override
    public Row row(RowKey key) {
        Row known = rows.get(key);
        if (known != null) {
            return known;
        }
        byte[] bytes = store.get(StoreKey.of(key));
        return rows.read(key, bytes == null ? Row.EMPTY : StateBytes.row(bytes));
    }

    @Override
    public void put(RowKey key, Row row) {
        rows.put(key.enterpriseId(), key, row);
    }

    @Override
    public void forEachRow(String enterpriseId, BiConsumer<RowKey, Row> visitor) {
        Map<RowKey, Row> unwritten = rows.unwritten(enterpriseId);
        unwritten.forEach(visitor);
        scan(StoreKey.rowsOf(enterpriseId), entry -> {
            RowKey key = StoreKey.row(entry.key);
            if (!unwritten.containsKey(key)) {
                Row known = rows.get(key);
                visitor.accept(key, known != null ? known : StateBytes.row(entry.value));
            }
        });
    }

    @Override
    public Presence presence(Presence.Key key) {
        Presence known = presences.get(key);
        if (known != null) {
            return known;
        }
        byte[] bytes = store.get(StoreKey.of(key));
        return presences.read(key, bytes == null ? Presence.EMPTY : StateBytes.presence(bytes));
    }

    @Override
    public void put(Presence.Key key, Presence presence) {
        presences.put(key.enterpriseId(), key, presence);
    }

    @Override
    public void forEachPresence(String enterpriseId, BiConsumer<Presence.Key, Presence> visitor) {
        Map<Presence.Key, Presence> unwritten = presences.unwritten(enterpriseId);
        unwritten.forEach(visitor);
        scan(StoreKey.presencesOf(enterpriseId), entry -> {
            Presence.Key key = StoreKey.presence(entry.key);
            if (!unwritten.containsKey(key)) {
                Presence known = presences.get(key);
                visitor.accept(key, known != null ? known : StateBytes.presence(entry.value));
            }
        });
    }

    private void scan(String prefix, Consumer<KeyValue<Bytes, byte[]>> visitor) {
        try (KeyValueIterator<Bytes, byte[]> entries = store.prefixScan(prefix, new StringSerializer())) {
            entries.forEachRemaining(visitor);
        }
    }

    @Override
    public void add(Series series, int day, long amount) {
        MonthKey key = MonthKey.of(series, day);
        MonthFlows month = flows.get(key);
        if (month == null) {
            byte[] bytes = store.get(StoreKey.of(partition, key));
            month = bytes == null ? new MonthFlows() : StateBytes.flows(bytes);
        }
        month.add(LocalDate.ofEpochDay(day).getDayOfMonth(), amount);
        flows.put("", key, month);
    }

    @Override
    public void show(Anomaly.Key key, @Nullable Anomaly before, @Nullable Anomaly after) {
        anomalies.merge(
                key,
                new AnomalyChange(before, after),
                (earlier, later) -> new AnomalyChange(earlier.before(), later.after()));
    }

    /**
     * Writes what has changed since the last time.
     *
     * @param changedFlows takes the months of flows that have changed
     * @param changedAnomalies takes the anomalies that have
     */
    public void write(
            BiConsumer<MonthKey, MonthFlows> changedFlows, BiConsumer<Anomaly.Key, AnomalyChange> changedAnomalies) {
        rows.write((key, row) -> store.put(StoreKey.of(key), StateBytes.of(row)));
        presences.write((key, presence) -> {
            if (presence.isEmpty()) {
                store.delete(StoreKey.of(key));
            } else {
                store.put(StoreKey.of(key), StateBytes.of(presence));
            }
        });
        flows.write((key, month) -> {
            Bytes storeKey = StoreKey.of(partition, key);
            if (month.isEmpty()) {
                store.delete(storeKey);
            } else {
                store.put(storeKey, StateBytes.of(month));
            }
            changedFlows.accept(key, month);
        });
        anomalies.forEach(changedAnomalies);
        anomalies.clear();
    }

    /**
     * Decoded values: those not yet written, by owner, and those used recently. What was used longest ago is forgotten
     * once all is written, never before.
     */
    private static final class Decoded<K, V> {
        private final Map<String, Map<K, V>> unwritten = new HashMap<>();
        private final Map<K, V> recent = new LinkedHashMap<>(1024, 0.75f, true);
        private final int most;

        Decoded(int most) {
            this.most = most;
        }

        @Nullable V get(K key) {
            return recent.get(key);
        }

        V read(K key, V value) {
            recent.put(key, value);
            return value;
        }

        void put(String owner, K key, V value) {
            unwritten.computeIfAbsent(owner, _ -> new HashMap<>()).put(key, value);
            recent.put(key, value);
        }

        Map<K, V> unwritten(String owner) {
            return unwritten.getOrDefault(owner, Map.of());
        }

        void write(BiConsumer<K, V> writer) {
            unwritten.values().forEach(values -> values.forEach(writer));
            unwritten.clear();
            Iterator<K> eldest = recent.keySet().iterator();
            for (int excess = recent.size() - most; excess > 0; excess--) {
                eldest.next();
                eldest.remove();
            }
        }
    }
}

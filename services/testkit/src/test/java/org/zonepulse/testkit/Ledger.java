package org.zonepulse.testkit;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.ledger.row.Presence;
import org.zonepulse.ledger.row.Row;
import org.zonepulse.ledger.row.RowKey;
import org.zonepulse.ledger.row.RowStore;

/** A fold and its store, and what it holds at a moment. */
final class Ledger {

    private final LedgerFold fold = new LedgerFold(TestZone.ZONE);
    private final InMemoryRowStore store = new InMemoryRowStore();
    private final Set<String> enterprises = new HashSet<>();

    static Ledger of(Collection<Event> events) {
        Ledger ledger = new Ledger();
        events.forEach(ledger::apply);
        return ledger;
    }

    /** Whether the event was new. */
    boolean apply(Event event) {
        enterprises.add(event.enterpriseId());
        return fold.apply(store, event);
    }

    InMemoryRowStore store() {
        return store;
    }

    /** What the world is told. */
    record Told(Map<Series, NavigableMap<Integer, Long>> flows, Map<Anomaly.Key, Anomaly> anomalies) {

        /** How the other differs; null if it doesn't. */
        @Nullable String differenceTo(Told other, String name, String otherName) {
            return equals(other)
                    ? null
                    : line(name, otherName, flows, other.flows) + line(name, otherName, anomalies, other.anomalies);
        }
    }

    /** What is kept to go on from. */
    record Kept(Map<RowKey, Row> rows, Map<Presence.Key, Presence> presences) {

        /** How the other differs; null if it doesn't. */
        @Nullable String differenceTo(Kept other, String name, String otherName) {
            return equals(other)
                    ? null
                    : line(name, otherName, rows, other.rows) + line(name, otherName, presences, other.presences);
        }
    }

    Told told() {
        Map<Series, NavigableMap<Integer, Long>> flows = new HashMap<>();
        store.flows().forEach((series, days) -> flows.put(series, new TreeMap<>(days)));
        return new Told(flows, Map.copyOf(store.anomalies()));
    }

    Kept kept() {
        return kept(store, enterprises);
    }

    /** What a store keeps of some enterprises. */
    static Kept kept(RowStore store, Collection<String> enterprises) {
        Map<RowKey, Row> rows = new HashMap<>();
        Map<Presence.Key, Presence> presences = new HashMap<>();
        for (String enterprise : enterprises) {
            store.forEachRow(enterprise, rows::put);
            store.forEachPresence(enterprise, presences::put);
        }
        return new Kept(rows, presences);
    }

    /** How two ledgers differ in all that they tell and keep; null if they don't. */
    static @Nullable String difference(Ledger one, Ledger other, String name, String otherName) {
        String told = one.told().differenceTo(other.told(), name, otherName);
        return told != null ? told : one.kept().differenceTo(other.kept(), name, otherName);
    }

    private static <K, V> String line(String name, String otherName, Map<K, V> here, Map<K, V> there) {
        StringBuilder text = new StringBuilder();
        Set<K> keys = new HashSet<>(here.keySet());
        keys.addAll(there.keySet());
        for (K key : keys) {
            V mine = here.get(key);
            V others = there.get(key);
            if (mine == null || !mine.equals(others)) {
                text.append("  %s%n    %s: %s%n    %s: %s%n".formatted(key, name, mine, otherName, others));
            }
        }
        return text.toString();
    }
}

package org.zonepulse.ledger.row;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Series;

/** Counts what a fold asks of its store. */
final class CountingRowStore implements RowStore {

    /**
     * What was asked for.
     *
     * @param reads rows and presences read
     * @param writes rows and presences written
     * @param flows days of series added to
     * @param shown anomalies shown or taken back
     * @param walks visits of all rows or presences of an enterprise
     */
    record Operations(int reads, int writes, int flows, int shown, int walks) {}

    private final InMemoryRowStore store = new InMemoryRowStore();
    private int reads;
    private int writes;
    private int flows;
    private int shown;
    private int walks;
    private int written;

    /** What was asked for since this was last called. */
    Operations take() {
        Operations operations = new Operations(reads, writes, flows, shown, walks);
        reads = 0;
        writes = 0;
        flows = 0;
        shown = 0;
        walks = 0;
        written = 0;
        return operations;
    }

    /** How many entries of rows, days and years of presences were written: what the bytes are made of. */
    int written() {
        return written;
    }

    @Override
    public Row row(RowKey key) {
        reads++;
        return store.row(key);
    }

    @Override
    public void put(RowKey key, Row row) {
        writes++;
        written += row.size();
        store.put(key, row);
    }

    @Override
    public void forEachRow(String enterpriseId, BiConsumer<RowKey, Row> visitor) {
        walks++;
        store.forEachRow(enterpriseId, visitor);
    }

    @Override
    public Presence presence(Presence.Key key) {
        reads++;
        return store.presence(key);
    }

    @Override
    public void put(Presence.Key key, Presence presence) {
        writes++;
        written += presence.size() + presence.earlier().size();
        store.put(key, presence);
    }

    @Override
    public void forEachPresence(String enterpriseId, BiConsumer<Presence.Key, Presence> visitor) {
        walks++;
        store.forEachPresence(enterpriseId, visitor);
    }

    @Override
    public void add(Series series, int day, long amount) {
        flows++;
        store.add(series, day, amount);
    }

    @Override
    public void show(Anomaly.Key key, @Nullable Anomaly before, @Nullable Anomaly after) {
        shown++;
        store.show(key, before, after);
    }
}

package org.zonepulse.audit.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.Flow;
import org.zonepulse.ledger.row.PackedRowStore;
import org.zonepulse.ledger.row.Presence;
import org.zonepulse.ledger.row.Row;
import org.zonepulse.ledger.row.RowKey;
import org.zonepulse.ledger.row.RowStore;

/** The rows of a replay. Flows are only kept until they are asked for: whoever asks adds them up. */
final class FoldedRows implements RowStore {

    private final PackedRowStore rows = new PackedRowStore();
    private final List<Flow> latest = new ArrayList<>();
    private final boolean watched;

    /** @param watched whether {@link #latest} will be asked */
    FoldedRows(boolean watched) {
        this.watched = watched;
    }

    @Override
    public Row row(RowKey key) {
        return rows.row(key);
    }

    @Override
    public void put(RowKey key, Row row) {
        rows.put(key, row);
    }

    @Override
    public void forEachRow(String enterpriseId, BiConsumer<RowKey, Row> visitor) {
        rows.forEachRow(enterpriseId, visitor);
    }

    @Override
    public Presence presence(Presence.Key key) {
        return rows.presence(key);
    }

    @Override
    public void put(Presence.Key key, Presence presence) {
        rows.put(key, presence);
    }

    @Override
    public void forEachPresence(String enterpriseId, BiConsumer<Presence.Key, Presence> visitor) {
        rows.forEachPresence(enterpriseId, visitor);
    }

    @Override
    public void add(Series series, int day, long amount) {
        rows.add(series, day, amount);
        if (watched) {
            latest.add(new Flow(series, day, amount));
        }
    }

    @Override
    public void show(Anomaly.Key key, @Nullable Anomaly before, @Nullable Anomaly after) {
        rows.show(key, before, after);
    }

    /** Hands over what has been added to flows since this was last asked. */
    void drain(BiConsumer<MonthKey, MonthFlows> sink) {
        rows.drainFlows(sink);
    }

    /** What has been added since this was last asked, one by one. */
    List<Flow> latest() {
        List<Flow> flows = latest.isEmpty() ? List.of() : List.copyOf(latest);
        latest.clear();
        return flows;
    }

    Map<Anomaly.Key, Anomaly> anomalies() {
        return rows.anomalies();
    }
}

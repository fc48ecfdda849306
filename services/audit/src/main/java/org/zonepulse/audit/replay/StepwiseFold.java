package org.zonepulse.audit.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.kpi.FlowSums;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.Flow;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.ledger.row.PackedRowStore;
import org.zonepulse.ledger.row.Presence;
import org.zonepulse.ledger.row.Row;
import org.zonepulse.ledger.row.RowKey;
import org.zonepulse.ledger.row.RowStore;
import org.zonepulse.ledger.zone.Zone;

/** Folds events one by one, in whatever order, and tells of each what it adds to flows. Not thread-safe. */
public final class StepwiseFold {

    private final Rows rows = new Rows();
    private final LedgerFold fold;
    private long taken;
    private long repeats;

    /** The fold of a zone, before the first event. */
    public StepwiseFold(Zone zone) {
        this.fold = new LedgerFold(zone);
    }

    /**
     * Takes in an event.
     *
     * @return what it adds to flows in the narrowest scopes; empty for a duplicate, and for what makes no difference
     */
    public List<Flow> take(Event event) {
        boolean isNew = fold.apply(rows, event);
        taken += isNew ? 1 : 0;
        repeats += isNew ? 0 : 1;
        return rows.latest();
    }

    /** The row, {@link Row#EMPTY} if nothing is known of it. */
    public Row row(RowKey key) {
        return rows.row(key);
    }

    /** What contradicts itself now. */
    public Map<Anomaly.Key, Anomaly> anomalies() {
        return rows.packed.anomalies();
    }

    /** How many of the events were new. */
    long taken() {
        return taken;
    }

    /** How many of the events had been there before. */
    long repeats() {
        return repeats;
    }

    /** Hands over what was added to the flows since the last time, in the narrowest scopes. */
    FlowSums takeFlows() {
        return rows.packed.takeFlows();
    }

    /** Rows whose flows are noted one by one, too. */
    private static final class Rows implements RowStore {
        private final PackedRowStore packed = new PackedRowStore();
        private final List<Flow> latest = new ArrayList<>();

        @Override
        public Row row(RowKey key) {
            return packed.row(key);
        }

        @Override
        public void put(RowKey key, Row row) {
            packed.put(key, row);
        }

        @Override
        public void forEachRow(String enterpriseId, BiConsumer<RowKey, Row> visitor) {
            packed.forEachRow(enterpriseId, visitor);
        }

        @Override
        public Presence presence(Presence.Key key) {
            return packed.presence(key);
        }

        @Override
        public void put(Presence.Key key, Presence presence) {
            packed.put(key, presence);
        }

        @Override
        public void forEachPresence(String enterpriseId, BiConsumer<Presence.Key, Presence> visitor) {
            packed.forEachPresence(enterpriseId, visitor);
        }

        @Override
        public void add(Series series, int day, long amount) {
            packed.add(series, day, amount);
            latest.add(new Flow(series, day, amount));
        }

        @Override
        public void show(Anomaly.Key key, @Nullable Anomaly before, @Nullable Anomaly after) {
            packed.show(key, before, after);
        }

        /** What has been added since this was last asked, one by one. */
        List<Flow> latest() {
            List<Flow> flows = latest.isEmpty() ? List.of() : List.copyOf(latest);
            latest.clear();
            return flows;
        }
    }
}

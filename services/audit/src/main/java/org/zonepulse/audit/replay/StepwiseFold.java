package org.zonepulse.audit.replay;

import java.util.Collection;
import java.util.List;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.Flow;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.ledger.row.Row;
import org.zonepulse.ledger.row.RowKey;
import org.zonepulse.ledger.zone.Zone;

/** Folds events one by one, in whatever order, and tells of each what it adds to flows. Not thread-safe. */
public final class StepwiseFold {

    private final FoldedRows rows = new FoldedRows(true);
    private final LedgerFold fold;

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
        fold.apply(rows, event);
        return rows.latest();
    }

    /** The row, {@link Row#EMPTY} if nothing is known of it. */
    public Row row(RowKey key) {
        return rows.row(key);
    }

    /** What contradicts itself now. */
    public Collection<Anomaly> anomalies() {
        return rows.anomalies().values();
    }
}

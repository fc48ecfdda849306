package org.zonepulse.audit.anomaly;

import java.util.List;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.ledger.zone.Zone;

/** Tries in memory what events would come to. */
final class Rehearsal {

    private final LedgerFold fold;
    private final EventReader reader;

    Rehearsal(Zone zone) {
        this.fold = new LedgerFold(zone);
        this.reader = new EventReader(zone);
    }

    /** Whether the pipeline would accept these, and the contradiction would be gone after them. */
    boolean resolves(Case asked, List<Event> events) {
        for (Event event : events) {
            if (!(reader.event(event, event.fact().stream()) instanceof Parsed.Ok)) {
                return false;
            }
        }
        InMemoryRowStore store = new InMemoryRowStore();
        asked.history().forEach(event -> fold.apply(store, event));
        events.forEach(event -> fold.apply(store, event));
        Anomaly left = store.anomalies().get(new Anomaly.Key(asked.enterpriseId(), asked.subject()));
        return left == null || !left.findings().contains(asked.finding());
    }
}

package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.Map;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.kpi.FlowBook;
import org.zonepulse.ledger.kpi.Formulas;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.ledger.zone.Zone;

/** A reference year as the ledger's own fold sees it. */
final class FoldedYear {

    static final Zone ZONE = ZoneFile.bundled();

    private final InMemoryRowStore store = new InMemoryRowStore();
    private final FlowBook flows = new FlowBook();
    private int mostAnomalies;

    /** Takes in stream by stream, each in the order of publication. */
    static FoldedYear of(ReferenceYear year) {
        FoldedYear folded = new FoldedYear();
        LedgerFold fold = new LedgerFold(ZONE);
        for (EventStream stream : EventStream.values()) {
            for (Event event : year.events(stream)) {
                fold.apply(folded.store, event);
                folded.mostAnomalies =
                        Math.max(folded.mostAnomalies, folded.store.anomalies().size());
            }
        }
        folded.store
                .flows()
                .forEach((series, days) -> days.forEach((day, amount) -> folded.addRolledUp(series, day, amount)));
        return folded;
    }

    private void addRolledUp(Series series, int day, long amount) {
        for (Scope scope : series.scope().rollUps()) {
            flows.add(
                    MonthKey.of(new Series(series.measure(), scope), day),
                    LocalDate.ofEpochDay(day).getDayOfMonth(),
                    amount);
        }
    }

    Kpi value(Series series, LocalDate day) {
        return Formulas.value(series, flows.at(day));
    }

    FlowBook flows() {
        return flows;
    }

    /** How many subjects contradicted themselves at once, at the worst moment. */
    int mostAnomalies() {
        return mostAnomalies;
    }

    /** What contradicts itself in the end. */
    Map<Anomaly.Key, Anomaly> anomalies() {
        return store.anomalies();
    }
}

package org.zonepulse.systemtests;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.kpi.CutBook;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;

/** The reference year's KPIs, computed in memory: every event once, without broker, registry or streams. */
public final class ReferenceFold {

    private ReferenceFold() {}

    /** All KPIs at the end of the day that are not 0, by the text of their series. */
    public static Map<String, Kpi> kpis(ReferenceYear year, Zone zone) {
        LedgerFold fold = new LedgerFold(zone);
        InMemoryRowStore store = new InMemoryRowStore();
        for (EventStream stream : EventStream.values()) {
            for (Event event : year.events(stream)) {
                fold.apply(store, event);
            }
        }
        return kpis(store, ReferenceYear.AS_OF);
    }

    /** All KPIs that rows come to at the end of the day and that are not 0, by the text of their series. */
    public static Map<String, Kpi> kpis(InMemoryRowStore store, LocalDate day) {
        CutBook book = new CutBook();
        store.flows()
                .forEach((series, days) -> days.forEach((epochDay, amount) -> {
                    LocalDate date = LocalDate.ofEpochDay(epochDay);
                    MonthFlows flow = new MonthFlows();
                    flow.add(date.getDayOfMonth(), amount);
                    book.replace(new MonthKey(series, MonthKey.monthOf(date)), new MonthFlows(), flow);
                }));
        book.open(day);
        return nonzero(book.takeChanges().values());
    }

    /** Without those that are 0: whether one was ever published that is 0 now depends on what came when. */
    public static Map<String, Kpi> nonzero(Iterable<Kpi> kpis) {
        return StreamSupport.stream(kpis.spliterator(), false)
                .filter(kpi -> kpi.amount() != null && kpi.amount() != 0)
                .collect(Collectors.toMap(kpi -> kpi.series().toString(), kpi -> kpi, (a, b) -> a, TreeMap::new));
    }
}

package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.zone.Zone;

/**
 * The fold of the ledger: takes accepted events into the rows, and adds the difference that they make to the flows. Live
 * processing, restoring and audits all use this one.
 *
 * <p>Since a contribution is a function of a row's set of events, the difference between the contributions before and
 * after is all there is to do, whatever the order of arrival, and whether events come one by one or many at once. An
 * event touches its own row, the profile, and the counts over rows that it changes; only a change of place walks the
 * enterprise's rows.
 *
 * <p>Not thread-safe: each task has its own.
 */
public final class LedgerFold {

    private final Evaluator evaluator;
    private final Changes changes = new Changes();

    /** The fold of a zone, by the standard definitions. */
    public LedgerFold(Zone zone) {
        this(zone, Definitions.STANDARD);
    }

    /** The fold of a zone by other definitions; rows and presences are of use only to folds by the same ones. */
    public LedgerFold(Zone zone, Definitions definitions) {
        this.evaluator = new Evaluator(zone, definitions);
    }

    /**
     * Takes in an event that was accepted.
     *
     * @return whether it was new; false for a duplicate, which changes nothing
     */
    public boolean apply(RowStore store, Event event) {
        EnterpriseChange change = new EnterpriseChange(evaluator, store, event.enterpriseId(), changes);
        boolean added = change.take(event);
        change.carryOut();
        changes.writeTo(store);
        return added;
    }

    /**
     * Takes in any number of accepted events of any enterprises at once. Rows, presences, flows and anomalies are those of
     * taking in one by one, for less work: a row is read, evaluated and kept once, however many of the events are its
     * own. What is added to a flow may come in several parts, which the store sums anyway.
     *
     * @return how many of the events were new
     */
    public int applyAll(RowStore store, Collection<Event> events) {
        Map<String, List<Event>> byEnterprise = new LinkedHashMap<>();
        for (Event event : events) {
            byEnterprise
                    .computeIfAbsent(event.enterpriseId(), _ -> new ArrayList<>())
                    .add(event);
        }
        int added = 0;
        for (Map.Entry<String, List<Event>> ofOne : byEnterprise.entrySet()) {
            EnterpriseChange change = new EnterpriseChange(evaluator, store, ofOne.getKey(), store::add);
            for (Event event : ofOne.getValue()) {
                added += change.take(event) ? 1 : 0;
            }
            change.carryOut();
        }
        return added;
    }
}

package org.zonepulse.ledger.row;

import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.zone.Zone;

/**
 * The fold of the ledger: takes accepted events into the rows, and adds the difference that they make to the flows. Live
 * processing uses this one, and whoever wants to know what a single event changes; who asks for figures only now and
 * then, {@link LogFold}.
 *
 * <p>Since a contribution is a function of a row's set of events, the difference between the contributions before and
 * after is all there is to do, whatever the order of arrival. An event touches its own row, the profile, and the counts
 * over rows that it changes; only a change of place walks the enterprise's rows.
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
}

package org.zonepulse.ledger.row;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.kpi.FlowSums;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.zone.Zone;

/**
 * The fold of a whole log in memory, for whoever asks for figures only now and then. Events are collected by enterprise; when
 * figures are asked for, an enterprise is evaluated once, from all of its events. By the law of the ledger that comes to
 * what {@link LedgerFold} comes to event by event.
 *
 * <p>Of an enterprise that goes on after it was folded, rows are kept from then on, so that no event is folded more often than
 * twice, however often figures are asked for.
 *
 * <p>Not thread-safe.
 */
public final class LogFold {

    private final Evaluator evaluator;
    private final PackedEvents events = new PackedEvents();
    private final PackedRowStore rows = new PackedRowStore();

    /** By enterprise: how many of its events are folded but not in rows. */
    private int[] folded = new int[16];

    /** The enterprises whose rows are kept. */
    private final BitSet inRows = new BitSet();

    /** The enterprises with events that aren't folded. */
    private final BitSet unfolded = new BitSet();

    private long waiting;
    private long taken;
    private long repeats;

    /** The fold of a zone, by these definitions. */
    public LogFold(Zone zone, Definitions definitions) {
        this.evaluator = new Evaluator(zone, definitions);
    }

    /** Takes in an event that was accepted. */
    public void take(Event event) {
        unfolded.set(events.add(event));
        waiting++;
    }

    /** Folds what was taken in since the last time. */
    public void fold() {
        if (folded.length < events.enterprises()) {
            folded = Arrays.copyOf(folded, Math.max(folded.length * 2, events.enterprises()));
        }
        int added = 0;
        for (int enterprise = unfolded.nextSetBit(0);
                enterprise >= 0;
                enterprise = unfolded.nextSetBit(enterprise + 1)) {
            added += fold(enterprise);
        }
        unfolded.clear();
        taken += added;
        repeats += waiting - added;
        waiting = 0;
    }

    /** How many of the events that are folded were new. */
    public long taken() {
        return taken;
    }

    /** How many of the events that are folded had been there before. */
    public long repeats() {
        return repeats;
    }

    private int fold(int enterprise) {
        String id = events.enterpriseId(enterprise);
        return inRows.get(enterprise) || folded[enterprise] > 0 ? foldInRows(enterprise, id) : foldAll(enterprise, id);
    }

    /** Folds an enterprise for the first time. */
    private int foldAll(int enterprise, String id) {
        EnterpriseTotal total = new EnterpriseTotal(evaluator, id);
        int[] counts = new int[2];
        events.forEach(enterprise, id, (key, entry) -> {
            counts[0]++;
            counts[1] += total.take(key, entry) ? 1 : 0;
        });
        total.writeTo(rows);
        folded[enterprise] = counts[0];
        return counts[1];
    }

    private int foldInRows(int enterprise, String id) {
        EnterpriseChange known = new EnterpriseChange(evaluator, rows, id, (_, _, _) -> {});
        EnterpriseChange change = new EnterpriseChange(evaluator, rows, id, rows::add);
        int[] counts = {folded[enterprise], 0};
        events.forEach(enterprise, id, (key, entry) -> {
            if (counts[0] > 0) {
                known.take(key, entry);
                counts[0]--;
                if (counts[0] == 0) {
                    known.carryOut();
                }
            } else {
                counts[1] += change.take(key, entry) ? 1 : 0;
            }
        });
        change.carryOut();
        events.clear(enterprise);
        folded[enterprise] = 0;
        inRows.set(enterprise);
        return counts[1];
    }

    /** Hands over what folding has added to the flows since the last time, in the narrowest scopes. */
    public FlowSums takeFlows() {
        return rows.takeFlows();
    }

    /** What contradicts itself, by the events that are folded. */
    public Map<Anomaly.Key, Anomaly> anomalies() {
        return rows.anomalies();
    }
}

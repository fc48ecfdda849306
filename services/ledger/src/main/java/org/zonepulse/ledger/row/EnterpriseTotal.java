package org.zonepulse.ledger.row;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an enterprise contributes, from all of its events at once: the law of the ledger as it stands, with nothing kept
 * from before and no differences.
 */
final class EnterpriseTotal {

    private final Evaluator evaluator;
    private final String enterpriseId;
    private final Map<RowKey, Row> rows = new LinkedHashMap<>();

    /** The row that is being filled, since several events of the same often come in a row. */
    private RowKey lastKey;

    private Row lastRow = Row.EMPTY;

    /** The total of no events. */
    EnterpriseTotal(Evaluator evaluator, String enterpriseId) {
        this.evaluator = evaluator;
        this.enterpriseId = enterpriseId;
        this.lastKey = RowKey.profile(enterpriseId);
    }

    /**
     * Collects an event.
     *
     * @param key of its row
     * @return whether it was new
     */
    boolean take(RowKey key, Entry entry) {
        if (!key.equals(lastKey)) {
            rows.put(lastKey, lastRow);
            lastKey = key;
            lastRow = rows.getOrDefault(key, Row.EMPTY);
        }
        Row before = lastRow;
        lastRow = before.with(entry);
        return !lastRow.equals(before);
    }

    /** Adds all flows, and shows all anomalies. */
    void writeTo(RowStore store) {
        rows.put(lastKey, lastRow);
        Placement placement = evaluator.placement(rows.getOrDefault(RowKey.profile(enterpriseId), Row.EMPTY));
        if (placement.isSettled()) {
            rows.putIfAbsent(RowKey.certificates(enterpriseId), Row.EMPTY);
        }
        Map<Presence.Key, Presence> presences = new HashMap<>();
        rows.forEach((key, row) -> {
            Evaluation evaluation = evaluator.evaluate(key, row, placement);
            write(evaluation.flows(), store);
            evaluation.anomalies().forEach(anomaly -> store.show(anomaly.key(), null, anomaly));
            for (Spell spell : evaluation.spells()) {
                Presence.Key of = new Presence.Key(enterpriseId, spell.kind(), spell.scope(), Presence.Key.LATEST);
                presences.merge(of, Presence.of(spell, 1), Presence::with);
            }
        });
        presences.forEach(
                (key, presence) -> write(evaluator.evaluate(key, PresenceSteps.of(presence), placement), store));
    }

    private static void write(Iterable<Flow> flows, RowStore store) {
        for (Flow flow : flows) {
            store.add(flow.series(), flow.day(), flow.amount());
        }
    }
}

package org.zonepulse.ledger.row;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What an enterprise contributes, from all of its events at once: the law of the ledger as it stands, with nothing kept
 * from before and no differences.
 */
public final class EnterpriseTotal {

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
     * The total of what these rows hold.
     *
     * @param rows all rows of the enterprise, whose events these are; nobody changes them meanwhile
     */
    public static EnterpriseTotal of(Evaluator evaluator, String enterpriseId, Map<RowKey, Row> rows) {
        EnterpriseTotal total = new EnterpriseTotal(evaluator, enterpriseId);
        total.rows.putAll(rows);
        total.lastRow = rows.getOrDefault(total.lastKey, Row.EMPTY);
        return total;
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
        forEach(
                flow -> store.add(flow.series(), flow.day(), flow.amount()),
                anomaly -> store.show(anomaly.key(), null, anomaly));
    }

    /**
     * Tells all that it contributes.
     *
     * @param flows takes dated flows in the narrowest scopes, in no order
     * @param anomalies takes what contradicts itself
     */
    public void forEach(Consumer<Flow> flows, Consumer<Anomaly> anomalies) {
        rows.put(lastKey, lastRow);
        Placement placement = evaluator.placement(rows.getOrDefault(RowKey.profile(enterpriseId), Row.EMPTY));
        if (placement.isSettled()) {
            rows.putIfAbsent(RowKey.certificates(enterpriseId), Row.EMPTY);
        }
        Map<Presence.Key, Presence> presences = new HashMap<>();
        rows.forEach((key, row) -> {
            Evaluation evaluation = evaluator.evaluate(key, row, placement);
            evaluation.flows().forEach(flows);
            evaluation.anomalies().forEach(anomalies);
            for (Spell spell : evaluation.spells()) {
                Presence.Key of = new Presence.Key(enterpriseId, spell.kind(), spell.scope(), Presence.Key.LATEST);
                presences.merge(of, Presence.of(spell, 1), Presence::with);
            }
        });
        presences.forEach((key, presence) ->
                evaluator.evaluate(key, PresenceSteps.of(presence), placement).forEach(flows));
    }
}

package org.zonepulse.ledger.row;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zonepulse.ledger.event.Event;

/**
 * What some events of one enterprise change, from the rows as they are kept to the rows with all of these events: first
 * the events are collected, then it is carried out at once.
 */
final class EnterpriseChange {

    private final Evaluator evaluator;
    private final RowStore store;
    private final String enterpriseId;
    private final FlowSink flows;
    private final Map<RowKey, Touched> rows = new LinkedHashMap<>();
    private final Map<Presence.Key, Presence> differences = new HashMap<>();

    /**
     * No change so far.
     *
     * @param store where the enterprise's rows are kept; nothing else may change it meanwhile
     * @param flows is told what is to be added
     */
    EnterpriseChange(Evaluator evaluator, RowStore store, String enterpriseId, FlowSink flows) {
        this.evaluator = evaluator;
        this.store = store;
        this.enterpriseId = enterpriseId;
        this.flows = flows;
    }

    /** A row that events are taken into: as it was, and as it becomes. */
    private static final class Touched {
        final Row before;
        Row after;

        Touched(Row before) {
            this.before = before;
            this.after = before;
        }

        /** Whether it was new. */
        boolean take(Entry entry) {
            Row more = after.with(entry);
            boolean added = !more.equals(after);
            after = more;
            return added;
        }

        boolean isUnchanged() {
            return after.equals(before);
        }
    }

    /**
     * Collects an event of the enterprise.
     *
     * @return whether it was new
     */
    boolean take(Event event) {
        return take(RowKey.of(event), Entry.of(event));
    }

    /**
     * Collects an event of the enterprise.
     *
     * @param key of its row
     * @return whether it was new
     */
    boolean take(RowKey key, Entry entry) {
        return rows.computeIfAbsent(key, each -> new Touched(store.row(each))).take(entry);
    }

    /** Writes rows and presences to the store, and tells the difference that they make. */
    void carryOut() {
        rows.values().removeIf(Touched::isUnchanged);
        if (rows.isEmpty()) {
            return;
        }
        RowKey key = RowKey.profile(enterpriseId);
        Touched profile = rows.get(key);
        Placement before = evaluator.placement(profile == null ? store.row(key) : profile.before);
        Placement after = profile == null ? before : evaluator.placement(profile.after);
        rows.forEach((each, row) -> change(each, row.before, before, row.after, after));
        if (before.equals(after)) {
            changePresences(after);
        } else {
            moveRows(before, after);
            movePresences(before, after);
        }
        rows.forEach((each, row) -> store.put(each, row.after));
    }

    private void change(RowKey key, Row before, Placement oldPlacement, Row after, Placement newPlacement) {
        Evaluation was = evaluator.evaluate(key, before, oldPlacement);
        Evaluation is = evaluator.evaluate(key, after, newPlacement);
        flows.replace(was.flows(), is.flows());
        show(was.anomalies(), is.anomalies());
        if (!was.spells().equals(is.spells())) {
            was.spells().forEach(spell -> change(spell, -1));
            is.spells().forEach(spell -> change(spell, 1));
        }
    }

    /** Collects, day by day, how many spells more begin and end. */
    private void change(Spell spell, int sign) {
        Presence.Key key = new Presence.Key(enterpriseId, spell.kind(), spell.scope(), Presence.Key.LATEST);
        differences.merge(key, Presence.of(spell, sign), Presence::with);
    }

    private void changePresences(Placement placement) {
        differences.forEach((key, difference) -> {
            PresenceSteps steps = PresenceChange.apply(store, key, difference);
            flows.replace(List.of(), evaluator.evaluate(key, steps, placement));
        });
    }

    /** Evaluates the enterprise's other rows at its new place. */
    private void moveRows(Placement before, Placement after) {
        RowKey certificates = RowKey.certificates(enterpriseId);
        if (!rows.containsKey(certificates)) {
            Row row = store.row(certificates);
            change(certificates, row, before, row, after);
        }
        store.forEachRow(enterpriseId, (key, row) -> {
            switch (key.kind()) {
                case LOAN, FAIR, ORDER -> {
                    if (!rows.containsKey(key)) {
                        change(key, row, before, row, after);
                    }
                }
                case PROFILE, CERTIFICATES, CITY_TOTALS -> {}
            }
        });
    }

    private void movePresences(Placement before, Placement after) {
        Map<Presence.Key, Presence> presences = new HashMap<>();
        store.forEachPresence(
                enterpriseId,
                (key, days) -> presences.merge(key.of(Presence.Key.LATEST), days.after(List.of()), Presence::with));
        differences.keySet().forEach(key -> presences.putIfAbsent(key, Presence.EMPTY));
        presences.forEach((key, days) -> {
            Presence difference = differences.getOrDefault(key, Presence.EMPTY);
            flows.replace(
                    evaluator.evaluate(key, PresenceSteps.of(days), before),
                    evaluator.evaluate(key, PresenceSteps.of(days.with(difference)), after));
            PresenceChange.apply(store, key, difference);
        });
    }

    private void show(List<Anomaly> before, List<Anomaly> after) {
        if (before.equals(after)) {
            return;
        }
        Map<Anomaly.Key, Anomaly> hidden = new HashMap<>();
        before.forEach(anomaly -> hidden.put(anomaly.key(), anomaly));
        for (Anomaly anomaly : after) {
            Anomaly shown = hidden.remove(anomaly.key());
            if (!anomaly.equals(shown)) {
                store.show(anomaly.key(), shown, anomaly);
            }
        }
        hidden.forEach((key, anomaly) -> store.show(key, anomaly, null));
    }
}

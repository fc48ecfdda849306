package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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

    /** A row that events are taken into: as it was, and as it becomes. */
    private static final class Touched {
        final Row before;
        Row after;

        Touched(Row before) {
            this.before = before;
            this.after = before;
        }

        /** Whether the event was new. */
        boolean take(Event event) {
            Row more = after.with(event);
            boolean added = !more.equals(after);
            after = more;
            return added;
        }

        boolean isUnchanged() {
            return after.equals(before);
        }
    }

    /**
     * Takes in an event that was accepted.
     *
     * @return whether it was new; false for a duplicate, which changes nothing
     */
    public boolean apply(RowStore store, Event event) {
        return applyToOne(store, event.enterpriseId(), List.of(event)) > 0;
    }

    /**
     * Takes in any number of accepted events of any enterprises at once. Rows, presences, flows and anomalies are those of
     * taking in one by one, for less work: a row is read, evaluated and kept once, however many of the events are its
     * own.
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
            added += applyToOne(store, ofOne.getKey(), ofOne.getValue());
        }
        return added;
    }

    private int applyToOne(RowStore store, String enterpriseId, List<Event> events) {
        Map<RowKey, Touched> rows = new LinkedHashMap<>();
        int added = 0;
        for (Event event : events) {
            Touched row = rows.computeIfAbsent(RowKey.of(event), key -> new Touched(store.row(key)));
            added += row.take(event) ? 1 : 0;
        }
        if (added > 0) {
            rows.values().removeIf(Touched::isUnchanged);
            change(store, enterpriseId, rows);
        }
        return added;
    }

    private void change(RowStore store, String enterpriseId, Map<RowKey, Touched> rows) {
        Touched profile = rows.get(RowKey.profile(enterpriseId));
        Placement before =
                evaluator.placement(profile == null ? store.row(RowKey.profile(enterpriseId)) : profile.before);
        Placement after = profile == null ? before : evaluator.placement(profile.after);
        Map<Presence.Key, Presence> differences = new HashMap<>();
        rows.forEach((key, row) -> changeRow(
                store,
                key,
                evaluator.evaluate(key, row.before, before),
                evaluator.evaluate(key, row.after, after),
                differences));
        if (before.equals(after)) {
            changePresences(store, differences, after);
        } else {
            moveRows(store, enterpriseId, rows, before, after, differences);
            movePresences(store, enterpriseId, before, after, differences);
        }
        rows.forEach((key, row) -> store.put(key, row.after));
        changes.writeTo(store);
    }

    private void changeRow(
            RowStore store, RowKey key, Evaluation before, Evaluation after, Map<Presence.Key, Presence> differences) {
        changes.replace(before.flows(), after.flows());
        show(store, before.anomalies(), after.anomalies());
        if (!before.spells().equals(after.spells())) {
            before.spells().forEach(spell -> changeSpell(key.enterpriseId(), spell, -1, differences));
            after.spells().forEach(spell -> changeSpell(key.enterpriseId(), spell, 1, differences));
        }
    }

    /** Collects, day by day, how many spells more begin and end. */
    private static void changeSpell(
            String enterpriseId, Spell spell, int sign, Map<Presence.Key, Presence> differences) {
        Presence.Key key = new Presence.Key(enterpriseId, spell.kind(), spell.scope(), Presence.Key.LATEST);
        differences.merge(key, Presence.of(spell, sign), Presence::with);
    }

    private void changePresences(RowStore store, Map<Presence.Key, Presence> differences, Placement placement) {
        differences.forEach((key, difference) -> {
            PresenceSteps steps = PresenceChange.apply(store, key, difference);
            changes.replace(List.of(), evaluator.evaluate(key, steps, placement));
        });
    }

    /** Evaluates the other rows of an enterprise at its new place. */
    private void moveRows(
            RowStore store,
            String enterpriseId,
            Map<RowKey, Touched> changed,
            Placement before,
            Placement after,
            Map<Presence.Key, Presence> differences) {
        RowKey certificates = RowKey.certificates(enterpriseId);
        if (!changed.containsKey(certificates)) {
            moveRow(store, certificates, store.row(certificates), before, after, differences);
        }
        store.forEachRow(enterpriseId, (key, row) -> {
            switch (key.kind()) {
                case LOAN, FAIR, ORDER -> {
                    if (!changed.containsKey(key)) {
                        moveRow(store, key, row, before, after, differences);
                    }
                }
                case PROFILE, CERTIFICATES, CITY_TOTALS -> {}
            }
        });
    }

    private void moveRow(
            RowStore store,
            RowKey key,
            Row row,
            Placement before,
            Placement after,
            Map<Presence.Key, Presence> differences) {
        changeRow(store, key, evaluator.evaluate(key, row, before), evaluator.evaluate(key, row, after), differences);
    }

    private void movePresences(
            RowStore store,
            String enterpriseId,
            Placement before,
            Placement after,
            Map<Presence.Key, Presence> differences) {
        Map<Presence.Key, Presence> presences = new HashMap<>();
        store.forEachPresence(
                enterpriseId,
                (key, days) -> presences.merge(key.of(Presence.Key.LATEST), days.after(List.of()), Presence::with));
        differences.keySet().forEach(key -> presences.putIfAbsent(key, Presence.EMPTY));
        presences.forEach((key, days) -> {
            Presence difference = differences.getOrDefault(key, Presence.EMPTY);
            changes.replace(
                    evaluator.evaluate(key, PresenceSteps.of(days), before),
                    evaluator.evaluate(key, PresenceSteps.of(days.with(difference)), after));
            PresenceChange.apply(store, key, difference);
        });
    }

    private static void show(RowStore store, List<Anomaly> before, List<Anomaly> after) {
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

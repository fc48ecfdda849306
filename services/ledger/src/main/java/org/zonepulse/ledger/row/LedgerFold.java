package org.zonepulse.ledger.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.zone.Zone;

/**
 * The fold of the ledger: takes one accepted event into the rows, and adds the difference that it makes to the flows.
 * Live processing, restoring and audits all use this one.
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
        RowKey key = RowKey.of(event);
        Row before = store.row(key);
        Row after = before.with(event);
        if (after.equals(before)) {
            return false;
        }
        if (key.kind() == RowKey.Kind.PROFILE) {
            changeProfile(store, key, before, after);
        } else {
            Placement placement = evaluator.placement(store.row(RowKey.profile(key.enterpriseId())));
            changeRow(
                    store,
                    key,
                    evaluator.evaluate(key, before, placement),
                    evaluator.evaluate(key, after, placement),
                    placement);
        }
        store.put(key, after);
        changes.writeTo(store);
        return true;
    }

    private void changeRow(RowStore store, RowKey key, Evaluation before, Evaluation after, Placement placement) {
        changes.replace(before.flows(), after.flows());
        show(store, before.anomalies(), after.anomalies());
        if (before.spells().equals(after.spells())) {
            return;
        }
        Map<Presence.Key, Presence> differences = new HashMap<>();
        changeSpells(key.enterpriseId(), before.spells(), after.spells(), differences);
        differences.forEach((presenceKey, difference) -> {
            PresenceSteps steps = PresenceChange.apply(store, presenceKey, difference);
            changes.replace(List.of(), evaluator.evaluate(presenceKey, steps, placement));
        });
    }

    /** Collects, day by day, how many spells more begin and end. */
    private static void changeSpells(
            String enterpriseId, List<Spell> before, List<Spell> after, Map<Presence.Key, Presence> differences) {
        before.forEach(spell -> changeSpell(enterpriseId, spell, -1, differences));
        after.forEach(spell -> changeSpell(enterpriseId, spell, 1, differences));
    }

    private static void changeSpell(
            String enterpriseId, Spell spell, int sign, Map<Presence.Key, Presence> differences) {
        Presence.Key key = new Presence.Key(enterpriseId, spell.kind(), spell.scope(), Presence.Key.LATEST);
        differences.merge(key, Presence.of(spell, sign), Presence::with);
    }

    private void changeProfile(RowStore store, RowKey key, Row before, Row after) {
        Placement oldPlacement = evaluator.placement(before);
        Placement newPlacement = evaluator.placement(after);
        Evaluation oldProfile = evaluator.evaluate(key, before, oldPlacement);
        Evaluation newProfile = evaluator.evaluate(key, after, newPlacement);
        changes.replace(oldProfile.flows(), newProfile.flows());
        show(store, oldProfile.anomalies(), newProfile.anomalies());
        if (!oldPlacement.equals(newPlacement)) {
            move(store, key.enterpriseId(), oldPlacement, newPlacement);
        }
    }

    /** Evaluates all rows of an enterprise at its new place. */
    private void move(RowStore store, String enterpriseId, Placement oldPlacement, Placement newPlacement) {
        Map<Presence.Key, Presence> differences = new HashMap<>();
        RowKey certificates = RowKey.certificates(enterpriseId);
        moveRow(certificates, store.row(certificates), store, oldPlacement, newPlacement, differences);
        store.forEachRow(enterpriseId, (key, row) -> {
            switch (key.kind()) {
                case LOAN, FAIR, ORDER -> moveRow(key, row, store, oldPlacement, newPlacement, differences);
                case PROFILE, CERTIFICATES, CITY_TOTALS -> {}
            }
        });
        Map<Presence.Key, Presence> presences = new HashMap<>();
        store.forEachPresence(
                enterpriseId,
                (key, days) -> presences.merge(key.of(Presence.Key.LATEST), days.after(List.of()), Presence::with));
        differences.keySet().forEach(key -> presences.putIfAbsent(key, Presence.EMPTY));
        presences.forEach((key, before) -> {
            Presence difference = differences.getOrDefault(key, Presence.EMPTY);
            changes.replace(
                    evaluator.evaluate(key, PresenceSteps.of(before), oldPlacement),
                    evaluator.evaluate(key, PresenceSteps.of(before.with(difference)), newPlacement));
            PresenceChange.apply(store, key, difference);
        });
    }

    private void moveRow(
            RowKey key,
            Row row,
            RowStore store,
            Placement oldPlacement,
            Placement newPlacement,
            Map<Presence.Key, Presence> differences) {
        Evaluation before = evaluator.evaluate(key, row, oldPlacement);
        Evaluation after = evaluator.evaluate(key, row, newPlacement);
        changes.replace(before.flows(), after.flows());
        show(store, before.anomalies(), after.anomalies());
        if (!before.spells().equals(after.spells())) {
            changeSpells(key.enterpriseId(), before.spells(), after.spells(), differences);
        }
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

package org.zonepulse.ledger.row;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zonepulse.ledger.event.Event;
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

    /** The fold of a zone. */
    public LedgerFold(Zone zone) {
        this.evaluator = new Evaluator(zone);
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
        Map<Presence.Key, Presence> presences = new HashMap<>();
        changeSpells(store, key.enterpriseId(), before.spells(), after.spells(), presences);
        presences.forEach((presenceKey, changed) -> {
            Presence unchanged = store.presence(presenceKey);
            changes.replace(
                    evaluator.evaluate(presenceKey, unchanged, placement),
                    evaluator.evaluate(presenceKey, changed, placement));
            store.put(presenceKey, changed);
        });
    }

    private static void changeSpells(
            RowStore store,
            String enterpriseId,
            List<Spell> before,
            List<Spell> after,
            Map<Presence.Key, Presence> presences) {
        for (Spell spell : before) {
            changeSpell(store, enterpriseId, spell, -1, presences);
        }
        for (Spell spell : after) {
            changeSpell(store, enterpriseId, spell, 1, presences);
        }
    }

    private static void changeSpell(
            RowStore store, String enterpriseId, Spell spell, int sign, Map<Presence.Key, Presence> presences) {
        Presence.Key key = new Presence.Key(enterpriseId, spell.kind(), spell.scope());
        Presence presence = presences.containsKey(key) ? presences.get(key) : store.presence(key);
        presences.put(key, presence.with(spell, sign));
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
        Map<Presence.Key, Presence> changed = new HashMap<>();
        RowKey certificates = RowKey.certificates(enterpriseId);
        moveRow(store, certificates, store.row(certificates), oldPlacement, newPlacement, changed);
        store.forEachRow(enterpriseId, (key, row) -> {
            switch (key.kind()) {
                case LOAN, FAIR, ORDER -> moveRow(store, key, row, oldPlacement, newPlacement, changed);
                case PROFILE, CERTIFICATES, CITY_TOTALS -> {}
            }
        });
        Set<Presence.Key> visited = new HashSet<>();
        store.forEachPresence(enterpriseId, (key, presence) -> {
            visited.add(key);
            movePresence(key, presence, changed.getOrDefault(key, presence), oldPlacement, newPlacement);
        });
        changed.forEach((key, presence) -> {
            if (!visited.contains(key)) {
                movePresence(key, Presence.EMPTY, presence, oldPlacement, newPlacement);
            }
            store.put(key, presence);
        });
    }

    private void moveRow(
            RowStore store,
            RowKey key,
            Row row,
            Placement oldPlacement,
            Placement newPlacement,
            Map<Presence.Key, Presence> presences) {
        Evaluation before = evaluator.evaluate(key, row, oldPlacement);
        Evaluation after = evaluator.evaluate(key, row, newPlacement);
        changes.replace(before.flows(), after.flows());
        show(store, before.anomalies(), after.anomalies());
        if (!before.spells().equals(after.spells())) {
            changeSpells(store, key.enterpriseId(), before.spells(), after.spells(), presences);
        }
    }

    private void movePresence(
            Presence.Key key, Presence before, Presence after, Placement oldPlacement, Placement newPlacement) {
        changes.replace(evaluator.evaluate(key, before, oldPlacement), evaluator.evaluate(key, after, newPlacement));
    }

    private static void show(RowStore store, List<Anomaly> before, List<Anomaly> after) {
        if (before.equals(after)) {
            return;
        }
        Set<Anomaly.Key> shown = new HashSet<>();
        for (Anomaly anomaly : after) {
            shown.add(anomaly.key());
            if (!before.contains(anomaly)) {
                store.show(anomaly.key(), anomaly);
            }
        }
        for (Anomaly anomaly : before) {
            if (!shown.contains(anomaly.key())) {
                store.show(anomaly.key(), null);
            }
        }
    }
}

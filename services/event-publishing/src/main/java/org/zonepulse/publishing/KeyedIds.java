package org.zonepulse.publishing;

import java.util.HashMap;
import java.util.Map;
import org.zonepulse.contract.DerivedId;
import org.zonepulse.ledger.event.Event;

/** Ids for the events of one request that has a key: two equal facts get two, and the request's repeat gets the same. */
final class KeyedIds implements DerivedId {

    private final IdempotencyKey key;
    private final Map<String, Integer> soFar = new HashMap<>();

    KeyedIds(IdempotencyKey key) {
        this.key = key;
    }

    @Override
    public String of(Event event) {
        int number = soFar.merge(DerivedId.ofContent(event), 1, Integer::sum);
        return DerivedId.ofContentAndKey(event, key.text(), number);
    }
}

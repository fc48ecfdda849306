package org.zonepulse.ledger.row;

import java.util.Objects;
import org.zonepulse.ledger.measure.Scope;

/**
 * Days through which one row of an enterprise holds something of which the enterprise counts once however many it
 * holds: one loan's days with principal outstanding.
 *
 * @param kind what is held
 * @param scope {@link Scope#ZONE} for the count that follows the enterprise, else the product, bank, …
 * @param from first day
 * @param until first day after it; at {@code from} for what began and ended within a day
 */
record Spell(Presence.Kind kind, Scope scope, int from, int until) {
    Spell {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(scope, "scope");
    }
}

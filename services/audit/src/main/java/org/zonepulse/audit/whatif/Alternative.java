package org.zonepulse.audit.whatif;

import java.util.Objects;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.zone.Zone;

/**
 * What is to be otherwise.
 *
 * @param zone by whose rules events are accepted, and in whose industries they count
 * @param definitions what the measures mean
 * @param exclusions which events don't count
 */
public record Alternative(Zone zone, Definitions definitions, Exclusions exclusions) {
    public Alternative {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(definitions, "definitions");
        Objects.requireNonNull(exclusions, "exclusions");
    }
}

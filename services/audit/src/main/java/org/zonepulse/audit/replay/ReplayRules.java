package org.zonepulse.audit.replay;

import java.util.Objects;
import org.zonepulse.ledger.zone.Zone;

/**
 * By what rules a log is folded.
 *
 * @param zone the zone that events are checked by
 * @param refused what the live pipeline has refused
 * @param admission which of the accepted events count
 */
public record ReplayRules(Zone zone, RefusedRecords refused, Admission admission) {

    public ReplayRules {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(refused, "refused");
        Objects.requireNonNull(admission, "admission");
    }

    /** The live pipeline's. */
    public static ReplayRules live(Zone zone, RefusedRecords refused) {
        return new ReplayRules(zone, refused, (_, _) -> true);
    }
}

package org.zonepulse.audit.verify;

import java.util.Objects;
import org.zonepulse.audit.replay.StatedZone;

/**
 * By which zones' rules the cuts that were verified say that they were computed.
 *
 * @param used the zone by whose rules they were verified
 * @param unstated number of cuts that don't say
 * @param others number of cuts before the last that were computed by other zones' rules. They aren't wrong for that, since a
 *     pipeline's zone may change; their values are compared all the same
 * @param lastOther number of the last of those; 0 if there is none
 */
public record ZonesStated(StatedZone used, long unstated, long others, long lastOther) {
    public ZonesStated {
        Objects.requireNonNull(used, "used");
    }

    /** With one cut more, that comes before the last. */
    ZonesStated with(long cut, StatedZone stated) {
        if (!stated.isStated()) {
            return withUnstated();
        }
        return stated.equals(used) ? this : new ZonesStated(used, unstated, others + 1, cut);
    }

    /** With one cut more that doesn't say. */
    ZonesStated withUnstated() {
        return new ZonesStated(used, unstated + 1, others, lastOther);
    }
}

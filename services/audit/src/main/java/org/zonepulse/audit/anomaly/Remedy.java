package org.zonepulse.audit.anomaly;

import java.util.List;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.zone.Zone;

/**
 * One way to resolve a contradiction.
 *
 * @param text who has to do what, in both languages
 * @param events what to publish; empty where only the source can know it. Tried in memory: after these, the contradiction
 *     is gone
 * @param toBeFilledIn whether they hold examples that the source has to replace by what is true
 */
public record Remedy(Zone.Name text, List<Event> events, boolean toBeFilledIn) {
    public Remedy {
        events = List.copyOf(events);
    }
}

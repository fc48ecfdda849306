package org.zonepulse.audit.anomaly;

import java.util.List;
import java.util.regex.Pattern;
import org.zonepulse.contract.DerivedId;
import org.zonepulse.contract.EventJson;
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

    // Ids that were made and sources have no characters that JSON would escape, so the first is the right one.
    private static final Pattern EVENT_ID = Pattern.compile("\"eventId\":\"[^\"]*\",");
    private static final Pattern RECORDED_AT = Pattern.compile("\"recordedAt\":\"[^\"]*\",");

    public Remedy {
        events = List.copyOf(events);
    }

    /**
     * Such an event, to be published: without an id that is made of what it says, since that changes with every correction,
     * and without the moment of recording.
     */
    public static String json(Event event) {
        String text = RECORDED_AT.matcher(EventJson.write(event)).replaceFirst("");
        return event.eventId().equals(DerivedId.ofContent(event))
                ? EVENT_ID.matcher(text).replaceFirst("")
                : text;
    }
}

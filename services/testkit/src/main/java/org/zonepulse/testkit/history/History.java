package org.zonepulse.testkit.history;

import java.util.List;
import java.util.Objects;
import org.zonepulse.ledger.event.Event;

/**
 * Events in the order of their arrival.
 *
 * @param seed what they follow from
 * @param style how much sense they make
 * @param events all that can be accepted
 */
public record History(long seed, Style style, List<Event> events) {

    /** How much sense a history makes. */
    public enum Style {
        /** Nothing is wrong with it, but that events arrive late. */
        SANE,
        /** Sane, but for some mishaps. */
        NOISY,
        /** Anything goes. */
        CHAOTIC
    }

    public History {
        Objects.requireNonNull(style, "style");
        events = List.copyOf(events);
    }

    /** A line for each event. */
    public static String describe(List<Event> events) {
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            text.append("  %s on %s, of %s: %s/%s %s%n"
                    .formatted(
                            event.enterpriseId(),
                            event.occurredOn(),
                            event.recordedAt(),
                            event.source(),
                            event.eventId(),
                            event.fact()));
        }
        return text.toString();
    }
}

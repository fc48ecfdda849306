package org.zonepulse.ledger.row;

import java.util.Objects;

/**
 * What identifies an event: sources choose their ids by themselves.
 *
 * @param source the publisher
 * @param eventId its id of the event
 */
public record EventKey(String source, String eventId) implements Comparable<EventKey> {

    public EventKey {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(eventId, "eventId");
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + eventId.hashCode();
    }

    @Override
    public int compareTo(EventKey other) {
        int bySource = source.compareTo(other.source);
        return bySource == 0 ? eventId.compareTo(other.eventId) : bySource;
    }

    @Override
    public String toString() {
        return source + "/" + eventId;
    }
}

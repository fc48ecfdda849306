package org.zonepulse.audit.deadletter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.schemas.TopicCatalogue;

/** What a topic's records are to be. */
public sealed interface Origin {

    /** An event topic. */
    record Events(EventStream stream) implements Origin {}

    /** One source's way into an event topic, where brokers ask for credentials. */
    record Inbox(EventStream stream, String source) implements Origin {}

    /** The calendar. */
    record Calendar() implements Origin {}

    /** Not a topic that this program knows. */
    record Other() implements Origin {}

    /** The form of an inbox's name; neither streams nor sources have other characters. */
    Pattern INBOX = Pattern.compile("zone\\.inbox\\.([a-z-]+)\\.([a-z0-9][a-z0-9._-]{0,63})\\.v1");

    /** What the topic of this name holds. */
    static Origin of(String topic) {
        for (EventStream stream : EventStream.values()) {
            if (TopicCatalogue.ofStream(stream.id()).name().equals(topic)) {
                return new Events(stream);
            }
        }
        if (topic.equals(TopicCatalogue.CALENDAR.name())) {
            return new Calendar();
        }
        Matcher inbox = INBOX.matcher(topic);
        if (inbox.matches()) {
            for (EventStream stream : EventStream.values()) {
                if (stream.id().equals(inbox.group(1))) {
                    return new Inbox(stream, inbox.group(2));
                }
            }
        }
        return new Other();
    }

    /** Whether its records are events of that stream. */
    default boolean isOf(EventStream stream) {
        return switch (this) {
            case Events(EventStream own) -> own == stream;
            case Inbox(EventStream own, String _) -> own == stream;
            case Calendar _, Other _ -> false;
        };
    }
}

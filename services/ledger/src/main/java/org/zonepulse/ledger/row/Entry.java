package org.zonepulse.ledger.row;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;

/**
 * What a row keeps of an event: all that bears on KPIs. When the source wrote it down is provenance, so an event that
 * is sent again with another {@code recordedAt} is a duplicate.
 *
 * @param key what identifies the event
 * @param day the business date, as days since 1970-01-01
 * @param fact what happened
 */
public record Entry(EventKey key, int day, Fact fact) {

    /** By key; entries of one key by content, in an order that depends on the content alone. */
    static final Comparator<Entry> ORDER = Comparator.comparing(Entry::key)
            .thenComparingInt(Entry::day)
            .thenComparing(entry -> entry.fact().getClass().getName())
            .thenComparing(entry -> entry.fact().toString());

    public Entry {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(fact, "fact");
    }

    /** Whether one of the entries lies before a day. */
    static boolean isAnyBefore(int day, List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.day < day) {
                return true;
            }
        }
        return false;
    }

    /** What a row keeps of this event. */
    public static Entry of(Event event) {
        return new Entry(
                new EventKey(event.source(), event.eventId()),
                Math.toIntExact(event.occurredOn().toEpochDay()),
                event.fact());
    }
}

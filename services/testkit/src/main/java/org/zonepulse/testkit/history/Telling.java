package org.zonepulse.testkit.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zonepulse.ledger.event.Acceptance;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;

/**
 * Turns facts into events. Each source numbers its events of an enterprise from 1, so the ids of different sources and
 * of different enterprises are the same, and those of one enterprise and source differ.
 */
final class Telling {

    private final Dice dice;
    private final String enterpriseId;
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    Telling(Dice dice, String enterpriseId) {
        this.dice = dice;
        this.enterpriseId = enterpriseId;
    }

    /** By the stream's usual source, or now and then by the city hall. */
    Event tell(LocalDate day, Fact fact) {
        String source = dice.chance(85) ? Names.sourceOf(fact.stream()) : "city-hall";
        return tell(source, day, fact);
    }

    Event tell(String source, LocalDate day, Fact fact) {
        return tell(source, freshId(source), day, fact);
    }

    Event tell(String source, String eventId, LocalDate day, Fact fact) {
        Event event = new Event(eventId, source, day, recordedAt(day), enterpriseId, fact);
        events.add(event);
        return event;
    }

    /** An id that the source hasn't used for this enterprise. */
    String freshId(String source) {
        return Integer.toString(numbers.merge(source, 1, Integer::sum));
    }

    Instant recordedAt(LocalDate day) {
        Instant recorded = day.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(dice.between(0, 400) * 86_399L);
        Instant last = Acceptance.LATEST.atStartOfDay().toInstant(ZoneOffset.UTC);
        return recorded.isAfter(last) ? last : recorded;
    }

    String enterpriseId() {
        return enterpriseId;
    }

    /** All events told; may be changed. */
    List<Event> events() {
        return events;
    }
}

package org.zonepulse.audit.anomaly;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zonepulse.contract.DerivedId;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.EventKey;
import org.zonepulse.ledger.zone.Zone;

/**
 * One contradiction and all that is known about it; and the events by which sources put things right.
 *
 * @param zone the zone
 * @param enterpriseId the enterprise
 * @param subject what contradicts itself
 * @param finding in what way
 * @param history the enterprise's accepted events, each once
 * @param now when the events that put it right are recorded
 */
record Case(
        Zone zone, String enterpriseId, Subject subject, Anomaly.Finding finding, List<Event> history, Instant now) {

    private static final Comparator<Event> BY_DAY =
            Comparator.comparing(Event::occurredOn).thenComparing(Event::source).thenComparing(Event::eventId);

    Case {
        history = List.copyOf(history);
    }

    /** The events concerned, by day. */
    List<Event> concerned() {
        return history.stream()
                .filter(event -> event.fact().subject().equals(subject))
                .filter(event -> finding.events().contains(keyOf(event)))
                .sorted(BY_DAY)
                .toList();
    }

    /** Those of them that state a fact of this sort. */
    <F extends Fact> List<Event> concerned(Class<F> sort) {
        return concerned().stream()
                .filter(event -> sort.isInstance(event.fact()))
                .toList();
    }

    /** What stands of a subject's facts of this sort: those that aren't reversed, by day. */
    <F extends Fact> List<Event> standing(Subject of, Class<F> sort) {
        List<EventKey> reversed = history.stream()
                .filter(event -> event.fact().subject().equals(of))
                .filter(event -> event.fact() instanceof Reversed)
                .map(event -> new EventKey(event.source(), ((Reversed) event.fact()).eventId()))
                .toList();
        return history.stream()
                .filter(event -> event.fact().subject().equals(of) && sort.isInstance(event.fact()))
                .filter(event -> !reversed.contains(keyOf(event)))
                .sorted(BY_DAY)
                .toList();
    }

    static EventKey keyOf(Event event) {
        return new EventKey(event.source(), event.eventId());
    }

    /** The earliest day of these. */
    static LocalDate earliest(List<Event> events) {
        return events.stream()
                .map(Event::occurredOn)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** A source of facts of that sort, if one has spoken of this enterprise. */
    <F extends Fact> Optional<String> sourceOf(Class<F> sort) {
        return history.stream()
                .filter(event -> sort.isInstance(event.fact()))
                .map(Event::source)
                .findFirst();
    }

    /** An event, under the id that is made of what it says. */
    Event event(String source, LocalDate day, Fact fact) {
        Event unnamed = new Event("", source, day, now, enterpriseId, fact);
        return named(unnamed, DerivedId.ofContent(unnamed));
    }

    private static Event named(Event event, String id) {
        return new Event(
                id, event.source(), event.occurredOn(), event.recordedAt(), event.enterpriseId(), event.fact());
    }

    /** What undoes an event. */
    Event reversal(Event event) {
        return event(
                event.source(),
                event.occurredOn(),
                new Reversed(event.eventId(), event.fact().subject(), "entered by mistake"));
    }

    /** What undoes all of these. */
    List<Event> reversals(List<Event> events) {
        return events.stream().map(this::reversal).distinct().toList();
    }

    /** What undoes all but the first. */
    List<Event> reversalsOfAllButFirst(List<Event> events) {
        return reversals(events.subList(Math.min(1, events.size()), events.size()));
    }

    /** For what may be there once, and is there several times. */
    Remedy allButOne(List<Event> events) {
        return like(
                reversalsOfAllButFirst(events),
                "%s reverses all but one of %s.",
                "由%s冲销多余的记录，只保留其中一条：%s。",
                sources(events),
                list(events));
    }

    /** What puts another fact in an event's place, on another day perhaps. */
    List<Event> replaced(Event event, LocalDate day, Fact fact) {
        return List.of(reversal(event), event(event.source(), day, fact));
    }

    /** What puts these on another day. */
    List<Event> moved(List<Event> events, LocalDate day) {
        List<Event> all = new ArrayList<>();
        events.forEach(event -> all.addAll(replaced(event, day, event.fact())));
        return all;
    }

    /** Events by id, source and day, for people. */
    static String list(List<Event> events) {
        return events.stream()
                .map(event -> event.source() + "/" + event.eventId() + " (" + event.occurredOn() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The sources of these, for people. */
    static String sources(List<Event> events) {
        return events.stream().map(Event::source).distinct().collect(Collectors.joining(", "));
    }

    /** A remedy whose events are right as they stand. */
    static Remedy exactly(List<Event> events, String en, String zh, Object... arguments) {
        return new Remedy(say(en, zh, arguments), events, false);
    }

    /** A remedy whose events are an example. */
    static Remedy like(List<Event> events, String en, String zh, Object... arguments) {
        return new Remedy(say(en, zh, arguments), events, true);
    }

    private static Zone.Name say(String en, String zh, Object... arguments) {
        return new Phrase(en, zh).with(arguments);
    }

    /** A text in both languages with places to be filled, as String.format does. */
    private record Phrase(String en, String zh) {
        Zone.Name with(Object... arguments) {
            return new Zone.Name(String.format(Locale.ROOT, en, arguments), String.format(Locale.ROOT, zh, arguments));
        }
    }
}

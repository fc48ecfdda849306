package org.zonepulse.testkit.history;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.Subject;

/** What goes wrong with events on their way, or was wrong from the start; some of it is put right again. */
final class Noise {

    private final Dice dice;
    private final DaysOfInterest days;
    private final Telling telling;
    private final AnyFact any;

    Noise(Dice dice, DaysOfInterest days, Telling telling) {
        this.dice = dice;
        this.days = days;
        this.telling = telling;
        this.any = new AnyFact(dice, days);
    }

    /** One mishap with any of the events. */
    void add() {
        Event event = dice.pick(telling.events());
        switch (dice.between(1, 18)) {
            case 1 -> telling.events().add(event);
            case 2 -> sendAgain(event);
            case 3 -> reverse(event);
            case 4 -> replace(event, event.occurredOn(), other(event));
            case 5 -> replace(event, days.any(dice), event.fact());
            case 6 -> reverse(telling.tell(event.source(), days.any(dice), other(event)));
            case 7 -> contradict(event);
            case 8 -> contradictAndCorrect(event);
            case 9, 10 -> telling.tell(event.source(), event.occurredOn(), event.fact());
            case 11 -> telling.tell(event.source(), event.occurredOn(), other(event));
            case 12 -> telling.events().remove(event);
            case 13 -> moveToAnotherDay(event);
            case 14 -> reverseNothing(event);
            case 15 -> reverse(reverse(event));
            case 16 -> telling.tell(event.source(), event.eventId(), days.any(dice), reversal(event));
            case 17 -> reverseInTwoWays(event);
            default -> telling.tell("city-hall", event.eventId(), days.any(dice), other(event));
        }
    }

    /** Another fact about the same subject; it may be the same by chance. */
    private Fact other(Event event) {
        return any.about(event.fact().subject());
    }

    private void sendAgain(Event event) {
        telling.events()
                .add(new Event(
                        event.eventId(),
                        event.source(),
                        event.occurredOn(),
                        telling.recordedAt(event.occurredOn()),
                        event.enterpriseId(),
                        event.fact()));
    }

    private static Reversed reversal(Event event) {
        return new Reversed(event.eventId(), event.fact().subject(), "entered by mistake");
    }

    private Event reverse(Event event) {
        return telling.tell(event.source(), days.any(dice), reversal(event));
    }

    private void replace(Event event, LocalDate day, Fact fact) {
        reverse(event);
        telling.tell(event.source(), day, fact);
    }

    /** Something else under the same id. */
    private void contradict(Event event) {
        LocalDate day = dice.chance(50) ? event.occurredOn() : days.any(dice);
        telling.tell(event.source(), event.eventId(), day, other(event));
    }

    private void contradictAndCorrect(Event event) {
        contradict(event);
        replace(event, event.occurredOn(), event.fact());
    }

    private void moveToAnotherDay(Event event) {
        telling.events().remove(event);
        telling.tell(event.source(), event.eventId(), days.any(dice), event.fact());
    }

    /** Of an event that isn't there, of another source's, or under another subject. */
    private void reverseNothing(Event event) {
        Subject subject = event.fact().subject();
        LocalDate day = days.any(dice);
        switch (dice.between(1, 3)) {
            case 1 -> telling.tell(event.source(), day, new Reversed("missing", subject, "no such event"));
            case 2 -> telling.tell("someone-else", day, reversal(event));
            default -> {
                Subject wrong = subject.kind() == Subject.Kind.CITY_TOTAL ? subject : Names.subject(dice);
                telling.tell(event.source(), day, new Reversed(event.eventId(), wrong, "wrong subject"));
            }
        }
    }

    /** Two reversals under one id, that differ in their reason. */
    private void reverseInTwoWays(Event event) {
        Event first = reverse(event);
        Reversed second = new Reversed(event.eventId(), event.fact().subject(), "for another reason");
        telling.tell(first.source(), first.eventId(), first.occurredOn(), second);
    }

    /** The events in an order of arrival: as they happened, with some late, or in any order. */
    static void arrange(List<Event> events, Dice dice) {
        dice.shuffle(events);
        if (dice.chance(70)) {
            events.sort(Comparator.comparing(Event::occurredOn));
            for (int late = dice.between(0, 4); late > 0 && !events.isEmpty(); late--) {
                events.add(events.remove(dice.between(0, events.size() - 1)));
            }
        }
    }
}

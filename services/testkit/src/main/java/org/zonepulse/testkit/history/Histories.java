package org.zonepulse.testkit.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.testkit.CreditCodes;
import org.zonepulse.testkit.TestZone;
import org.zonepulse.testkit.history.History.Style;

/**
 * Histories of a few enterprises in {@link TestZone}, each from a seed: all sorts of facts on few days and with few
 * names, so that they meet; with duplicates, late and back-dated events, reversals before and after what they undo,
 * reversals of nothing, contradictory ids, and everything else that can be wrong with accepted events.
 */
public final class Histories {

    /** How many enterprises a history is about: mostly one, since most of what can go wrong goes wrong within one. */
    private static final List<Integer> ENTERPRISES = List.of(1, 1, 1, 1, 1, 1, 2, 2, 2, 3);

    private Histories() {}

    /** The history of the seed: most are noisy, some sane, some chaotic. */
    public static History of(long seed) {
        Dice dice = new Dice(seed);
        int roll = dice.between(1, 100);
        Style style = roll <= 20 ? Style.SANE : roll <= 70 ? Style.NOISY : Style.CHAOTIC;
        return of(seed, style);
    }

    /** The history of the seed in this style. */
    public static History of(long seed, Style style) {
        Dice dice = new Dice(seed ^ style.name().hashCode());
        DaysOfInterest days = DaysOfInterest.of(dice);
        List<Event> events = new ArrayList<>();
        for (int i = dice.pick(ENTERPRISES); i > 0; i--) {
            Telling telling = new Telling(dice, CreditCodes.of(i));
            switch (style) {
                case SANE -> new SaneLife(dice, days, telling).tellAll();
                case NOISY -> {
                    new SaneLife(dice, days, telling).tellAll();
                    addNoise(dice, days, telling);
                }
                case CHAOTIC -> new Chaos(dice, days, telling).tellAll();
            }
            events.addAll(telling.events());
        }
        if (dice.chance(40)) {
            events.addAll(city(dice, days, style));
        }
        Noise.arrange(events, dice);
        return new History(seed, style, events);
    }

    /**
     * An event more, under an id that nothing else has: another fact about the subject of one of the events, on the day
     * of one of them, by chance a sensible one. Mostly it contradicts the others.
     *
     * @param events at least one
     */
    public static Event another(List<Event> events, Dice dice) {
        List<LocalDate> days =
                events.stream().map(Event::occurredOn).distinct().sorted().toList();
        Event like = dice.pick(events);
        Fact fact =
                new AnyFact(dice, new DaysOfInterest(days)).about(like.fact().subject());
        String eventId = "another-" + dice.between(1, 1_000_000);
        return new Event(eventId, like.source(), dice.pick(days), like.recordedAt(), like.enterpriseId(), fact);
    }

    /** The reversal of an event, under an id that nothing else has. */
    public static Event reversalOf(Event event) {
        Reversed reversed = new Reversed(event.eventId(), event.fact().subject(), "entered by mistake");
        return new Event(
                "reversal-of-" + event.eventId(),
                event.source(),
                event.occurredOn(),
                event.recordedAt(),
                event.enterpriseId(),
                reversed);
    }

    private static List<Event> city(Dice dice, DaysOfInterest days, Style style) {
        Telling telling = new Telling(dice, TestZone.CITY);
        switch (style) {
            case SANE -> SaneLife.tellCity(dice, days, telling);
            case NOISY -> {
                SaneLife.tellCity(dice, days, telling);
                addNoise(dice, days, telling);
            }
            case CHAOTIC -> new Chaos(dice, days, telling).tellCity();
        }
        return telling.events();
    }

    private static void addNoise(Dice dice, DaysOfInterest days, Telling telling) {
        for (int i = dice.between(0, 4); i > 0 && !telling.events().isEmpty(); i--) {
            new Noise(dice, days, telling).add();
        }
    }
}

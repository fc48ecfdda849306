package org.zonepulse.testkit.history;

import java.time.LocalDate;
import java.util.List;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.testkit.TestZone;

/** Tells anything at all about an enterprise, under ids that often collide. */
final class Chaos {

    private static final List<String> SOURCES = List.of("bureau", "registry");

    private final Dice dice;
    private final DaysOfInterest days;
    private final Telling telling;
    private final AnyFact any;

    Chaos(Dice dice, DaysOfInterest days, Telling telling) {
        this.dice = dice;
        this.days = days;
        this.telling = telling;
        this.any = new AnyFact(dice, days);
    }

    /** Mostly with a registration, without which nothing counts. */
    void tellAll() {
        if (dice.chance(90)) {
            LocalDate day = dice.chance(80) ? days.early(dice) : days.any(dice);
            telling.tell(day, new Registered("Enterprise", dice.pick(Names.PARKS), dice.pick(TestZone.INDUSTRY_CODES)));
        }
        for (int i = dice.between(1, 25); i > 0; i--) {
            Subject subject = Names.subject(dice);
            tellAny(dice.chance(85) ? any.about(subject) : reversal(subject));
        }
    }

    void tellCity() {
        for (int i = dice.between(1, 6); i > 0; i--) {
            Subject total = new CityTotalReported(dice.pick(Names.KINDS.subList(0, 2)), 0).subject();
            tellAny(dice.chance(80) ? any.about(total) : reversal(total));
        }
    }

    private void tellAny(Fact fact) {
        String source = dice.pick(SOURCES);
        String id = dice.chance(80) ? telling.freshId(source) : Integer.toString(dice.between(1, 20));
        telling.tell(source, id, days.any(dice), fact);
    }

    /** Of something that was told; now and then of something that wasn't. */
    private Fact reversal(Subject guess) {
        if (telling.events().isEmpty() || dice.chance(20)) {
            return new Reversed(Integer.toString(dice.between(1, 20)), guess, "guess");
        }
        Event event = dice.pick(telling.events());
        return new Reversed(event.eventId(), event.fact().subject(), "any");
    }
}

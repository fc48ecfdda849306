package org.zonepulse.testkit.history;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;
import org.zonepulse.testkit.TestZone;

/** Tells of fairs, clients and intended orders without a contradiction. */
final class SaneFairs {

    private final Dice dice;
    private final DaysOfInterest days;
    private final Telling telling;
    private final AnyFact any;

    SaneFairs(Dice dice, DaysOfInterest days, Telling telling) {
        this.dice = dice;
        this.days = days;
        this.telling = telling;
        this.any = new AnyFact(dice, days);
    }

    void tellAll(LocalDate registeredOn) {
        for (String fair : TestZone.FAIRS.subList(0, dice.between(0, TestZone.FAIRS.size()))) {
            tellFair(fair, days.from(registeredOn, dice));
        }
        for (String id : Names.ORDERS.subList(0, dice.between(0, Names.ORDERS.size()))) {
            tellOrder(id, days.from(registeredOn, dice));
        }
    }

    private void tellFair(String fair, LocalDate attended) {
        telling.tell(attended, new FairParticipated(fair));
        if (dice.chance(20)) {
            telling.tell(days.from(attended, dice), new FairParticipated(fair));
        }
        for (int i = dice.between(0, 4); i > 0; i--) {
            telling.tell(days.from(attended, dice), new IntendedClientMet(fair, dice.pick(Names.CLIENTS)));
        }
    }

    private void tellOrder(String id, LocalDate signed) {
        telling.tell(signed, new IntendedOrderSigned(id, dice.pick(TestZone.FAIRS), "buyer", any.amount()));
        LocalDate closed = days.from(signed, dice);
        boolean open = dice.chance(40);
        Set<LocalDate> taken = new HashSet<>();
        for (int i = dice.between(0, 3); i > 0; i--) {
            LocalDate day = open ? days.from(signed, dice) : days.within(signed, closed, dice);
            if (taken.add(day)) {
                telling.tell(day, new IntendedOrderAmended(id, any.amount()));
            }
        }
        if (!open) {
            telling.tell(
                    closed,
                    dice.chance(50)
                            ? new IntendedOrderCancelled(id, "no longer needed")
                            : new IntendedOrderConverted(id, "contract of " + id, any.amount()));
        }
    }
}

package org.zonepulse.testkit.history;

import java.time.LocalDate;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.event.LoanFact.Pledge;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.testkit.TestZone;

/** Tells of loans that are drawn and paid back without a contradiction. */
final class SaneLoans {

    private final Dice dice;
    private final DaysOfInterest days;
    private final Telling telling;
    private final AnyFact any;

    SaneLoans(Dice dice, DaysOfInterest days, Telling telling) {
        this.dice = dice;
        this.days = days;
        this.telling = telling;
        this.any = new AnyFact(dice, days);
    }

    void tellAll(LocalDate registeredOn) {
        for (String id : Names.LOANS.subList(0, dice.between(0, Names.LOANS.size()))) {
            tellLoan(id, registeredOn);
        }
    }

    private void tellLoan(String id, LocalDate registeredOn) {
        LocalDate day = days.from(registeredOn, dice);
        Money granted = any.amount();
        Pledge pledge = dice.chance(30) ? new Pledge("P" + id, any.amount()) : null;
        telling.tell(
                day, new LoanGranted(id, dice.pick(TestZone.PRODUCTS), dice.pick(TestZone.BANKS), granted, pledge));
        long left = granted.minor();
        long balance = 0;
        for (int i = dice.between(0, 5); i > 0; i--) {
            if (dice.chance(70)) {
                day = days.from(day, dice);
            }
            if (left > 0 && (balance == 0 || dice.chance(30))) {
                long amount = part(left);
                left -= amount;
                balance += amount;
                telling.tell(day, new LoanDisbursed(id, Names.yuan(amount)));
            } else if (balance > 0) {
                long amount = part(balance);
                balance -= amount;
                Money paid = Names.yuan(amount);
                telling.tell(day, dice.chance(75) ? new LoanRepaid(id, paid) : new LoanWrittenOff(id, paid));
            }
        }
    }

    /** All of it, or half. */
    private long part(long amount) {
        return dice.chance(50) ? amount : (amount + 1) / 2;
    }
}

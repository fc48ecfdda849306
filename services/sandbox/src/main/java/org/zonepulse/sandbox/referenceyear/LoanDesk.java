package org.zonepulse.sandbox.referenceyear;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.LoanFact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.event.LoanFact.Pledge;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.referenceyear.Standing.Loan;

/** The banks': loans are granted, drawn, repaid, and seldom given up. */
final class LoanDesk implements Desk {

    private static final int PERCENT_GRANTED = 24;
    private static final int PERCENT_DRAWN_AT_ONCE = 45;
    private static final int PERCENT_SETTLED = 3;
    private static final int ODDS_OF_LOSS = 150;
    private static final int DAYS_REGISTERED = 400;
    private static final int DAYS_LATE = 4;
    private static final long YUAN = 100;

    private final Zone zone;
    private final List<Inhabitant> inhabitants;
    private final List<Loan> loans;
    private final Draw draw;
    private int number;

    /** @param loans of which something is to be drawn or owed; kept up to date */
    LoanDesk(Zone zone, List<Inhabitant> inhabitants, List<Loan> loans, long seed) {
        this.zone = zone;
        this.inhabitants = inhabitants;
        this.loans = loans;
        this.draw = new Draw(seed, "loan-desk");
    }

    @Override
    public List<Draft> next(LocalDate day) {
        if (loans.isEmpty() || draw.percent(PERCENT_GRANTED)) {
            return grant(day);
        }
        int index = draw.below(loans.size());
        Loan loan = loans.get(index);
        // Banks report some payments a few days later; they are dated when they were made.
        LocalDate paid = day.minusDays(draw.oneIn(8) ? draw.between(1, DAYS_LATE) : 0);
        if (paid.isBefore(loan.last) || !paid.isAfter(ReferenceYear.AS_OF)) {
            return List.of();
        }
        LoanFact fact = loan.undrawn > 0 && (loan.owed == 0 || draw.percent(35)) ? disburse(loan) : payBack(loan);
        loan.last = paid;
        if (loan.undrawn + loan.owed == 0) {
            loans.set(index, loans.getLast());
            loans.removeLast();
        }
        return List.of(new Draft(loan.bank, paid, loan.borrower, fact));
    }

    /** A new loan, and often its first part at once. */
    private List<Draft> grant(LocalDate day) {
        Inhabitant borrower = draw.pick(inhabitants);
        if (!borrower.isRegisteredSince(DAYS_REGISTERED, day)) {
            return List.of();
        }
        Source bank = draw.pick(LoanWriter.BANKS);
        number++;
        String series = bank.prefix().toUpperCase(Locale.ROOT) + "-" + BASIC_ISO_DATE.format(day);
        Loan loan = new Loan(borrower.code, "%s-%05d".formatted(series, number), bank, day);
        loan.undrawn = LoanBook.ROUND * Math.max(3, draw.size() / 3);
        loans.add(loan);
        String product = draw.pick(zone.loanProducts()).id();
        List<Draft> drafts = new ArrayList<>(2);
        drafts.add(new Draft(
                bank,
                day,
                borrower.code,
                new LoanGranted(loan.id, product, bank.id(), money(loan.undrawn), pledge(product, loan, day))));
        if (draw.percent(PERCENT_DRAWN_AT_ONCE)) {
            drafts.add(new Draft(bank, day, borrower.code, disburse(loan)));
        }
        return drafts;
    }

    private @Nullable Pledge pledge(String product, Loan loan, LocalDate day) {
        return product.equals(LoanWriter.PLEDGED)
                ? new Pledge("Y%d980%06d".formatted(day.getYear(), draw.below(1_000_000)), money(loan.undrawn))
                : null;
    }

    private LoanFact disburse(Loan loan) {
        long part = draw.percent(60) ? loan.undrawn : Math.max(YUAN, loan.undrawn / 2 / YUAN * YUAN);
        loan.undrawn -= Math.min(part, loan.undrawn);
        loan.owed += part;
        return new LoanDisbursed(loan.id, money(part));
    }

    private LoanFact payBack(Loan loan) {
        if (draw.oneIn(ODDS_OF_LOSS)) {
            long lost = loan.owed;
            loan.owed = 0;
            return new LoanWrittenOff(loan.id, money(lost));
        }
        long part = loan.owed / draw.between(12, 36) / YUAN * YUAN;
        long paid = part == 0 || draw.percent(PERCENT_SETTLED) ? loan.owed : part;
        loan.owed -= paid;
        return new LoanRepaid(loan.id, money(paid));
    }

    private Money money(long minor) {
        return new Money(minor, zone.currency());
    }
}

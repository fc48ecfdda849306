package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.LoanFact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.event.LoanFact.Pledge;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.zone.Zone;

/** Writes the life of a loan that leads to its balance: granted, drawn in parts, repaid month by month. */
final class LoanWriter {

    private static final long ROUND = LoanBook.ROUND;
    /** The product that a pledge of intellectual property secures. */
    static final String PLEDGED = "ip-pledge-loan";

    private static final int MOST_PARTS = 3;
    private static final int DAYS_BETWEEN_PARTS = 25;
    private static final int DAY_OF_INSTALMENTS = 21;
    private static final int MOST_INSTALMENTS = 36;

    /** Banks that don't exist. */
    static final List<Source> BANKS = List.of(
            new Source("lingnan-rural-bank", "lrb"),
            new Source("west-river-bank", "wrb"),
            new Source("pearl-delta-bank", "pdb"),
            new Source("five-parks-technology-bank", "ftb"),
            new Source("harbour-commercial-bank", "hcb"),
            new Source("south-china-joint-stock-bank", "sjb"));

    private final Zone zone;
    private final Journal journal;
    private final Draw draw;
    private final Map<String, Integer> numbers = new HashMap<>();

    LoanWriter(Zone zone, Journal journal, long seed) {
        this.zone = zone;
        this.journal = journal;
        this.draw = new Draw(seed, "loan-lives");
    }

    /** A loan under way: its bank and number. */
    private record Loan(LoanPlan plan, Source bank, String id) {}

    /**
     * Writes a loan's events.
     *
     * @param amount in fen: the balance of one that stands; of another, what it was for
     */
    void write(LoanPlan plan, long amount) {
        Source bank = draw.pick(BANKS);
        String series =
                bank.prefix().toUpperCase(Locale.ROOT) + "-" + plan.granted().getYear();
        Loan loan = new Loan(plan, bank, series + "-%04d".formatted(numbers.merge(series, 1, Integer::sum)));
        switch (plan.course()) {
            case STANDING -> draw(loan, amount);
            case REPAYING -> {
                long drawn = Math.ceilDiv(amount * 100 / (100 - draw.between(8, 65)), ROUND) * ROUND;
                repay(loan, draw(loan, drawn), drawn - amount);
            }
            case SETTLED -> repay(loan, draw(loan, amount), amount);
            case LOST -> {
                long repaid = amount / 100 * draw.between(10, 60);
                LocalDate last = repay(loan, draw(loan, amount), repaid);
                LocalDate lost = draw.day(last.plusDays(1), last.plusDays(150));
                note(loan, earlier(lost, ReferenceYear.AS_OF), new LoanWrittenOff(loan.id(), money(amount - repaid)));
            }
            case UNDRAWN -> grant(loan, amount);
        }
    }

    private void grant(Loan loan, long amount) {
        String product = draw.pick(zone.loanProducts()).id();
        long secured = Math.ceilDiv(amount * draw.between(100, 140) / 100, ROUND) * ROUND;
        note(
                loan,
                loan.plan().granted(),
                new LoanGranted(
                        loan.id(),
                        product,
                        loan.bank().id(),
                        money(amount),
                        product.equals(PLEDGED) ? pledge(loan, secured) : null));
    }

    private @Nullable Pledge pledge(Loan loan, long secured) {
        String number = "Y%d980%06d".formatted(loan.plan().granted().getYear(), draw.below(1_000_000));
        return new Pledge(number, money(secured));
    }

    /** Grants it, sometimes for more than is drawn, and draws it in parts; the day of the last. */
    private LocalDate draw(Loan loan, long amount) {
        grant(loan, amount + (draw.percent(15) ? ROUND * draw.between(1, 50) : 0));
        int parts = (int) Math.min(draw.between(1, MOST_PARTS), amount / ROUND);
        long[] shares = Apportionment.of(amount, draw.some(List.of(5L, 3L, 2L), parts), ROUND);
        LocalDate day = loan.plan().granted().plusDays(draw.between(1, 20));
        for (int i = 0; i < shares.length; i++) {
            day = i == 0 ? day : day.plusDays(draw.between(5, DAYS_BETWEEN_PARTS));
            note(loan, day, new LoanDisbursed(loan.id(), money(shares[i])));
        }
        return day;
    }

    /** In equal instalments, the last with what is left over; the day of the last. */
    private LocalDate repay(Loan loan, LocalDate drawn, long amount) {
        LocalDate first = drawn.plusMonths(1).withDayOfMonth(DAY_OF_INSTALMENTS);
        int possible = 1 + (int) ChronoUnit.MONTHS.between(first, ReferenceYear.AS_OF);
        int instalments = draw.between(1, Math.min(possible, MOST_INSTALMENTS));
        boolean monthly = loan.plan().course() == LoanPlan.Course.REPAYING || draw.percent(60);
        int number = monthly ? Math.max(instalments, Math.min(possible, MOST_INSTALMENTS) / 2) : 1;
        long each = amount / number;
        for (int i = 0; i < number; i++) {
            LocalDate day = first.plusMonths(monthly ? i : instalments - 1);
            long paid = i < number - 1 ? each : amount - each * (number - 1);
            note(loan, day, new LoanRepaid(loan.id(), money(paid)));
        }
        return first.plusMonths(Math.max(number, instalments) - 1);
    }

    private void note(Loan loan, LocalDate day, LoanFact fact) {
        journal.note(loan.bank(), day, loan.plan().borrower().code(), fact);
    }

    private Money money(long minor) {
        return new Money(minor, zone.currency());
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}

package org.zonepulse.testkit.oracle;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.LoanFact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.testkit.oracle.SettledRow.Dated;

/** One loan: what was paid when. */
final class NaiveLoan {

    private final SettledRow row;

    NaiveLoan(SettledRow row) {
        this.row = row;
    }

    Set<AnomalyCode> contradictions(LocalDate registeredOn) {
        EnumSet<AnomalyCode> found = EnumSet.noneOf(AnomalyCode.class);
        List<LocalDate> grants = row.daysOf(LoanGranted.class);
        if (grants.isEmpty() && !row.facts().isEmpty()) {
            found.add(AnomalyCode.LOAN_NOT_GRANTED);
        }
        if (grants.size() > 1) {
            found.add(AnomalyCode.LOAN_GRANTED_TWICE);
        }
        if (grants.size() == 1) {
            LocalDate granted = grants.getFirst();
            if (row.daysOf(LoanDisbursed.class).stream().anyMatch(day -> day.isBefore(granted))) {
                found.add(AnomalyCode.LOAN_BEFORE_GRANT);
            }
            if (paid(LoanDisbursed.class, null) > grant().amount().minor()) {
                found.add(AnomalyCode.LOAN_OVERDRAWN);
            }
        }
        if (row.facts().stream().anyMatch(dated -> balanceOn(dated.on()) < 0)) {
            found.add(AnomalyCode.LOAN_OVERPAID);
        }
        if (row.facts().stream().anyMatch(dated -> dated.on().isBefore(registeredOn))) {
            found.add(AnomalyCode.BEFORE_REGISTRATION);
        }
        return found;
    }

    /** The grant; only to be asked of a loan without contradictions that has any facts. */
    LoanGranted grant() {
        return row.all(LoanGranted.class).getFirst();
    }

    long balanceOn(LocalDate day) {
        return paid(LoanDisbursed.class, day) - paid(LoanRepaid.class, day) - paid(LoanWrittenOff.class, day);
    }

    boolean isDisbursedBy(LocalDate day) {
        return paid(LoanDisbursed.class, day) > 0;
    }

    /** What was paid in this way on just this day. */
    long paidOn(Class<? extends LoanFact> type, LocalDate day) {
        return paid(type, day) - paid(type, day.minusDays(1));
    }

    /** What was paid in this way up to the day, or ever if there is no day. */
    private long paid(Class<? extends LoanFact> type, @Nullable LocalDate until) {
        long sum = 0;
        for (Dated dated : row.facts()) {
            if (type.isInstance(dated.fact()) && (until == null || !dated.on().isAfter(until))) {
                sum += amount((LoanFact) dated.fact());
            }
        }
        return sum;
    }

    private static long amount(LoanFact fact) {
        return switch (fact) {
            case LoanDisbursed disbursed -> disbursed.amount().minor();
            case LoanRepaid repaid -> repaid.amount().minor();
            case LoanWrittenOff writtenOff -> writtenOff.amount().minor();
            case LoanGranted granted -> throw new IllegalArgumentException("no payment: " + granted);
            case Reversed reversed -> throw new IllegalArgumentException("no payment: " + reversed);
        };
    }
}

package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;

/** Evaluates the row of one loan. */
final class LoanRules implements SubjectRules {

    private final Cells cells;
    private final boolean balanceStays;
    private final boolean writtenOffLeaves;

    LoanRules(Cells cells, Definitions definitions) {
        this.cells = cells;
        this.balanceStays = definitions.staying().contains(Measure.LOAN_BALANCE);
        this.writtenOffLeaves = definitions.writtenOffLeaves();
    }

    /** What a loan's facts add up to. */
    private static final class Book {
        final List<Entry> grants = new ArrayList<>(1);
        final Steps balance = new Steps();
        int firstDisbursed = Placement.NEVER;
        long disbursed;

        static Book of(List<Entry> facts, boolean writtenOffLeaves) {
            Book book = new Book();
            for (Entry entry : facts) {
                switch (entry.fact()) {
                    case LoanGranted _ -> book.grants.add(entry);
                    case LoanDisbursed disbursed -> {
                        book.balance.add(entry.day(), disbursed.amount().minor());
                        book.disbursed += disbursed.amount().minor();
                        book.firstDisbursed = Math.min(book.firstDisbursed, entry.day());
                    }
                    case LoanRepaid repaid ->
                        book.balance.add(entry.day(), -repaid.amount().minor());
                    case LoanWrittenOff writtenOff -> {
                        if (writtenOffLeaves) {
                            book.balance.add(entry.day(), -writtenOff.amount().minor());
                        }
                    }
                    default -> throw SubjectRules.strange(entry);
                }
            }
            return book;
        }
    }

    @Override
    public Optional<AnomalyCode> contradiction(List<Entry> facts) {
        Book book = Book.of(facts, true);
        if (book.grants.isEmpty()) {
            return Optional.of(AnomalyCode.LOAN_NOT_GRANTED);
        }
        if (book.grants.size() > 1) {
            return Optional.of(AnomalyCode.LOAN_GRANTED_TWICE);
        }
        Entry grant = book.grants.getFirst();
        if (book.firstDisbursed < grant.day()) {
            return Optional.of(AnomalyCode.LOAN_BEFORE_GRANT);
        }
        if (book.disbursed > ((LoanGranted) grant.fact()).amount().minor()) {
            return Optional.of(AnomalyCode.LOAN_OVERDRAWN);
        }
        return book.balance.lowest() < 0 ? Optional.of(AnomalyCode.LOAN_OVERPAID) : Optional.empty();
    }

    @Override
    public void contribute(List<Entry> facts, Placement placement, FlowWriter flows, List<Spell> spells) {
        Book book = Book.of(facts, writtenOffLeaves);
        LoanGranted grant = (LoanGranted) book.grants.getFirst().fact();
        Cell product = cells.of(Scope.product(grant.product()));
        Cell bank = cells.of(Scope.bank(grant.bank()));
        for (Entry entry : facts) {
            Measure measure = flowOf(entry);
            if (measure != null) {
                long amount = amountOf(entry);
                flows.add(measure, placement.cellAt(entry.day()), entry.day(), amount);
                flows.add(measure, product, entry.day(), amount);
                flows.add(measure, bank, entry.day(), amount);
            }
        }
        if (balanceStays) {
            flows.add(Measure.LOAN_BALANCE, placement.cellAt(book.firstDisbursed), book.balance);
        } else {
            flows.addFollowing(Measure.LOAN_BALANCE, placement, book.balance);
        }
        flows.add(Measure.LOAN_BALANCE, product, book.balance);
        flows.add(Measure.LOAN_BALANCE, bank, book.balance);
        addSpells(book, List.of(Scope.ZONE, product.scope(), bank.scope()), spells);
    }

    private static @Nullable Measure flowOf(Entry entry) {
        return switch (entry.fact()) {
            case LoanDisbursed _ -> Measure.LOAN_DISBURSED;
            case LoanRepaid _ -> Measure.LOAN_REPAID;
            case LoanWrittenOff _ -> Measure.LOAN_WRITTEN_OFF;
            default -> null;
        };
    }

    private static long amountOf(Entry entry) {
        return switch (entry.fact()) {
            case LoanDisbursed disbursed -> disbursed.amount().minor();
            case LoanRepaid repaid -> repaid.amount().minor();
            case LoanWrittenOff writtenOff -> writtenOff.amount().minor();
            default -> 0;
        };
    }

    /** The days with principal outstanding; and the first disbursement's, even if it was repaid by evening. */
    private static void addSpells(Book book, List<Scope> scopes, List<Spell> spells) {
        Steps balance = book.balance;
        long level = 0;
        int since = 0;
        boolean first = true;
        for (int i = 0; i < balance.size(); i++) {
            long before = level;
            level += balance.amount(i);
            int day = balance.day(i);
            if (first && day == book.firstDisbursed && level == 0) {
                add(scopes, day, day, spells);
            }
            first &= day < book.firstDisbursed;
            if (before == 0 && level > 0) {
                since = day;
            } else if (before > 0 && level == 0) {
                add(scopes, since, day, spells);
            }
        }
        if (level > 0) {
            add(scopes, since, Placement.NEVER, spells);
        }
    }

    private static void add(List<Scope> scopes, int from, int until, List<Spell> spells) {
        for (Scope scope : scopes) {
            spells.add(new Spell(Presence.Kind.LOAN, scope, from, until));
        }
    }
}

package org.zonepulse.ledger.story;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.row.Entry;
import org.zonepulse.ledger.row.Evaluator;
import org.zonepulse.ledger.row.Row;
import org.zonepulse.ledger.row.RowKey;

/** Draws up an enterprise's loans and orders as of a day. */
public final class Accounts {

    private final String enterpriseId;
    private final Function<RowKey, Row> rows;
    private final Evaluator evaluator;
    private final int until;

    /**
     * Draws up accounts of an enterprise.
     *
     * @param rows its rows; {@link Row#EMPTY} where there is none
     * @param until the last day that counts, as days since 1970-01-01
     */
    public Accounts(String enterpriseId, Function<RowKey, Row> rows, Evaluator evaluator, int until) {
        this.enterpriseId = enterpriseId;
        this.rows = rows;
        this.evaluator = evaluator;
        this.until = until;
    }

    /** The account of a loan or an order. */
    public Account of(Subject subject) {
        RowKey key = RowKey.of(enterpriseId, subject);
        List<Fact> facts = new ArrayList<>();
        for (Entry entry : rows.apply(key).standing()) {
            if (entry.day() <= until) {
                facts.add(entry.fact());
            }
        }
        return subject.kind() == Subject.Kind.LOAN ? loan(subject, key, facts) : order(subject, key, facts);
    }

    private Account loan(Subject subject, RowKey key, List<Fact> facts) {
        @Nullable LoanGranted grant = null;
        long disbursed = 0;
        long repaid = 0;
        long writtenOff = 0;
        for (Fact fact : facts) {
            switch (fact) {
                case LoanGranted granted -> grant = granted;
                case LoanDisbursed is -> disbursed += is.amount().minor();
                case LoanRepaid is -> repaid += is.amount().minor();
                case LoanWrittenOff is -> writtenOff += is.amount().minor();
                default -> throw new IllegalStateException("no fact of a loan: " + fact);
            }
        }
        return new Account.Loan(
                subject,
                grant == null ? null : grant.product(),
                grant == null ? null : grant.bank(),
                grant == null ? 0 : grant.amount().minor(),
                disbursed,
                repaid,
                writtenOff,
                balance(key, Measure.LOAN_BALANCE));
    }

    private Account order(Subject subject, RowKey key, List<Fact> facts) {
        @Nullable IntendedOrderSigned signing = null;
        long converted = 0;
        boolean cancelled = false;
        for (Fact fact : facts) {
            switch (fact) {
                case IntendedOrderSigned is -> signing = is;
                case IntendedOrderConverted is -> converted += is.amount().minor();
                case IntendedOrderCancelled _ -> cancelled = true;
                default -> {}
            }
        }
        return new Account.Order(
                subject,
                signing == null ? null : signing.fair(),
                signing == null ? 0 : signing.amount().minor(),
                converted,
                cancelled,
                balance(key, Measure.INTENDED_ORDERS));
    }

    private long balance(RowKey key, Measure measure) {
        return evaluator.flows(key, rows.apply(key), rows.apply(RowKey.profile(enterpriseId))).stream()
                .filter(flow -> flow.day() <= until)
                .filter(flow -> flow.series().measure() == measure)
                .filter(flow -> flow.series().scope().kind() == Scope.Kind.PARK_INDUSTRY)
                .mapToLong(flow -> flow.amount())
                .sum();
    }
}

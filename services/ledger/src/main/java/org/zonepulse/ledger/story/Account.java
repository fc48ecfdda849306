package org.zonepulse.ledger.story;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Subject;

/**
 * What a loan or an intended order comes to on a day. Amounts are in minor units of money; they are of the facts that stand,
 * even where those contradict each other and nothing of them counts.
 */
public sealed interface Account {

    /** The loan or order. */
    Subject subject();

    /** What of it counts at the end of the day: principal outstanding, or the amount of an order that stands. */
    long balance();

    /**
     * A loan.
     *
     * @param product its product; null if no grant is known
     * @param bank its bank; null likewise
     * @param granted what it may come to
     */
    record Loan(
            Subject subject,
            @Nullable String product,
            @Nullable String bank,
            long granted,
            long disbursed,
            long repaid,
            long writtenOff,
            long balance)
            implements Account {
        public Loan {
            Objects.requireNonNull(subject, "subject");
        }
    }

    /**
     * An intended order.
     *
     * @param fair where it was signed; null if no signing is known
     * @param signed the amount as first signed
     * @param converted the amount of the contract that it became
     * @param cancelled whether it was
     */
    record Order(Subject subject, @Nullable String fair, long signed, long converted, boolean cancelled, long balance)
            implements Account {
        public Order {
            Objects.requireNonNull(subject, "subject");
        }
    }
}

package org.zonepulse.ledger.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Facts of loans. Amounts are principal; interest is no part of the balance. */
public sealed interface LoanFact extends Fact
        permits LoanFact.LoanGranted, LoanFact.LoanDisbursed, LoanFact.LoanRepaid, LoanFact.LoanWrittenOff, Reversed {

    /** The loan's subject. */
    private static Subject loan(String loanId) {
        return new Subject(Subject.Kind.LOAN, loanId);
    }

    /**
     * What secures an intellectual-property pledge loan.
     *
     * @param registrationNumber number of the pledge's registration
     * @param securedAmount the amount that it secures
     */
    record Pledge(String registrationNumber, Money securedAmount) {
        public Pledge {
            Objects.requireNonNull(registrationNumber, "registrationNumber");
            Objects.requireNonNull(securedAmount, "securedAmount");
        }
    }

    /**
     * A bank agreed to lend.
     *
     * @param loanId the bank's number of the loan, unique within the enterprise
     * @param product id of the zone's loan product
     * @param bank the lending bank's id
     * @param amount the most that can be drawn
     * @param pledge what secures it, or null
     */
    record LoanGranted(
            String loanId,
            String product,
            String bank,
            Money amount,
            @Nullable Pledge pledge) implements LoanFact {
        public LoanGranted {
            Objects.requireNonNull(loanId, "loanId");
            Objects.requireNonNull(product, "product");
            Objects.requireNonNull(bank, "bank");
            Objects.requireNonNull(amount, "amount");
        }

        @Override
        public Subject subject() {
            return loan(loanId);
        }
    }

    /**
     * Principal was paid out; a loan may be drawn in several parts.
     *
     * @param loanId the loan
     * @param amount principal paid out
     */
    record LoanDisbursed(String loanId, Money amount) implements LoanFact {
        public LoanDisbursed {
            Objects.requireNonNull(loanId, "loanId");
            Objects.requireNonNull(amount, "amount");
        }

        @Override
        public Subject subject() {
            return loan(loanId);
        }
    }

    /**
     * Principal was paid back.
     *
     * @param loanId the loan
     * @param amount principal paid back, without interest
     */
    record LoanRepaid(String loanId, Money amount) implements LoanFact {
        public LoanRepaid {
            Objects.requireNonNull(loanId, "loanId");
            Objects.requireNonNull(amount, "amount");
        }

        @Override
        public Subject subject() {
            return loan(loanId);
        }
    }

    /**
     * Principal was given up as lost.
     *
     * @param loanId the loan
     * @param amount principal written off
     */
    record LoanWrittenOff(String loanId, Money amount) implements LoanFact {
        public LoanWrittenOff {
            Objects.requireNonNull(loanId, "loanId");
            Objects.requireNonNull(amount, "amount");
        }

        @Override
        public Subject subject() {
            return loan(loanId);
        }
    }
}

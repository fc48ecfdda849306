package org.zonepulse.ledger.event;

import java.util.Objects;

/** Facts of trade fairs. A fair is named as its organiser names it, with edition and year. */
public sealed interface TradeFairFact extends Fact
        permits TradeFairFact.FairParticipated,
                TradeFairFact.IntendedClientMet,
                TradeFairFact.IntendedOrderSigned,
                TradeFairFact.IntendedOrderAmended,
                TradeFairFact.IntendedOrderCancelled,
                TradeFairFact.IntendedOrderConverted,
                Reversed {

    /** The order's subject. */
    private static Subject order(String orderId) {
        return new Subject(Subject.Kind.ORDER, orderId);
    }

    /**
     * The enterprise exhibited.
     *
     * @param fair the fair's name
     */
    record FairParticipated(String fair) implements TradeFairFact {
        public FairParticipated {
            Objects.requireNonNull(fair, "fair");
        }

        @Override
        public Subject subject() {
            return new Subject(Subject.Kind.FAIR, fair);
        }
    }

    /**
     * The exhibitor met a client who intends to buy.
     *
     * @param fair the fair's name
     * @param client the exhibitor's reference of the client, opaque; no person's name
     */
    record IntendedClientMet(String fair, String client) implements TradeFairFact {
        public IntendedClientMet {
            Objects.requireNonNull(fair, "fair");
            Objects.requireNonNull(client, "client");
        }

        @Override
        public Subject subject() {
            return new Subject(Subject.Kind.FAIR, fair);
        }
    }

    /**
     * A letter of intent was signed.
     *
     * @param orderId its number, unique within the enterprise
     * @param fair the fair's name
     * @param buyer the buying organisation
     * @param amount the intended amount
     */
    record IntendedOrderSigned(String orderId, String fair, String buyer, Money amount) implements TradeFairFact {
        public IntendedOrderSigned {
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(fair, "fair");
            Objects.requireNonNull(buyer, "buyer");
            Objects.requireNonNull(amount, "amount");
        }

        @Override
        public Subject subject() {
            return order(orderId);
        }
    }

    /**
     * Its amount was changed.
     *
     * @param orderId the order
     * @param amount the whole new amount
     */
    record IntendedOrderAmended(String orderId, Money amount) implements TradeFairFact {
        public IntendedOrderAmended {
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(amount, "amount");
        }

        @Override
        public Subject subject() {
            return order(orderId);
        }
    }

    /**
     * The intention was given up.
     *
     * @param orderId the order
     * @param reason why, for people
     */
    record IntendedOrderCancelled(String orderId, String reason) implements TradeFairFact {
        public IntendedOrderCancelled {
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Subject subject() {
            return order(orderId);
        }
    }

    /**
     * The intention became a contract.
     *
     * @param orderId the order
     * @param contractNumber the contract's number
     * @param amount the contract's amount
     */
    record IntendedOrderConverted(String orderId, String contractNumber, Money amount) implements TradeFairFact {
        public IntendedOrderConverted {
            Objects.requireNonNull(orderId, "orderId");
            Objects.requireNonNull(contractNumber, "contractNumber");
            Objects.requireNonNull(amount, "amount");
        }

        @Override
        public Subject subject() {
            return order(orderId);
        }
    }
}

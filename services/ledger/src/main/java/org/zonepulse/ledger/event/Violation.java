package org.zonepulse.ledger.event;

import java.util.Objects;

/**
 * One thing that is wrong with an event.
 *
 * @param reason what sort of thing
 * @param field where, as in the event's JSON form: {@code enterpriseId}, {@code fact.amount.currency}
 * @param message what is wrong and what would be right, for people
 */
public record Violation(RejectionReason reason, String field, String message) {
    public Violation {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
    }
}

package org.zonepulse.ledger.event;

/** Why something can't be accepted. Only what can't be read is rejected; what contradicts itself is an anomaly. */
public enum RejectionReason {
    /** The bytes are no record in the wire format, or end too soon, or too late. */
    UNDECODABLE,
    /** The registry knows no schema of the record's id. */
    UNKNOWN_SCHEMA,
    /** The record's schema can't be read as an event of this topic. */
    INCOMPATIBLE_SCHEMA,
    /** The text is no JSON, or not of the event's shape. */
    MALFORMED,
    /** A field is missing, empty, too long, or holds characters that it must not. */
    INVALID_FIELD,
    /** The enterprise's code isn't 18 legal symbols with the right check character. */
    INVALID_CREDIT_CODE,
    /** The zone has no such park. */
    UNKNOWN_PARK,
    /** The zone has no such loan product. */
    UNKNOWN_LOAN_PRODUCT,
    /** The amount isn't positive, or is finer than the currency's minor unit, or too large. */
    INVALID_AMOUNT,
    /** The amount isn't in the zone's currency. */
    FOREIGN_CURRENCY,
    /** A date is outside {@link Acceptance#EARLIEST} to {@link Acceptance#LATEST}, or an end isn't after its start. */
    INVALID_DATE,
    /** The fact belongs to another stream. */
    WRONG_STREAM,
    /** The publisher may not speak as this source. */
    FOREIGN_SOURCE,
    /** The record is larger than an event topic takes: compression let it through, and it could not be sent on. */
    TOO_LARGE
}

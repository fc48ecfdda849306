package org.zonepulse.audit.explain;

import java.util.Objects;

/**
 * What an event adds to a sum where it comes in the log, after all events of the topics before: registrations first, then
 * certifications, loans, trade fairs. A repayment that comes before its loan adds nothing, and the loan then what both come
 * to: single amounts depend on the order of arrival; their sum doesn't.
 *
 * @param seen the event
 * @param amount in the measure's unit; not 0
 */
public record Contribution(SeenEvent seen, long amount) {
    public Contribution {
        Objects.requireNonNull(seen, "seen");
    }
}

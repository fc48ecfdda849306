package org.zonepulse.ledger.event;

import java.util.Objects;

/**
 * Undoes an earlier event of the same source, whichever of the two arrives first. A reversal can't itself be reversed:
 * the fact is then published again under a new id.
 *
 * @param eventId the event to undo
 * @param subject the subject of that event
 * @param reason why, for people
 */
public record Reversed(String eventId, Subject subject, String reason)
        implements RegistrationFact, CertificationFact, LoanFact, TradeFairFact {
    public Reversed {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public EventStream stream() {
        return subject.kind().stream();
    }
}

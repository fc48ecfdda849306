package org.zonepulse.ledger.event;

/** What an event says. Each stream has its own sealed family, so that a new fact fails compilation where it matters. */
public sealed interface Fact permits RegistrationFact, CertificationFact, LoanFact, TradeFairFact {

    /** What the fact is about. */
    Subject subject();

    /** The stream that it belongs to. */
    default EventStream stream() {
        return subject().kind().stream();
    }
}

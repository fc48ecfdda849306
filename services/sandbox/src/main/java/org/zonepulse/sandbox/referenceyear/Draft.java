package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.Objects;
import org.zonepulse.ledger.event.Fact;

/**
 * What a source has to say, before it writes it down: an event without its id and moment.
 *
 * @param source who says it
 * @param occurredOn the business date
 * @param enterpriseId of whom
 * @param fact what happened
 */
record Draft(Source source, LocalDate occurredOn, String enterpriseId, Fact fact) {
    Draft {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(occurredOn, "occurredOn");
        Objects.requireNonNull(enterpriseId, "enterpriseId");
        Objects.requireNonNull(fact, "fact");
    }
}

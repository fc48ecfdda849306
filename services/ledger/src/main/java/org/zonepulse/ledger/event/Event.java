package org.zonepulse.ledger.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * One fact, as its source published it. An event is identified by its source and its id together: sources choose their
 * ids by themselves, and none can touch another's events.
 *
 * @param eventId the source's id of the event
 * @param source the publisher, such as {@code foshan-amr}
 * @param occurredOn the business date (valid time)
 * @param recordedAt when the source wrote it down; provenance only, it has no influence on any KPI
 * @param enterpriseId unified social credit code; for a city's total, the city's division code
 * @param fact what happened
 */
public record Event(
        String eventId, String source, LocalDate occurredOn, Instant recordedAt, String enterpriseId, Fact fact) {
    public Event {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(occurredOn, "occurredOn");
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(enterpriseId, "enterpriseId");
        Objects.requireNonNull(fact, "fact");
    }
}

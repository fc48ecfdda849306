package org.zonepulse.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.publishing.access.AuditLog;
import org.zonepulse.publishing.access.Caller;

/** Opens an {@link Account} for each request. */
@Singleton
class Accounts {

    private final EventStream stream;
    private final PublishingMeters meters;
    private final AuditLog audit;
    private final MeterRegistry registry;

    Accounts(EventStream stream, PublishingMeters meters, AuditLog audit, MeterRegistry registry) {
        this.stream = stream;
        this.meters = meters;
        this.audit = audit;
        this.registry = registry;
    }

    Account of(HttpRequest<?> request) {
        Caller caller = AccessFilter.callerOf(request);
        // As many as the publishers file has publishers, and it is the operator's.
        return new Account(
                caller,
                stream,
                meters,
                audit,
                registry.counter("zonepulse.publisher.published", "stream", stream.id(), "publisher", caller.name()));
    }
}

package org.zonepulse.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.schemas.Inbox;

/** Counts what became of the inboxes' records. */
final class InboxMeters {

    private final MeterRegistry registry;
    private final Map<Inbox, Counter> admitted = new ConcurrentHashMap<>();

    InboxMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void admitted(Inbox inbox) {
        admitted.computeIfAbsent(
                        inbox,
                        each -> registry.counter(
                                "zonepulse.inbox.admitted", "stream", each.streamId(), "source", each.source()))
                .increment();
    }

    void rejected(Inbox inbox, RejectionReason reason) {
        registry.counter("zonepulse.dead.letters", "topic", inbox.topic().name(), "reason", reason.name())
                .increment();
    }
}

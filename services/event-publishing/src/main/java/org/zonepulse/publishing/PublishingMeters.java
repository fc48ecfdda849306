package org.zonepulse.publishing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;

/**
 * What the emitter counts. Each event counts once; a refused one by the first of its errors. It is there from the start: what begins with
 * its first event has no increase then, and an alert would miss it.
 */
@Context
class PublishingMeters {

    private final Counter published;
    private final Counter unpublished;
    private final Counter duplicates;
    private final Counter replayed;
    private final Counter eventsTurnedAway;
    private final Counter batchesTurnedAway;
    private final Map<RejectionReason, Counter> refused = new EnumMap<>(RejectionReason.class);
    private final Timer event;
    private final Timer batch;

    PublishingMeters(MeterRegistry registry, EventStream stream) {
        published = registry.counter("zonepulse.events.published", "stream", stream.id());
        unpublished = registry.counter("zonepulse.events.unpublished", "stream", stream.id());
        duplicates = registry.counter("zonepulse.events.duplicate", "stream", stream.id());
        replayed = registry.counter("zonepulse.answers.replayed", "stream", stream.id());
        eventsTurnedAway = registry.counter("zonepulse.turned.away", "stream", stream.id(), "form", "event");
        batchesTurnedAway = registry.counter("zonepulse.turned.away", "stream", stream.id(), "form", "batch");
        // All at once, so that a reason shows as 0 before it first occurs.
        for (RejectionReason reason : RejectionReason.values()) {
            refused.put(
                    reason,
                    registry.counter("zonepulse.events.refused", "stream", stream.id(), "reason", reason.name()));
        }
        event = timer(registry, stream, "event");
        batch = timer(registry, stream, "batch");
    }

    private static Timer timer(MeterRegistry registry, EventStream stream, String form) {
        return Timer.builder("zonepulse.publish")
                .description("From the request to the last confirmation")
                .tags("stream", stream.id(), "form", form)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }

    void published() {
        published.increment();
    }

    /** Not sent, or sent and not confirmed. */
    void unpublished() {
        unpublished.increment();
    }

    /** Not sent, since the batch has it already. */
    void duplicate() {
        duplicates.increment();
    }

    /** A request that was answered before. */
    void replayed() {
        replayed.increment();
    }

    /** An event for which there was no room. */
    void eventTurnedAway() {
        eventsTurnedAway.increment();
    }

    /** A batch for which there was no room. */
    void batchTurnedAway() {
        batchesTurnedAway.increment();
    }

    void refused(List<Violation> violations) {
        Counter counter = refused.get(violations.getFirst().reason());
        if (counter != null) {
            counter.increment();
        }
    }

    /** Times one event. */
    Timer event() {
        return event;
    }

    /** Times a batch. */
    Timer batch() {
        return batch;
    }
}

package org.zonepulse.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micronaut.context.annotation.Context;
import io.micronaut.http.HttpRequest;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.LineReader;
import org.zonepulse.ledger.event.EventStream;

/**
 * Bounds what is in work at once, and so the memory that it takes, however slow the broker is: whoever comes on top of
 * that is told to slow down, before anything of the body is read.
 */
@Context
class WorkInHand {

    /** What a request takes beside its body, roughly. */
    private static final int REQUEST_BYTES = 8 * 1024;

    private final int eventBytes;
    private final int batchCount;
    private final Semaphore events;
    private final Semaphore batches;

    WorkInHand(PublishingSettings settings, MeterRegistry meters, EventStream stream) {
        this.eventBytes = settings.getEventBytesInWork();
        this.batchCount = settings.getConcurrentBatches();
        this.events = new Semaphore(eventBytes);
        this.batches = new Semaphore(batchCount);
        Tags tags = Tags.of("stream", stream.id());
        meters.gauge("zonepulse.event.bytes.in.work", tags, events, free -> eventBytes - free.availablePermits());
        meters.gauge("zonepulse.batches.in.work", tags, batches, free -> batchCount - free.availablePermits());
    }

    /** Room for one request, until it is closed. */
    interface Room extends AutoCloseable {
        @Override
        void close();
    }

    /** Room for an event, or null if there is none. */
    @Nullable Room forEvent(HttpRequest<?> request) {
        int bytes = Math.min(eventBytes, REQUEST_BYTES + bodyBytes(request));
        return events.tryAcquire(bytes) ? () -> events.release(bytes) : null;
    }

    /** The most that the body can be, by the request's own word. */
    private static int bodyBytes(HttpRequest<?> request) {
        long length = request.getContentLength();
        boolean isSaid = length >= 0 && length < LineReader.MAX_EVENT_BYTES && !PackedBodies.isPacked(request);
        return isSaid ? (int) length : LineReader.MAX_EVENT_BYTES;
    }

    /** Room for a batch, or null if there is none. */
    @Nullable Room forBatch() {
        return batches.tryAcquire() ? batches::release : null;
    }

    Problem noRoomForEvent() {
        return Problem.of(ProblemType.BUSY, "Events of " + eventBytes + " bytes are in work already");
    }

    Problem noRoomForBatch() {
        return Problem.of(ProblemType.BUSY, batchCount + " batches are in work already");
    }
}

package org.zonepulse.publishing;

import io.micrometer.core.instrument.Timer;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.LineReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Violation;

/** Events by HTTP: one, or a batch. What they mean to callers stands in {@code docs/publishing-http.md}. */
@Controller("/events")
@ExecuteOn(TaskExecutors.BLOCKING)
class EventsController {

    private final EventLog log;
    private final EventReader reader;
    private final EventStream stream;
    private final PublishingSettings settings;
    private final PublishingMeters meters;
    private final Clock clock;
    private final Semaphore batches;

    EventsController(
            EventLog log,
            EventReader reader,
            EventStream stream,
            PublishingSettings settings,
            PublishingMeters meters,
            Clock clock) {
        this.log = log;
        this.reader = reader;
        this.stream = stream;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        this.batches = new Semaphore(settings.getConcurrentBatches());
    }

    /** One event. */
    @Post(consumes = MediaType.APPLICATION_JSON, produces = MediaType.ALL)
    HttpResponse<byte[]> event(HttpRequest<?> request, @Body @Nullable InputStream body)
            throws IOException, InterruptedException {
        Timer.Sample sample = Timer.start();
        try (InputStream in = orEmpty(body)) {
            Problem tooLarge = tooLarge(request, LineReader.MAX_EVENT_BYTES);
            if (tooLarge != null) {
                return Answers.problem(tooLarge);
            }
            byte[] json = in.readNBytes(LineReader.MAX_EVENT_BYTES + 1);
            return json.length > LineReader.MAX_EVENT_BYTES
                    ? Answers.problem(tooLarge(LineReader.MAX_EVENT_BYTES))
                    : publish(json);
        } finally {
            sample.stop(meters.event());
        }
    }

    private HttpResponse<byte[]> publish(byte[] json) throws InterruptedException {
        return switch (reader.json(json, stream, clock.instant())) {
            case Parsed.Rejected(List<Violation> violations) -> {
                meters.refused(violations);
                yield Answers.problem(Problem.refused(violations));
            }
            case Parsed.Ok(Event event) -> publish(event);
        };
    }

    private HttpResponse<byte[]> publish(Event event) throws InterruptedException {
        Problem outage;
        switch (log.append(event, (place, failure) -> {})) {
            case EventLog.Appending.NotSent(Problem why) -> outage = why;
            case EventLog.Appending.Sent sent -> {
                try {
                    Receipt receipt = log.confirmed(event.eventId(), sent);
                    meters.published();
                    return Answers.receipt(receipt);
                } catch (Unconfirmed unconfirmed) {
                    outage = unconfirmed.outage();
                }
            }
        }
        meters.unpublished();
        return Answers.problem(outage);
    }

    /** A batch. */
    @Post(
            consumes = {"application/x-ndjson", "application/ndjson", "application/jsonl"},
            produces = MediaType.ALL)
    HttpResponse<byte[]> batch(HttpRequest<?> request, @Body @Nullable InputStream body)
            throws IOException, InterruptedException {
        Timer.Sample sample = Timer.start();
        try (InputStream in = orEmpty(body)) {
            Problem tooLarge = tooLarge(request, settings.getMaxBatchBytes());
            if (tooLarge != null) {
                return Answers.problem(tooLarge);
            }
            if (!batches.tryAcquire()) {
                return Answers.problem(
                        Problem.of(ProblemType.BUSY, settings.getConcurrentBatches() + " batches are in work already"));
            }
            try {
                Batch batch = new Batch(log, reader, stream, settings, meters, clock.instant());
                batch.send(new LineReader(in, settings.getMaxBatchBytes()));
                return Answers.batch(batch.answer());
            } finally {
                batches.release();
            }
        } finally {
            sample.stop(meters.batch());
        }
    }

    private static InputStream orEmpty(@Nullable InputStream body) {
        return body == null ? InputStream.nullInputStream() : body;
    }

    /** Said at once by the request's own word, before any of it is read. */
    private static @Nullable Problem tooLarge(HttpRequest<?> request, long limit) {
        return request.getContentLength() > limit ? tooLarge(limit) : null;
    }

    private static Problem tooLarge(long limit) {
        return Problem.of(ProblemType.TOO_LARGE, "It may have " + limit + " bytes");
    }
}

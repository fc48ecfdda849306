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
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.DerivedId;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.LineReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.publishing.openapi.EventsApi;

/** Events by HTTP: one, or a batch. What they mean to callers stands in {@code docs/publishing-http.md}. */
@Controller("/events")
@ExecuteOn(TaskExecutors.BLOCKING)
class EventsController implements EventsApi {

    private final EventLog log;
    private final EventReader reader;
    private final EventStream stream;
    private final PublishingSettings settings;
    private final PublishingMeters meters;
    private final WorkInHand work;
    private final OncePerKey once;
    private final Accounts accounts;
    private final Clock clock;

    EventsController(
            EventLog log,
            EventReader reader,
            EventStream stream,
            PublishingSettings settings,
            PublishingMeters meters,
            WorkInHand work,
            OncePerKey once,
            Accounts accounts,
            Clock clock) {
        this.log = log;
        this.reader = reader;
        this.stream = stream;
        this.settings = settings;
        this.meters = meters;
        this.work = work;
        this.once = once;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    @Post(consumes = MediaType.APPLICATION_JSON, produces = MediaType.ALL)
    public HttpResponse<byte[]> event(HttpRequest<?> request, @Body @Nullable InputStream body)
            throws InterruptedException {
        Timer.Sample sample = Timer.start();
        try (InputStream in = new TimedBody(orEmpty(body), settings.getEventBodyTime());
                WorkInHand.Room room = work.forEvent(request)) {
            Problem tooLarge = tooLarge(request, LineReader.MAX_EVENT_BYTES);
            if (tooLarge != null) {
                return Answers.problem(tooLarge);
            }
            if (room == null) {
                meters.eventTurnedAway();
                return Answers.problem(work.noRoomForEvent());
            }
            Account account = accounts.of(request);
            return once.answer(
                    request,
                    PackedBodies.unpacked(request, in),
                    LineReader.MAX_EVENT_BYTES,
                    (unpacked, key) -> read(unpacked, key, account));
        } catch (IOException broken) {
            return Answers.problem(TimedBody.problem(broken));
        } finally {
            sample.stop(meters.event());
        }
    }

    private HttpResponse<byte[]> read(InputStream body, @Nullable IdempotencyKey key, Account account)
            throws IOException, InterruptedException {
        byte[] json = body.readNBytes(LineReader.MAX_EVENT_BYTES + 1);
        return json.length > LineReader.MAX_EVENT_BYTES
                ? Answers.problem(tooLarge(LineReader.MAX_EVENT_BYTES))
                : publish(json, key == null ? DerivedId::ofContent : new KeyedIds(key), account);
    }

    private HttpResponse<byte[]> publish(byte[] json, DerivedId missingId, Account account)
            throws InterruptedException {
        return switch (reader.json(json, stream, clock.instant(), missingId)) {
            case Parsed.Rejected(List<Violation> violations) -> {
                account.refused(violations);
                yield Answers.problem(Problem.refused(violations));
            }
            case Parsed.Ok(Event event) -> {
                List<Violation> foreign = account.foreign(event);
                if (foreign.isEmpty()) {
                    yield publish(event, account);
                }
                account.refused(foreign, event);
                yield Answers.problem(Problem.refused(foreign));
            }
        };
    }

    private HttpResponse<byte[]> publish(Event event, Account account) throws InterruptedException {
        return switch (log.append(event, (place, failure) -> {})) {
            case EventLog.Appending.NotSent(Problem outage) -> {
                account.notPublished(event.source(), event.eventId(), outage);
                yield Answers.problem(outage);
            }
            case EventLog.Appending.Sent sent -> {
                try {
                    Receipt receipt = log.confirmed(event.eventId(), sent);
                    account.published(event.source(), receipt);
                    yield Answers.receipt(receipt);
                } catch (Unconfirmed unconfirmed) {
                    account.unconfirmed(event.source(), event.eventId(), unconfirmed.outage());
                    yield Answers.problem(unconfirmed.outage());
                }
            }
        };
    }

    @Override
    @Post(
            consumes = {"application/x-ndjson", "application/ndjson", "application/jsonl"},
            produces = MediaType.ALL)
    public HttpResponse<byte[]> batch(HttpRequest<?> request, @Body @Nullable InputStream body)
            throws InterruptedException {
        Timer.Sample sample = Timer.start();
        try (InputStream in = new TimedBody(orEmpty(body), settings.getBatchBodyTime());
                WorkInHand.Room room = work.forBatch()) {
            Problem tooLarge = tooLarge(request, settings.getMaxBatchBytes());
            if (tooLarge != null) {
                return Answers.problem(tooLarge);
            }
            if (room == null) {
                meters.batchTurnedAway();
                return Answers.problem(work.noRoomForBatch());
            }
            return once.answer(
                    request,
                    PackedBodies.unpacked(request, in),
                    settings.getMaxBatchBytes(),
                    (unpacked, key) -> publish(unpacked, key, accounts.of(request)));
        } catch (IOException broken) {
            return Answers.problem(TimedBody.problem(broken));
        } finally {
            sample.stop(meters.batch());
        }
    }

    private HttpResponse<byte[]> publish(InputStream body, @Nullable IdempotencyKey key, Account account)
            throws IOException, InterruptedException {
        Batch batch = new Batch(log, reader, stream, settings, account, clock.instant(), key);
        batch.send(new LineReader(body, settings.getMaxBatchBytes()));
        return Answers.batch(batch.answer());
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

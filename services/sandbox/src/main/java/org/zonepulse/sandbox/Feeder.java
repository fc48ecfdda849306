package org.zonepulse.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.EventJson;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;

/** Publishes events as their registries would: in NDJSON batches over HTTP, the four streams side by side. */
public final class Feeder implements AutoCloseable {

    /** Large enough that a batch's round trip doesn't count, small enough to show progress. */
    private static final int BATCH = 4000;

    private static final Duration ANSWER_AT_MOST = Duration.ofSeconds(60);
    private static final long RETRY_MILLIS = 500;

    private final Function<EventStream, URI> emitters;
    private final Duration patience;
    private final Map<String, String> headers;
    private final HttpClient http;

    /**
     * A feeder.
     *
     * @param emitters where each stream's events are posted
     * @param patience how long an emitter may be unavailable
     */
    public Feeder(Function<EventStream, URI> emitters, Duration patience) {
        this(emitters, Map.of(), null, patience);
    }

    /**
     * A feeder that says who it is.
     *
     * @param emitters where each stream's events are posted
     * @param headers sent with each batch, such as a credential
     * @param tls by which emitters' certificates are checked; null for the JVM's own way
     * @param patience how long an emitter may be unavailable
     */
    Feeder(
            Function<EventStream, URI> emitters,
            Map<String, String> headers,
            @Nullable SSLContext tls,
            Duration patience) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
        if (tls != null) {
            builder.sslContext(tls);
        }
        this.http = builder.build();
        this.headers = Map.copyOf(headers);
        this.emitters = emitters;
        this.patience = patience;
    }

    /**
     * Publishes what the marker doesn't tell to be acknowledged yet.
     *
     * @param progress told how many events are in the log, after each batch
     * @throws Refusal if a line is refused, or an emitter stays unavailable
     */
    public void feed(Map<EventStream, List<Event>> events, FeedMarker marker, LongConsumer progress)
            throws InterruptedException {
        marker.begin(events);
        AtomicLong acknowledged = new AtomicLong(
                events.keySet().stream().mapToInt(marker::acknowledged).sum());
        List<Callable<Void>> streams = new ArrayList<>();
        events.forEach((stream, list) -> streams.add(() -> {
            int from = marker.acknowledged(stream);
            while (from < list.size()) {
                int to = Math.min(list.size(), from + BATCH);
                send(stream, list.subList(from, to), from, "refusal.lineRefused");
                marker.acknowledge(stream, to);
                progress.accept(acknowledged.addAndGet(to - from));
                from = to;
            }
            return null;
        }));
        AllAtOnce.run("feed-", streams);
        marker.complete();
    }

    /**
     * Publishes some events, and returns when they are acknowledged.
     *
     * @throws Refusal if one is refused, or the emitter stays unavailable
     */
    public void publish(EventStream stream, List<Event> events) throws InterruptedException {
        for (int from = 0; from < events.size(); from += BATCH) {
            send(stream, events.subList(from, Math.min(events.size(), from + BATCH)), from, "refusal.liveRefused");
        }
    }

    private void send(EventStream stream, List<Event> batch, int offset, String refusal) throws InterruptedException {
        byte[] body = lines(batch);
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            switch (post(emitters.apply(stream), body, batch.size())) {
                case BatchAnswer.Published() -> {
                    return;
                }
                case BatchAnswer.Refused(int line, String problem) ->
                    throw new Refusal(refusal, stream.id(), offset + line, problem);
                case BatchAnswer.NotAllowed(String why) ->
                    throw new Refusal("refusal.feedNotAllowed", stream.id(), why);
                case BatchAnswer.TryAgain(String why) -> {
                    if (System.nanoTime() - deadline > 0) {
                        throw new Refusal("refusal.emitterAway", stream.id(), patience.toSeconds(), why);
                    }
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        }
    }

    private BatchAnswer post(URI emitter, byte[] body, int lines) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(emitter)
                .timeout(ANSWER_AT_MOST)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return BatchAnswer.read(answer.statusCode(), answer.body(), lines);
        } catch (SSLHandshakeException e) {
            // Nothing was sent, and trying again brings the same certificate.
            throw Refusal.because(e, "refusal.emitterUntrusted", emitter, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            // Whether it came through isn't known; but with the same ids it counts once.
            return new BatchAnswer.TryAgain(e.toString());
        }
    }

    private static byte[] lines(List<Event> events) {
        StringBuilder text = new StringBuilder(events.size() * 320);
        for (Event event : events) {
            text.append(EventJson.write(event)).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

package org.zonepulse.systemtests.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A browser's way of following the feed: it comes again where it was whenever the connection ends, and keeps what it was told. */
final class LiveReader implements AutoCloseable {

    private static final Duration COMES_AGAIN_AFTER = Duration.ofMillis(300);
    /** Three signs of life. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI live;
    private final Map<String, JsonNode> values = new ConcurrentSkipListMap<>();
    private final Thread thread;
    private volatile @Nullable String lastId;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger snapshots = new AtomicInteger();
    private final AtomicInteger silences = new AtomicInteger();
    private volatile @Nullable InputStream body;
    private volatile long heardAt;
    private volatile boolean closed;

    LiveReader(URI live) {
        this.live = live;
        this.thread = Thread.ofPlatform().name("live-reader").daemon().start(this::read);
    }

    private void read() {
        while (!closed) {
            try {
                HttpRequest.Builder request = HttpRequest.newBuilder(live).header("Accept", "text/event-stream");
                String id = lastId;
                if (id != null) {
                    request.header("Last-Event-ID", id);
                }
                HttpResponse<InputStream> answer =
                        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
                if (answer.statusCode() == 200) {
                    connections.incrementAndGet();
                    follow(answer.body());
                } else {
                    answer.body().close();
                }
            } catch (IOException e) {
                // Away for a moment; browsers come again, too.
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(COMES_AGAIN_AFTER.toNanos());
        }
    }

    private void follow(InputStream connected) throws IOException {
        heardAt = System.nanoTime();
        body = connected;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(connected, StandardCharsets.UTF_8))) {
            String id = null;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                heardAt = System.nanoTime();
                if (line.startsWith("id:")) {
                    id = line.substring("id:".length()).strip();
                } else if (line.equals("event: snapshot")) {
                    snapshots.incrementAndGet();
                } else if (line.startsWith("data:")) {
                    rowsIn(MAPPER.readTree(line.substring("data:".length()))).forEach(values::put);
                } else if (line.isEmpty() && id != null) {
                    lastId = id;
                }
            }
        }
    }

    /** The rows of an answer or event of the feed, by measure and scope. */
    static Map<String, JsonNode> rowsIn(JsonNode answer) {
        Map<String, JsonNode> rows = new TreeMap<>();
        for (JsonNode row : answer.path("values")) {
            rows.put(row.path("measure").asText() + "@" + row.path("scope").asText(), row);
        }
        return rows;
    }

    /** What it knows of each KPI by now. A connection on which not even signs of life come is left. */
    Map<String, JsonNode> values() {
        InputStream connected = body;
        if (connected != null && System.nanoTime() - heardAt > SILENCE.toNanos()) {
            silences.incrementAndGet();
            body = null;
            try {
                connected.close();
            } catch (IOException e) {
                // It is gone already.
            }
        }
        return Map.copyOf(values);
    }

    /** How often it has come. */
    int connections() {
        return connections.get();
    }

    /** How often it was told everything anew. */
    int snapshots() {
        return snapshots.get();
    }

    @Override
    public String toString() {
        return "a reader of the feed that came " + connections + " times, was told everything anew " + snapshots
                + " times, left a silent connection " + silences + " times, and knows event " + lastId;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        http.shutdownNow();
    }
}

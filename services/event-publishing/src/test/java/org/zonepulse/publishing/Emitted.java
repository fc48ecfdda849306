package org.zonepulse.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import org.apache.avro.Schema;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.TopicCatalogue;

/** An emitter of loans, as its callers see it. */
final class Emitted implements AutoCloseable {

    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ApplicationContext context;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI address;

    private Emitted(ApplicationContext context) {
        this.context = context;
        // One that listens to all addresses is asked at this machine's own.
        EmbeddedServer server = context.getBean(EmbeddedServer.class);
        this.address = URI.create(server.getScheme() + "://127.0.0.1:" + server.getPort());
    }

    /** With settings in place of the usual ones; a registry in memory has the catalogue's schemas. */
    static Emitted start(String broker, String registry, Map<String, Object> more) {
        if (registry.startsWith("mock:")) {
            registerSchemas(registry);
        }
        return startWithoutSchemas(broker, registry, more);
    }

    static void registerSchemas(String registry) {
        try (SchemaRegistry client = SchemaRegistry.open(Map.of("schema.registry.url", registry))) {
            TopicCatalogue.events()
                    .forEach(topic -> client.register(
                            topic.valueSubject(), new Schema.Parser().parse(topic.publishedSchema()), false));
        }
    }

    /** Where nobody has registered schemas. */
    static Emitted startWithoutSchemas(String broker, String registry, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "micronaut.server.port",
                -1,
                "zonepulse.publishing.stream",
                "loans",
                "kafka.bootstrap.servers",
                broker,
                "schema.registry.url",
                registry));
        settings.putAll(more);
        return new Emitted(Emitter.start("no-service", settings));
    }

    /** A status, a type and a body of one or more JSON documents. */
    record Answer(int status, String type, HttpResponse<String> raw) {

        JsonNode json() throws IOException {
            return MAPPER.readTree(raw.body());
        }

        List<JsonNode> lines() throws IOException {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : raw.body().split("\n", -1)) {
                if (!line.isEmpty()) {
                    lines.add(MAPPER.readTree(line));
                }
            }
            return lines;
        }

        JsonNode summary() throws IOException {
            return lines().getLast().get("summary");
        }
    }

    Answer post(String type, String body) throws Exception {
        return post(type, BodyPublishers.ofString(body));
    }

    Answer post(String type, BodyPublisher body) throws Exception {
        return send(request("/events").header("Content-Type", type).POST(body));
    }

    Answer get(String path) throws Exception {
        return send(request(path).GET());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(60));
    }

    Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response);
    }

    /** The sum of a metric over its tags. */
    double metric(String name) throws Exception {
        return get("/prometheus")
                .raw()
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    void awaitMetric(String name, DoublePredicate condition) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.test(metric(name))) {
            if (System.nanoTime() > until) {
                throw new AssertionError(name + " is still " + metric(name));
            }
            Thread.onSpinWait();
        }
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
        context.close();
    }
}

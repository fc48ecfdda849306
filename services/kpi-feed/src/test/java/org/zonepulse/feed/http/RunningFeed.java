package org.zonepulse.feed.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.zonepulse.feed.Application;
import org.zonepulse.feed.HandBuilt;

/** The service over states written by hand, as its callers see it. There is no broker. */
final class RunningFeed implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ApplicationContext context;
    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RunningFeed() {
        this("http://127.0.0.1:1");
    }

    /** @param kpiService where enterprises are asked for */
    RunningFeed(String kpiService) {
        context = Application.start(Map.of(
                "micronaut.server.port",
                -1,
                "kafka.bootstrap.servers",
                "127.0.0.1:1",
                "schema.registry.url",
                "mock://feed",
                "zonepulse.feed.kpi-service",
                kpiService));
        address = context.getBean(EmbeddedServer.class).getURI();
    }

    URI address() {
        return address;
    }

    HandBuilt cuts() {
        return context.getBean(HandBuilt.class);
    }

    /** An answer, which is told as JSON or text. */
    record Answer(HttpResponse<String> raw) {

        int status() {
            return raw.statusCode();
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        String text() {
            return raw.body();
        }

        JsonNode json() throws Exception {
            return JSON.readTree(raw.body());
        }
    }

    /** Headers come in pairs of name and value. */
    Answer get(String path, String... headers) throws Exception {
        return new Answer(client.send(request(path, headers), BodyHandlers.ofString()));
    }

    JsonNode json(String path) throws Exception {
        return get(path).json();
    }

    private HttpRequest request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(60));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    /** A connection to the live feed; its lines are waited for. */
    static final class Live implements AutoCloseable {
        private final HttpResponse<Stream<String>> response;
        private final Iterator<String> lines;

        private Live(HttpResponse<Stream<String>> response) {
            this.response = response;
            this.lines = response.body().iterator();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The next event's name, id and data, in one line. */
        String event() {
            StringBuilder event = new StringBuilder();
            while (true) {
                String line = lines.next();
                if (line.startsWith("event:") || line.startsWith("id:") || line.startsWith("data:")) {
                    event.append(line).append(' ');
                } else if (line.isEmpty() && !event.isEmpty()) {
                    return event.toString();
                }
            }
        }

        @Override
        public void close() {
            response.body().close();
        }
    }

    Live listen(String path, String... headers) throws Exception {
        return new Live(client.send(request(path, headers), BodyHandlers.ofLines()));
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
        context.close();
    }
}

package org.zonepulse.avrocodec;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A peer that misbehaves as told, over real connections. How real registries behave when they are well is
 * {@link ConfluentInteroperabilityTest}'s.
 */
final class FaultyRegistry implements AutoCloseable {
    /** What came in, and what goes out. */
    record Request(String method, String path, @Nullable String authorization, String body) {}

    @FunctionalInterface
    interface Behaviour {
        void answer(Request request, Out out) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Behaviour behaviour;

    private FaultyRegistry(HttpServer server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static FaultyRegistry that(Behaviour behaviour) {
        try {
            return new FaultyRegistry(HttpServer.create(anyPort(), 0), behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FaultyRegistry secured(SSLContext context, Behaviour behaviour) {
        try {
            HttpsServer server = HttpsServer.create(anyPort(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return new FaultyRegistry(server, behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    /** Answers every question with this status and text. */
    static Behaviour answers(int status, String body) {
        return (request, out) -> out.send(status, body);
    }

    /** Knows this schema under every id, and registers everything under the same id. */
    static Behaviour knows(int id, Schema schema) {
        return answers(200, json(Map.of("id", id, "schema", schema.toString())));
    }

    /** Refuses in the protocol's own terms. */
    static Behaviour refuses(int status, int code, String message) {
        return answers(status, json(Map.of("error_code", code, "message", message)));
    }

    static String json(Object value) {
        return JsonMapper.builder().build().valueToTree(value).toString();
    }

    void nowBehaves(Behaviour other) {
        behaviour = other;
    }

    List<Request> requests() {
        return requests;
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url() {
        return "http://" + authority();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            behaviour.answer(request, new Out(exchange, closing));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }

    /** The way back to the client. */
    record Out(HttpExchange exchange, CountDownLatch closing) {
        void send(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream stream = exchange.getResponseBody()) {
                stream.write(bytes);
            }
        }

        /** Keeps the client waiting until the test is over. */
        void nothing() throws InterruptedException {
            closing.await();
        }

        /** Begins an answer of this length, and never ends it. */
        void begin(int status, long length) throws IOException, InterruptedException {
            exchange.sendResponseHeaders(status, length);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            closing.await();
        }
    }
}

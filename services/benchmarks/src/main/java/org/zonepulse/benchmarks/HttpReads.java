package org.zonepulse.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How many answers kpi-feed gives each second, beside files of the page that the same server hands out, all in one run: each connection
 * asks again when it has its answer.
 */
public final class HttpReads {

    private static final int[] CONNECTIONS = {1, 8};
    private static final int ROUNDS = 2;
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final URI feed;

    private HttpReads(URI feed) {
        this.feed = feed;
    }

    /**
     * What is asked.
     *
     * @param path path and query
     * @param header one more line of the request; may be empty
     */
    private record Question(String path, String header) {}

    /**
     * What comes back.
     *
     * @param bytes of the body
     */
    private record Answer(int status, String tag, int bytes) {}

    /** Runs the benchmark and prints its figures. */
    public static void main(String... args) throws Exception {
        Path folder = Files.createTempDirectory("zonepulse-benchmark");
        try (UpProcess up = UpProcess.start(folder)) {
            new HttpReads(up.feed()).measure();
        } finally {
            Scratch.delete(folder);
        }
    }

    private void measure() throws Exception {
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put("static file, small", new Question("/icon.svg", ""));
        questions.put("static file", new Question("/page.css", ""));
        questions.put("all values", new Question("/api/v1/kpis", ""));
        questions.put("values of the zone", new Question("/api/v1/kpis?scope=zone", ""));
        questions.put("one value", new Question("/api/v1/kpis/loan-balance", ""));
        questions.put("all values, not modified", notModified("/api/v1/kpis"));
        questions.put("one value, not modified", notModified("/api/v1/kpis/loan-balance"));
        for (Question question : questions.values()) {
            rate(question, CONNECTIONS[CONNECTIONS.length - 1], WARM_UP_NANOS / questions.size());
        }
        for (int connections : CONNECTIONS) {
            Map<String, Double> rates = new HashMap<>();
            double load = Machine.load();
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, Question> each : questions.entrySet()) {
                    rates.merge(each.getKey(), rate(each.getValue(), connections, ROUND_NANOS), Math::max);
                }
            }
            tell(questions, connections, rates, load);
        }
    }

    private void tell(Map<String, Question> questions, int connections, Map<String, Double> rates, double load)
            throws IOException {
        System.out.printf(Locale.ROOT, "%n%d connections, load average before %.2f%n", connections, load);
        double file = rates.getOrDefault("static file", Double.NaN);
        for (Map.Entry<String, Question> each : questions.entrySet()) {
            double rate = rates.getOrDefault(each.getKey(), Double.NaN);
            Answer answer = ask(each.getValue());
            System.out.printf(
                    Locale.ROOT,
                    "%-26s %d %,9d bytes %,9.0f answers/s  ratio %.2f%n",
                    each.getKey(),
                    answer.status(),
                    answer.bytes(),
                    rate,
                    rate / file);
        }
    }

    private Question notModified(String path) throws IOException {
        return new Question(
                path, "If-None-Match: " + ask(new Question(path, "")).tag() + "\r\n");
    }

    private Answer ask(Question question) throws IOException {
        try (Connection connection = new Connection(question)) {
            return connection.ask();
        }
    }

    /** Answers a second. */
    private double rate(Question question, int connections, long nanos) throws Exception {
        long end = System.nanoTime() + nanos;
        long began = System.nanoTime();
        List<Future<Long>> counts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                counts.add(threads.submit(() -> askUntil(question, end)));
            }
            long all = 0;
            for (Future<Long> count : counts) {
                all += count.get();
            }
            return all / ((System.nanoTime() - began) / 1e9);
        }
    }

    private long askUntil(Question question, long end) throws IOException {
        long count = 0;
        try (Connection connection = new Connection(question)) {
            int status = connection.ask().status();
            while (System.nanoTime() - end < 0) {
                if (connection.ask().status() != status) {
                    throw new IllegalStateException("the answer to " + question + " has changed");
                }
                count++;
            }
        }
        return count;
    }

    /** One connection that stays open; it does as little as it can, since it shares the processor with the server. */
    private final class Connection implements AutoCloseable {
        private final Socket socket = new Socket(feed.getHost(), feed.getPort());
        private final InputStream in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
        private final byte[] request;

        private Connection(Question question) throws IOException {
            socket.setTcpNoDelay(true);
            request = ("GET " + question.path() + " HTTP/1.1\r\nHost: " + feed.getAuthority() + "\r\n"
                            + question.header() + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        private Answer ask() throws IOException {
            socket.getOutputStream().write(request);
            int status = Integer.parseInt(line().split(" ")[1]);
            String tag = "";
            int length = 0;
            boolean chunked = false;
            for (String line = line(); !line.isEmpty(); line = line()) {
                String lower = line.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip());
                } else if (lower.startsWith("etag:")) {
                    tag = line.substring(line.indexOf(':') + 1).strip();
                } else if (lower.startsWith("transfer-encoding:")) {
                    chunked = true;
                }
            }
            if (chunked) {
                length = skipChunks();
            } else {
                in.skipNBytes(length);
            }
            return new Answer(status, tag, length);
        }

        private int skipChunks() throws IOException {
            int all = 0;
            while (true) {
                int length = Integer.parseInt(line(), 16);
                in.skipNBytes(length);
                all += length;
                line();
                if (length == 0) {
                    return all;
                }
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException("the server has closed the connection");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

package org.zonepulse.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.DataFolder;
import org.zonepulse.sandbox.Installation;
import org.zonepulse.sandbox.PipelineAddress;
import org.zonepulse.sandbox.Ports;
import org.zonepulse.sandbox.Progress;
import org.zonepulse.sandbox.RegistryProcess;
import org.zonepulse.sandbox.Sandbox;
import org.zonepulse.sandbox.SandboxService;
import org.zonepulse.sandbox.Services;
import org.zonepulse.sandbox.Words;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * How fast events of loans come in by each way, from the same file on disk, beside a bare producer that sends the same
 * records ready-made: all in one run against one broker, each way measured twice, in turn.
 *
 * <p>Arguments: number of events (200,000), seed (1).
 */
public final class WaysIn {

    private static final String TOPIC = TopicCatalogue.LOANS.name();
    private static final int BATCH_LINES = 5_000;
    private static final int CONNECTIONS = 4;
    private static final int ROUNDS = 2;

    private final Zone zone = ZoneFile.bundled();
    private final Ports ports;
    private final PipelineAddress address;
    private final LoanFile file;

    private WaysIn(Ports ports, LoanFile file) {
        this.ports = ports;
        this.address = PipelineAddress.of(ports);
        this.file = file;
    }

    /** Brings all events of the file in, and returns when the broker has confirmed each. */
    private interface Way {
        void bringIn() throws Exception;
    }

    /** Runs the benchmark and prints its figures. */
    public static void main(String... args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        Path folder = Files.createTempDirectory("zonepulse-benchmark");
        Ports ports = Ports.anywhere();
        try (DataFolder data = DataFolder.open(folder.resolve("data"))) {
            Installation installation = Installation.in(Path.of("..", "sandbox", "target"));
            var settings = new RegistryProcess.Settings(installation, data, ports, false);
            try (Sandbox sandbox =
                    new Sandbox(settings, emitterOfLoans(), Progress.silent(), Words.in(Locale.ENGLISH))) {
                sandbox.start();
                LoanFile file = LoanFile.write(folder.resolve("loans.ndjson"), ZoneFile.bundled(), seed, count);
                System.out.printf(Locale.ROOT, "%,d events of loans, seed %d%n", count, seed);
                new WaysIn(ports, file).measure();
            }
        } finally {
            Scratch.delete(folder);
        }
    }

    private static List<SandboxService> emitterOfLoans() {
        return Services.all(Map.of()).stream()
                .filter(service -> service.port() == Ports.Use.LOAN_SERVICE)
                .toList();
    }

    private void measure() throws Exception {
        List<byte[][]> ready = encoded();
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("bare producer, records ready-made", () -> send(ready));
        ways.put("direct, from the file: check, encode, send", this::direct);
        ways.put("HTTP, batches of " + BATCH_LINES + " lines, " + CONNECTIONS + " connections", this::batches);
        ways.put("zonepulse import, a process of its own", this::importing);
        Map<String, Double> rates = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                long began = System.nanoTime();
                way.getValue().bringIn();
                double rate = file.events() / ((System.nanoTime() - began) / 1e9);
                rates.merge(way.getKey(), rate, Math::max);
            }
        }
        double bare = rates.getOrDefault(ways.keySet().iterator().next(), Double.NaN);
        ways.keySet().forEach(name -> {
            double rate = rates.getOrDefault(name, Double.NaN);
            System.out.printf(Locale.ROOT, "%-60s %,10.0f events/s  ratio %.2f%n", name, rate, rate / bare);
        });
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        address.bootstrapServers(),
                        "acks",
                        "all",
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        5,
                        "batch.size",
                        256 << 10),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private AvroSerializer<SpecificRecord> serializer() {
        AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
        Map<String, Object> settings = new HashMap<>(address.settings());
        settings.put("auto.register.schemas", true);
        settings.put("avro.remove.java.properties", true);
        serializer.configure(settings, false);
        return serializer;
    }

    /** Key and value of each record. */
    private List<byte[][]> encoded() throws IOException {
        EventReader reader = new EventReader(zone);
        List<byte[][]> records = new ArrayList<>(file.events());
        try (AvroSerializer<SpecificRecord> serializer = serializer()) {
            file.lines(line -> {
                Event event = event(reader, line);
                records.add(new byte[][] {
                    event.enterpriseId().getBytes(StandardCharsets.UTF_8),
                    serializer.serialize(TOPIC, EventAvro.write(event))
                });
            });
        }
        return records;
    }

    private static Event event(EventReader reader, String line) {
        return switch (reader.json(line, EventStream.LOANS, Instant.EPOCH)) {
            case Parsed.Ok(Event event) -> event;
            case Parsed.Rejected rejected ->
                throw new IllegalStateException("the load holds acceptable events only: " + rejected);
        };
    }

    private void send(List<byte[][]> records) {
        Confirmations confirmations = new Confirmations();
        try (KafkaProducer<String, byte[]> producer = producer()) {
            for (byte[][] record : records) {
                var _ = producer.send(
                        new ProducerRecord<>(TOPIC, new String(record[0], StandardCharsets.UTF_8), record[1]),
                        confirmations);
            }
        }
        confirmations.require(file.events());
    }

    private void direct() throws IOException {
        EventReader reader = new EventReader(zone);
        Confirmations confirmations = new Confirmations();
        try (KafkaProducer<String, byte[]> producer = producer();
                AvroSerializer<SpecificRecord> serializer = serializer()) {
            file.lines(line -> {
                Event event = event(reader, line);
                byte[] value = serializer.serialize(TOPIC, EventAvro.write(event));
                var _ = producer.send(new ProducerRecord<>(TOPIC, event.enterpriseId(), value), confirmations);
            });
        }
        confirmations.require(file.events());
    }

    private void batches() throws Exception {
        URI emitter = URI.create("http://" + ports.address(Ports.Use.LOAN_SERVICE) + "/events");
        // As many batches in memory as connections, and one that is being read.
        Semaphore free = new Semaphore(CONNECTIONS + 1);
        List<Future<?>> sent = new ArrayList<>();
        try (ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            try (var in = Files.newBufferedReader(file.path(), StandardCharsets.UTF_8)) {
                StringBuilder batch = new StringBuilder();
                int lines = 0;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    batch.append(line).append('\n');
                    if (++lines % BATCH_LINES == 0) {
                        free.acquire();
                        sent.add(post(connections, http, emitter, batch.toString(), free));
                        batch.setLength(0);
                    }
                }
                if (!batch.isEmpty()) {
                    free.acquire();
                    sent.add(post(connections, http, emitter, batch.toString(), free));
                }
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
    }

    private static Future<?> post(
            ExecutorService connections, HttpClient http, URI emitter, String batch, Semaphore free) {
        HttpRequest request = HttpRequest.newBuilder(emitter)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(batch))
                .build();
        return connections.submit(() -> {
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(answer.statusCode() + " " + answer.body());
                }
                return null;
            } finally {
                free.release();
            }
        });
    }

    /** As people start it, the JVM's start included; each time with nothing known of earlier imports. */
    private void importing() throws Exception {
        Path folder = Files.createTempDirectory(file.path().toAbsolutePath().getParent(), "import");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx640m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        Path.of("..", "sandbox", "target", "sandbox.jar").toString(),
                        "import",
                        "loans",
                        file.path().toString(),
                        "--restart",
                        "--json",
                        "--port-base=" + ports.base(),
                        "--state=" + folder.resolve("state"),
                        "--result=" + folder.resolve("loans.result.ndjson"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the import failed: " + Files.readString(folder.resolve("output.txt")));
        }
    }

    /** Counts what the broker confirms. */
    private static final class Confirmations implements Callback {
        private final AtomicInteger confirmed = new AtomicInteger();
        private volatile @Nullable Exception failure;

        @Override
        public void onCompletion(@Nullable RecordMetadata place, @Nullable Exception failed) {
            if (failed == null) {
                confirmed.incrementAndGet();
            } else {
                failure = failed;
            }
        }

        void require(int events) {
            if (confirmed.get() != events) {
                throw new IllegalStateException(confirmed + " of " + events + " events were confirmed", failure);
            }
        }
    }
}

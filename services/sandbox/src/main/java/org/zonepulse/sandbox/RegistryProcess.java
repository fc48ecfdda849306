package org.zonepulse.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.zonepulse.sandbox.guard.ParentGuard;

/**
 * Apicurio Registry as a child process, its content in the broker (KafkaSQL): so schema ids survive with the records
 * that name them.
 *
 * <p>It ends with this process whatever happens: on {@link #close}, on every exit, and by {@link ParentGuard} when this
 * process is killed. Should one be left behind all the same (a stopped process can't see its parent go), the next start
 * ends it.
 */
public final class RegistryProcess implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TO_END = Duration.ofSeconds(10);
    /** After a rehearsal, the ending process first writes its start-up cache. */
    private static final Duration TO_END_REHEARSING = Duration.ofMinutes(3);

    private static final int SHOWN_LOG_LINES = 5;

    private final Process process;
    private final Path log;
    private final URI health;
    private final Duration toEnd;

    private RegistryProcess(Process process, Path log, Settings settings) {
        this.process = process;
        this.log = log;
        this.health = settings.health();
        this.toEnd = settings.rehearsing() ? TO_END_REHEARSING : TO_END;
    }

    /**
     * What a registry runs with.
     *
     * @param installation the unpacked registry
     * @param data where its log, its process and its temporary files go
     * @param ports of it and of the broker that holds its content
     * @param rehearsing whether this run makes the start-up cache, on ending, instead of using it
     */
    public record Settings(Installation installation, DataFolder data, Ports ports, boolean rehearsing) {

        /** The registry's Confluent-compatible API: what {@code schema.registry.url} wants. */
        public URI url() {
            return PipelineAddress.registry(ports);
        }

        URI health() {
            return URI.create("http://" + ports.address(Ports.Use.SCHEMA_REGISTRY_HEALTH) + "/health/ready");
        }

        /** On the child's command line, so that it can be told from any other process. */
        String mark() {
            return "-Dzonepulse.registry.of=" + data.root();
        }
    }

    /**
     * Ends a registry that an earlier run on the same data left behind. Only to be called by who holds the data folder.
     *
     * @throws Refusal if it could not be ended
     */
    public static void endLeftOver(Settings settings) throws IOException, InterruptedException {
        Path file = settings.data().registryRecord();
        var leftOver = ChildRecord.read(file).flatMap(record -> record.find(settings.mark()));
        if (leftOver.isPresent() && !ChildRecord.end(leftOver.get())) {
            throw new Refusal("refusal.registryLeft", leftOver.get().pid());
        }
        Files.deleteIfExists(file);
    }

    /** Starts the process; it is of use once {@link #awaitReady} has returned. The broker may still be starting. */
    public static RegistryProcess start(Settings settings) throws IOException {
        Path log = settings.data().logs().resolve("registry.log");
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling("registry.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Process process = new ProcessBuilder(command(settings))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ChildRecord record = ChildRecord.of(process.toHandle()).orElse(null);
        if (record != null) {
            record.write(settings.data().registryRecord());
        }
        return new RegistryProcess(process, log, settings);
    }

    private static List<String> command(Settings settings) {
        Installation installation = settings.installation();
        List<String> command = new ArrayList<>(List.of(
                // Ctrl-C goes to every process of the terminal; the registry is to end after those who use it.
                "/bin/sh",
                "-c",
                "trap '' INT HUP; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                settings.mark(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                // It is asked little: half of its start went into compiling thoroughly.
                "-XX:TieredStopAtLevel=1"));
        cacheOption(settings).ifPresent(command::add);
        command.addAll(List.of(
                "-cp",
                installation.registryJar() + ":" + installation.guard(),
                // As in the manifest of the registry's jar, which counts with -jar only.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        properties(settings).forEach(property -> command.add("-D" + property));
        command.addAll(List.of(ParentGuard.class.getName(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        return command;
    }

    private static Optional<String> cacheOption(Settings settings) {
        Installation installation = settings.installation();
        return settings.rehearsing()
                ? Optional.of("-XX:AOTCacheOutput=" + installation.registryCache())
                : installation.registryCacheIfMade().map(cache -> "-XX:AOTCache=" + cache);
    }

    private static List<String> properties(Settings settings) {
        Ports ports = settings.ports();
        Path temporary = settings.data().stateOf("registry");
        return List.of(
                "quarkus.http.host=127.0.0.1",
                "quarkus.http.port=" + ports.of(Ports.Use.SCHEMA_REGISTRY),
                "quarkus.management.host=127.0.0.1",
                "quarkus.management.port=" + ports.of(Ports.Use.SCHEMA_REGISTRY_HEALTH),
                "apicurio.storage.kind=kafkasql",
                "apicurio.kafkasql.bootstrap.servers=" + ports.address(Ports.Use.BROKER),
                // Its first poll sits out the whole time-out; the default is five seconds.
                "apicurio.kafkasql.consumer.poll.timeout=100",
                "apicurio.rules.global.compatibility=FULL_TRANSITIVE",
                "apicurio.storage.snapshot.location=" + temporary,
                "apicurio.import.work-dir=" + temporary,
                "quarkus.http.access-log.enabled=false",
                // At INFO, a client tells each of its hundred settings.
                "quarkus.log.category.\"org.apache.kafka\".level=WARN");
    }

    /**
     * Returns when the registry answers.
     *
     * @throws Refusal if it ended, or did not answer within the given time; with the end of its log
     */
    public void awaitReady(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(REQUEST_TIMEOUT).build()) {
            while (!isReady(http)) {
                // The wait between two questions, which an end cuts short.
                if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new Refusal("refusal.registryEnded", process.exitValue(), log, lastLines());
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new Refusal("refusal.registrySilent", atMost.toSeconds(), log, lastLines());
                }
            }
        }
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(health).timeout(REQUEST_TIMEOUT).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private String lastLines() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    // Of a failure, its words: a few stack frames would push them out of sight.
                    .filter(line -> !line.startsWith("\tat "))
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Completes when the process has ended, with its exit status. */
    public CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    long pid() {
        return process.pid();
    }

    /** Ends the process and returns when it has ended. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(toEnd)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

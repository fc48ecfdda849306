package org.zonepulse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.zonepulse.kpi.Application;

/** An instance of kpi-service in a process of its own, with the collector that a container of one or two cores gets. */
final class KpiServiceProcess implements AutoCloseable {

    private static final long END_SECONDS = 60;
    private static final long QUIET_NANOS = Duration.ofMillis(150).toNanos();
    private static final int QUIET_SECONDS = 3;

    private final Process process;
    private final Path output;

    private KpiServiceProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts an instance; it isn't ready yet.
     *
     * @param name tells it from others on the same log
     * @param settings as in the service's file
     */
    static KpiServiceProcess start(WrittenLog log, String name, Map<String, String> settings) throws IOException {
        Path output = log.folder().resolve(name + ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dmicronaut.server.port=" + WrittenLog.freePort(),
                "-Dkafka.bootstrap.servers=" + log.brokers(),
                "-Dschema.registry.url=" + log.registryUrl(),
                "-Dzonepulse.kpi.state-dir=" + log.folder().resolve(name)));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), Application.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new KpiServiceProcess(process, output);
    }

    /** What it has used of the processors so far. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Returns when it has had next to nothing to do for some seconds: stores are restored, standbys have caught up.
     *
     * @throws IllegalStateException if it has ended, with what it said
     */
    void awaitQuiet() throws InterruptedException, IOException {
        int quiet = 0;
        while (quiet < QUIET_SECONDS) {
            long before = processorTime().toNanos();
            // The second over which it is looked at, which an end cuts short.
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it has ended: " + Files.readString(output));
            }
            quiet = processorTime().toNanos() - before < QUIET_NANOS ? quiet + 1 : 0;
        }
    }

    /** Ends it at once, as the system does with whoever takes too much memory; it can't say good-bye to anybody. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

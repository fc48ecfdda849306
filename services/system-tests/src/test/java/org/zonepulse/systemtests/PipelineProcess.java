package org.zonepulse.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.zonepulse.sandbox.Ports;

/** The one command in a process of its own, as people start it. */
final class PipelineProcess implements AutoCloseable {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final Path JAR = HOME.resolve("services/sandbox/target/sandbox.jar");

    private final Process process;
    private final Path output;

    private PipelineProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts {@code up}.
     *
     * @param folder where it keeps data and output
     */
    static PipelineProcess up(Path folder, Ports ports, String... options) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " isn't built: run mvn verify, not mvn test");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx640m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dzonepulse.home=" + HOME,
                "-jar",
                JAR.toString(),
                "up",
                "--data=" + folder.resolve("data"),
                "--port-base=" + ports.base()));
        command.addAll(List.of(options));
        Path output = Files.createTempFile(folder, "up-", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new PipelineProcess(process, output);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** @throws IllegalStateException if it doesn't end in time */
    int exitStatus(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("still running after " + atMost + ": " + said());
        }
        return process.exitValue();
    }

    /** What it has printed so far. */
    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "its output can't be read: " + e;
        }
    }

    @Override
    public void close() {
        kill();
    }
}

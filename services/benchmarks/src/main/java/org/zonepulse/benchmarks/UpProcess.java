package org.zonepulse.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.zonepulse.sandbox.PipelineAddress;
import org.zonepulse.sandbox.Ports;

/**
 * {@code ./zonepulse up} in a process of its own, with the memory that the launcher gives it, and the reference year in it: broker and
 * all services are in that one process, the registry in another.
 */
final class UpProcess implements AutoCloseable {

    /** Printed when the year has been fed and all figures are there. */
    private static final String ALL_SAID = "Ctrl-C";

    private static final long POLL_MILLIS = 200;
    private static final long END_SECONDS = 60;
    /** Each generation of the serial collector has a line of its own, before those of parts and of metaspace. */
    private static final Pattern USED =
            Pattern.compile("(?m)^ *(?:DefNew|def new generation|Tenured|tenured generation) .*used (\\d+)K");

    private static final int GENERATIONS = 2;
    /** What the sandbox runs from. */
    static final Path BUILT = Path.of("..", "sandbox", "target");

    private final Process process;
    private final Ports ports;

    private UpProcess(Process process, Ports ports) {
        this.process = process;
        this.ports = ports;
    }

    /**
     * What the process takes when all garbage is collected.
     *
     * @param heap bytes of objects
     * @param resident bytes of memory of the machine, of whatever kind
     */
    record Memory(long heap, long resident) {}

    /** Starts it and returns when the reference year is in it. */
    static UpProcess start(Path folder) throws IOException, InterruptedException {
        Ports ports = Ports.anywhere();
        Path output = folder.resolve("up.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx640m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dzonepulse.home=" + Path.of("..", "..").toRealPath()));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("zonepulse."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of(
                "-jar",
                BUILT.resolve("sandbox.jar").toString(),
                "up",
                "--lang=en",
                "--data=" + folder.resolve("data"),
                "--port-base=" + ports.base()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        UpProcess up = new UpProcess(process, ports);
        try {
            while (!Files.readString(output).contains(ALL_SAID)) {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("it has ended: " + Files.readString(output));
                }
            }
            return up;
        } catch (IOException | InterruptedException | RuntimeException e) {
            up.close();
            throw e;
        }
    }

    URI emitterOfRegistrations() {
        return URI.create("http://" + ports.address(Ports.Use.REGISTRATION_SERVICE) + "/events");
    }

    URI emitterOfLoans() {
        return URI.create("http://" + ports.address(Ports.Use.LOAN_SERVICE) + "/events");
    }

    URI feed() {
        return URI.create("http://" + ports.address(Ports.Use.KPI_FEED));
    }

    PipelineAddress address() {
        return PipelineAddress.of(ports);
    }

    /** Collects its garbage and asks what is left. */
    Memory memory() throws IOException, InterruptedException {
        jcmd("GC.run");
        long heap = USED.matcher(jcmd("GC.heap_info"))
                .results()
                .limit(GENERATIONS)
                .mapToLong(used -> Long.parseLong(used.group(1)) << 10)
                .sum();
        return new Memory(heap, resident());
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException(answer);
        }
        return answer;
    }

    /** As Linux tells it; 0 elsewhere. */
    private long resident() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .sum();
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

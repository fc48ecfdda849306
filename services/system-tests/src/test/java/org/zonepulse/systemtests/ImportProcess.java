package org.zonepulse.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.zonepulse.sandbox.Ports;

/** {@code import} in a process of its own, as people start it. */
final class ImportProcess implements AutoCloseable {

    private static final Path JAR =
            Path.of("../sandbox/target/sandbox.jar").toAbsolutePath().normalize();
    private static final long POLL_MILLIS = 10;

    private final Process process;
    private final Path output;

    private ImportProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Imports the file; result, state and output stand beside it. */
    static ImportProcess of(String stream, Path file, Ports ports) throws IOException {
        Path folder = file.resolveSibling("imports");
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                JAR.toString(),
                "import",
                stream,
                file.toString(),
                "--port-base=" + ports.base(),
                "--state=" + folder.resolve("state"),
                "--result=" + resultOf(file)));
        Path output = Files.createTempFile(folder, "import-", ".txt");
        return new ImportProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    static Path resultOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".result.ndjson");
    }

    /** Returns when the result file has so many bytes; false if the process has ended before. */
    boolean reaches(Path result, long bytes) throws IOException, InterruptedException {
        while (!Files.exists(result) || Files.size(result) < bytes) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    int exitStatus() throws InterruptedException {
        return process.waitFor();
    }

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

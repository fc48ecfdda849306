package org.zonepulse.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.zonepulse.sandbox.guard.ParentGuard;

/**
 * A JVM of a test's own, with the test's class path, to be killed. It ends with the test's JVM, too: {@link ParentGuard}
 * sees to that.
 */
final class ChildJvm implements AutoCloseable {

    /** For a machine that is busy with other things; a test that passes never waits so long. */
    private static final long PATIENCE_SECONDS = 90;

    private static final String END = "(the end of its output)";

    private final Process process;
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final List<String> read = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
    }

    static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=org/zonepulse/sandbox/logging-quiet.xml",
                ParentGuard.class.getName(),
                main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        ChildJvm child = new ChildJvm(builder.start());
        Thread.ofVirtual().start(child::follow);
        return child;
    }

    private void follow() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                unread.add(line);
            }
        } catch (IOException e) {
            // Closed by the kill: there is nothing more to read.
        }
        unread.add(END);
    }

    /** Waits for the line that starts so, and returns the rest of it. */
    String await(String start) throws InterruptedException {
        while (true) {
            String line = unread.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                throw new IllegalStateException("No line \"" + start + "\" in:\n" + String.join("\n", read));
            }
            read.add(line);
            if (line.startsWith(start)) {
                return line.substring(start.length()).strip();
            }
        }
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9}: no shutdown hook runs. Returns when it has ended. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As {@code kill}: shutdown hooks run. Returns its exit status when it has ended. */
    int terminate() {
        // By its handle, which leaves its output open for what it still has to tell.
        process.toHandle().destroy();
        return process.onExit().join().exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}

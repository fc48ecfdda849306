package org.zonepulse.avrocodec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Apicurio Registry as a child process, with its storage in memory. It chooses its own free ports, and is ready
 * once it says so in its log. A hook stops it even if the tests' JVM is told to end.
 */
final class ApicurioProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");
    private static final int START_SECONDS = 120;

    private final Process process;
    private final Thread stopper;
    private final List<String> log = new ArrayList<>();
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    private ApicurioProcess(Process process) {
        this.process = process;
        this.stopper = new Thread(process::destroyForcibly, "stop-apicurio");
    }

    static ApicurioProcess start(String... properties) {
        Path home = Path.of(System.getProperty("apicurio.home", "target/apicurio"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=0"));
        for (String property : properties) {
            command.add("-D" + property);
        }
        command.add("-jar");
        command.add(home.resolve("quarkus-run.jar").toString());
        try {
            ApicurioProcess apicurio = new ApicurioProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
            Runtime.getRuntime().addShutdownHook(apicurio.stopper);
            Thread.ofVirtual().start(apicurio::follow);
            apicurio.awaitReady();
            return apicurio;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (log) {
                    log.add(line);
                }
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    address.complete(URI.create(listening.group(1)));
                }
            }
        } catch (IOException e) {
            // Closed under our hands: reported below, if it was still awaited.
        }
        address.completeExceptionally(new IllegalStateException("Apicurio ended before it was ready"));
    }

    private void awaitReady() {
        try {
            address.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            synchronized (log) {
                throw new IllegalStateException("Apicurio did not start: " + String.join("\n", log), e);
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where Confluent's API is. */
    String url() {
        return address.join() + "/apis/ccompat/v7";
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        if (!stopper.isAlive()) {
            try {
                Runtime.getRuntime().removeShutdownHook(stopper);
            } catch (IllegalStateException e) {
                // The JVM is ending, and the hook has been or will be run: nothing is left to stop.
            }
        }
    }
}

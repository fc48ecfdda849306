package org.zonepulse.systemtests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Another program that runs until it is ended, and what it says, line by line. */
final class RunningProgram implements AutoCloseable {

    private static final long SECONDS_AT_MOST = 180;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> said = new ArrayList<>();

    private RunningProgram(Process process) {
        this.process = process;
        Thread.ofVirtual().start(() -> {
            try (BufferedReader reader = process.inputReader()) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                // It was ended.
            }
        });
    }

    /** Starts it in that folder. */
    static RunningProgram start(List<String> command, Path folder) {
        try {
            return new RunningProgram(new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " can't be run: is it installed?", e);
        }
    }

    /**
     * The first line from now on that fulfils the condition.
     *
     * @throws IllegalStateException if it doesn't come
     */
    String awaitLine(Predicate<String> condition) throws InterruptedException {
        while (true) {
            String line = lines.poll(SECONDS_AT_MOST, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("the line has not come after " + said);
            }
            said.add(line);
            if (condition.test(line)) {
                return line;
            }
        }
    }

    /** All lines that were looked at. */
    List<String> said() {
        return List.copyOf(said);
    }

    /** As Ctrl-C or a supervisor does, and returns when it has ended. */
    void stop() {
        process.destroy();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

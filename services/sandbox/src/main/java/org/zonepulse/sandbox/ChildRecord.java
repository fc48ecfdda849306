package org.zonepulse.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which process a child runs in, written down so that a later start can end exactly that one if it was left behind.
 *
 * <p>A process id alone proves nothing: it is given anew. So a process is only taken for the child if its start time
 * fits and its command line bears our mark; where the system shows neither, it is let be.
 *
 * @param pid the process id
 * @param started when the process started, as the system told it
 */
record ChildRecord(long pid, Instant started) {

    /** Linux derives the start from a boot time in whole seconds, which moves when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final long SECONDS_TO_END = 5;
    /** The line's end is part of the form: without it, the file was cut short. */
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\d{1,18})\n");

    /** @return nothing if the system doesn't tell when the process started */
    static Optional<ChildRecord> of(ProcessHandle process) {
        return process.info().startInstant().map(started -> new ChildRecord(process.pid(), started));
    }

    /** @return nothing if there is no such file, or it was cut short by a crash */
    static Optional<ChildRecord> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Matcher content = FORM.matcher(Files.readString(file));
        return content.matches()
                ? Optional.of(new ChildRecord(
                        Long.parseLong(content.group(1)), Instant.ofEpochMilli(Long.parseLong(content.group(2)))))
                : Optional.empty();
    }

    void write(Path file) throws IOException {
        Files.writeString(file, pid + " " + started.toEpochMilli() + "\n");
    }

    /** The child if it still runs. */
    Optional<ProcessHandle> find(String mark) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info().startInstant().filter(this::fits).isPresent())
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(mark))
                        .isPresent());
    }

    private boolean fits(Instant start) {
        return Duration.between(started, start).abs().compareTo(TOLERANCE) <= 0;
    }

    /**
     * Ends the process: asked first, then by force.
     *
     * @return whether it has ended
     */
    static boolean end(ProcessHandle process) throws InterruptedException {
        process.destroy();
        if (hasEnded(process)) {
            return true;
        }
        process.destroyForcibly();
        return hasEnded(process);
    }

    private static boolean hasEnded(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a process never fails by itself", e);
        }
    }
}

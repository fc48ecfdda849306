package org.zonepulse.fileimport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads ahead, on a thread of its own: the next chunk is read while one is being published. */
final class Chunks implements AutoCloseable {

    private static final int MAX_EVENTS = 20_000;
    private static final long MAX_BYTES = 8L * 1024 * 1024;
    private static final long VIOLATION_BYTES = 400;
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LineSource source;
    private final long maxRejected;
    private final BlockingQueue<Next> queue = new ArrayBlockingQueue<>(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("read-ahead").unstarted(this::readAll);
    private long rejected;

    /** @param rejected how many lines were rejected before */
    Chunks(LineSource source, long rejected, long maxRejected) {
        this.source = source;
        this.rejected = rejected;
        this.maxRejected = maxRejected;
        thread.start();
    }

    /** A chunk, or why there is none. */
    private record Next(@Nullable Chunk chunk, @Nullable RuntimeException failure) {}

    /** The next chunk, if there is one within the time; null if there isn't yet. Not to be called after the last one. */
    @Nullable Chunk poll(long millis) throws InterruptedException {
        Next next = queue.poll(millis, TimeUnit.MILLISECONDS);
        if (next == null) {
            return null;
        }
        if (next.failure != null) {
            throw next.failure;
        }
        return next.chunk;
    }

    private void readAll() {
        try {
            Chunk chunk;
            do {
                chunk = read();
                queue.put(new Next(chunk, null));
            } while (!chunk.end() && !chunk.tooManyRejected());
        } catch (InterruptedException closed) {
            // Nobody wants more.
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    private void tell(RuntimeException e) {
        try {
            queue.put(new Next(null, e));
        } catch (InterruptedException closed) {
            // Nobody wants to know.
        }
    }

    private Chunk read() throws InterruptedException {
        List<ReadLine> lines = new ArrayList<>();
        long events = 0;
        long bytes = 0;
        long began = System.nanoTime();
        while (events < MAX_EVENTS && bytes < MAX_BYTES && System.nanoTime() - began < MAX_NANOS) {
            if (!lines.isEmpty() && source.wouldWait()) {
                break;
            }
            ReadLine line = nextOrFail(lines);
            if (line == null) {
                return new Chunk(lines, source.place(), true, false);
            }
            lines.add(line);
            switch (line) {
                case ReadLine.Acceptable acceptable -> {
                    events += Math.max(1, acceptable.events().size());
                    for (ReadEvent event : acceptable.events()) {
                        bytes += event.value().length;
                    }
                }
                case ReadLine.Rejected wrong -> {
                    bytes += VIOLATION_BYTES * wrong.violations().size();
                    events++;
                    rejected++;
                }
            }
            if (rejected > maxRejected) {
                return new Chunk(lines, source.place(), false, true);
            }
        }
        return new Chunk(lines, source.place(), false, false);
    }

    /** What was read before a file broke off is published; the failure comes after it. */
    private @Nullable ReadLine nextOrFail(List<ReadLine> lines) throws InterruptedException {
        try {
            return source.next();
        } catch (ImportRefused broken) {
            if (!lines.isEmpty()) {
                queue.put(new Next(new Chunk(List.copyOf(lines), source.place(), false, false), null));
            }
            throw broken;
        }
    }

    @Override
    public void close() {
        // A read of a pipe that nothing comes from can't be interrupted: a daemon ends with the process.
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
            if (!thread.isAlive()) {
                source.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

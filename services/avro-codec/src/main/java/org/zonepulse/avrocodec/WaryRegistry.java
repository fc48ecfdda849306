package org.zonepulse.avrocodec;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Doesn't take a registry at its word when it says that it has no schema of an id.
 *
 * <p>A registry that keeps its content in a topic and has just started may answer before it has read that topic to its end,
 * and then denies schemas that it has. Ids are given in order, and the topic is read in order. So a denial is believed at once
 * if the registry knows a later id; else it is asked again for some time. A registry that knows an id no more that it had told
 * before has started anew.
 */
final class WaryRegistry implements SchemaRegistry {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final SchemaRegistry registry;
    private final long patienceNanos;
    private final Clock clock;

    /** The newest id that the registry has told; 0 if none. */
    private int witness;
    /** Whether it has read all of its own, as far as can be known: it has kept denying for as long as our patience lasts. */
    private boolean settled;

    private long settledSeenAt;

    /** Time, and letting it pass. */
    interface Clock {
        /** As {@link System#nanoTime}. */
        long nanoTime();

        void sleep(Duration time) throws InterruptedException;
    }

    private static final Clock REAL = new Clock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }
    };

    WaryRegistry(SchemaRegistry registry, Duration patience) {
        this(registry, patience, REAL);
    }

    WaryRegistry(SchemaRegistry registry, Duration patience, Clock clock) {
        this.registry = registry;
        this.patienceNanos = patience.toNanos();
        this.clock = clock;
    }

    @Override
    public int register(String subject, Schema schema, boolean normalize) {
        return told(registry.register(subject, schema, normalize));
    }

    @Override
    public OptionalInt idOf(String subject, Schema schema, boolean normalize) {
        OptionalInt id = registry.idOf(subject, schema, normalize);
        id.ifPresent(this::told);
        return id;
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        Optional<RegisteredSchema> latest = registry.latest(subject);
        latest.ifPresent(found -> told(found.id()));
        return latest;
    }

    @Override
    public Optional<String> compatibility(String subject) {
        return registry.compatibility(subject);
    }

    /**
     * {@inheritDoc} Waits while the registry's denial can't be believed yet.
     *
     * @throws RegistryUnavailableException also if the registry has lost what it had
     */
    @Override
    public SchemaById byId(int id, @Nullable String subject) {
        long since = clock.nanoTime();
        while (true) {
            SchemaById found = ask(id, subject);
            if (!(found instanceof SchemaById.Unknown)) {
                told(id);
                return found;
            }
            boolean waitedEnough = clock.nanoTime() - since >= patienceNanos;
            if (isToBeBelieved(id, waitedEnough)) {
                return found;
            }
            if (waitedEnough) {
                throw new RegistryUnavailableException(
                        "The schema registry has no schema " + newest() + " any more: it has not read all of its own",
                        null);
            }
            pause();
        }
    }

    private SchemaById ask(int id, @Nullable String subject) {
        try {
            return registry.byId(id, subject);
        } catch (RegistryUnavailableException e) {
            startAnew();
            throw e;
        }
    }

    private boolean isToBeBelieved(int id, boolean waitedEnough) {
        int newest = newest();
        if (newest > 0 && ask(newest, null) instanceof SchemaById.Unknown) {
            startAnew();
            return false;
        }
        return id < newest || isSettled(waitedEnough);
    }

    /** Without a witness, a registry that nobody asked for a while may be another one by now. */
    private synchronized boolean isSettled(boolean waitedEnough) {
        long now = clock.nanoTime();
        boolean still = settled && (witness > 0 || now - settledSeenAt <= patienceNanos);
        settled = still || waitedEnough;
        settledSeenAt = now;
        return settled;
    }

    private synchronized void startAnew() {
        settled = false;
    }

    private synchronized int newest() {
        return witness;
    }

    private synchronized int told(int id) {
        witness = Math.max(witness, id);
        return id;
    }

    private void pause() {
        try {
            clock.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("Interrupted while waiting for the schema registry", e);
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}

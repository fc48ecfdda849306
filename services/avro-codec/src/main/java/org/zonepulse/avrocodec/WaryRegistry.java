package org.zonepulse.avrocodec;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Doesn't take a registry at its word when it says that it has no schema of an id.
 *
 * <p>A registry that keeps its content in a topic and has just started may answer before it has read that topic to its end,
 * and then denies schemas that it has. Ids are given in order, and the topic is read in order. So a denial is believed at once
 * if the registry knows a later id, or if it has been seen answering for as long as our patience lasts; else it is asked again
 * until one of these holds. A registry that knows an id no more that it had told before has started anew.
 *
 * <p>It is looked at every second, so that it can be believed before the first bad record comes: whoever reads records waits
 * inside of a transaction, and takes back all of it if that takes too long.
 */
final class WaryRegistry implements SchemaRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(WaryRegistry.class);

    /** What registries count ids from. */
    private static final int FIRST_ID = 1;

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_SELDOM = Duration.ofSeconds(30);

    /** Who wasn't seen for longer may have been started anew in between: that takes a registry some seconds. */
    private static final long UNSEEN_NANOS = Duration.ofSeconds(4).toNanos();

    private final SchemaRegistry registry;
    private final long patienceNanos;
    private final Clock clock;
    private @Nullable Thread looking;

    /** The newest id that the registry has told; 0 if none. */
    private int witness;

    /** Whether it has answered whenever it was asked of late, and since when, and when it was asked last. */
    private boolean answering;

    private long answeringSince;
    private long lastAnswer;

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

    private WaryRegistry(SchemaRegistry registry, Duration patience) {
        this(registry, patience, REAL);
    }

    /** By another clock; it is looked at only by calls of {@link #look}. */
    WaryRegistry(SchemaRegistry registry, Duration patience, Clock clock) {
        this.registry = registry;
        this.patienceNanos = patience.toNanos();
        this.clock = clock;
    }

    /** Looks at the registry from now on, until it is closed. */
    static WaryRegistry watching(SchemaRegistry registry, Duration patience) {
        WaryRegistry wary = new WaryRegistry(registry, patience);
        wary.looking = Thread.ofVirtual().name("schema-registry-look").start(wary::keepLooking);
        return wary;
    }

    private void keepLooking() {
        Duration pause = LOOK_EVERY;
        try {
            while (true) {
                // Each time that it is away is a line in the log.
                pause = isThere() ? LOOK_EVERY : longer(pause);
                clock.sleep(pause);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isThere() {
        try {
            return look();
        } catch (InterruptException closed) {
            // Interrupted again by it: the pause ends at once, and so the looking.
            return false;
        } catch (RuntimeException e) {
            LOG.warn("The schema registry can't be looked at; it will be again", e);
            return false;
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LOOK_SELDOM) < 0 ? twice : LOOK_SELDOM;
    }

    /**
     * Sees whether the registry answers, and still has what it had. One that has told nothing yet, and doesn't know its first id
     * either, may be about to read what it has: that it answers is no reason to believe it.
     */
    boolean look() {
        int newest = newest();
        int id = Math.max(FIRST_ID, newest);
        try {
            long asked = clock.nanoTime();
            if (!(registry.byId(id, null) instanceof SchemaById.Unknown)) {
                told(id);
                seeAnswer(asked);
            } else if (newest > 0) {
                startAnew();
            }
            return true;
        } catch (RegistryUnavailableException e) {
            // Whoever needs it is told so.
            startAnew();
            return false;
        } catch (RegistryAccessException e) {
            return false;
        }
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
            int newest = newest();
            if (newest > 0 && ask(newest, null) instanceof SchemaById.Unknown) {
                startAnew();
                if (clock.nanoTime() - since > patienceNanos) {
                    throw new RegistryUnavailableException(
                            "The schema registry has no schema " + newest + " any more: it has not read all of its own",
                            null);
                }
            } else if (id < newest || isSettled()) {
                return found;
            }
            pause();
        }
    }

    private SchemaById ask(int id, @Nullable String subject) {
        long asked = clock.nanoTime();
        try {
            SchemaById answer = registry.byId(id, subject);
            seeAnswer(asked);
            return answer;
        } catch (RegistryUnavailableException e) {
            startAnew();
            throw e;
        }
    }

    /** However long the answer took, it was there meanwhile. */
    private synchronized void seeAnswer(long asked) {
        long now = clock.nanoTime();
        if (!answering || asked - lastAnswer > UNSEEN_NANOS) {
            answeringSince = now;
        }
        answering = true;
        lastAnswer = now;
    }

    /** Whether it has read all of its own, as far as can be known. */
    private synchronized boolean isSettled() {
        return answering && lastAnswer - answeringSince >= patienceNanos;
    }

    private synchronized void startAnew() {
        answering = false;
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
        if (looking != null) {
            looking.interrupt();
        }
        registry.close();
    }
}

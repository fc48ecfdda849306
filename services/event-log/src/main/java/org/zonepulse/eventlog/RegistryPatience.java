package org.zonepulse.eventlog;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.avrocodec.UnregisteredSchemaException;

/**
 * Waits while the schema registry is away. That says nothing about the record at hand, so processing stands still
 * instead of giving it up. It waits for less than a poll may take; then it lets go, and the stream thread is replaced and
 * waits anew.
 */
public final class RegistryPatience {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryPatience.class);
    private static final Duration MOST = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A registry that has just started may deny schemas that it has; then good events would be given up. */
    private static final Map<String, Object> WARY = Map.of("missing.id.patience.sec", 10);

    private RegistryPatience() {}

    /**
     * Opens a registry by which records are judged: its saying that there is no such schema counts once it can be sure of it.
     *
     * @param settings as {@link SchemaRegistry#open} wants them; what they say of {@code missing.id.patience.sec} goes
     */
    public static SchemaRegistry open(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(WARY);
        all.putAll(settings);
        return SchemaRegistry.open(all);
    }

    /** Waits until there is an answer, or a registry is away for too long. */
    public static <T> T ask(Supplier<T> question) {
        long deadline = System.nanoTime() + MOST.toNanos();
        while (true) {
            try {
                return question.get();
            } catch (SerializationException e) {
                // Confluent's serializer has no exception of its own for an outage.
                if (!(e.getCause() instanceof IOException)) {
                    throw e;
                }
                waitOrLetGo(new RegistryUnavailableException(String.valueOf(e.getMessage()), e), deadline);
            } catch (RegistryUnavailableException e) {
                waitOrLetGo(e, deadline);
            }
        }
    }

    /**
     * Writes something, and waits also where its schema isn't registered: services don't do that themselves, and nothing may be
     * given up because it was forgotten, or because the registry has just started and hasn't read all of its own yet.
     */
    public static <T> T write(Supplier<T> writing) {
        long deadline = System.nanoTime() + MOST.toNanos();
        while (true) {
            try {
                return ask(writing);
            } catch (UnregisteredSchemaException e) {
                if (isOver(deadline)) {
                    throw e;
                }
                LOG.warn("Processing waits for a schema: {}. To register it: zonepulse topics apply", e.getMessage());
                pause(e);
            }
        }
    }

    private static void waitOrLetGo(RegistryUnavailableException e, long deadline) {
        if (isOver(deadline)) {
            throw e;
        }
        LOG.warn("Processing waits for the schema registry: {}", e.getMessage());
        pause(e);
    }

    private static boolean isOver(long deadline) {
        return System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted();
    }

    private static void pause(RuntimeException cause) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}

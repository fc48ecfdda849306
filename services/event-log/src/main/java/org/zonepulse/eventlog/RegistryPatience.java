package org.zonepulse.eventlog;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zonepulse.avrocodec.RegistryUnavailableException;

/**
 * Waits while the schema registry is away. That says nothing about the record at hand, so processing stands still
 * instead of giving it up. It waits for less than a poll may take; then it lets go, and the stream thread is replaced and
 * waits anew.
 */
public final class RegistryPatience {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryPatience.class);
    private static final Duration MOST = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private RegistryPatience() {}

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

    private static void waitOrLetGo(RegistryUnavailableException e, long deadline) {
        if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
            throw e;
        }
        LOG.warn("The schema registry doesn't answer; processing waits for it: {}", e.getMessage());
        pause(e);
    }

    private static void pause(RegistryUnavailableException cause) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}

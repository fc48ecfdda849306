package org.zonepulse.sandbox;

import java.net.URI;
import java.util.function.Consumer;

/** A service that runs in this JVM, beside the broker. */
public interface SandboxService {

    /** Where it listens; by this it is named, too. */
    Ports.Use port();

    /**
     * Starts it and returns when it listens. Called for all services at once, each on a thread of its own, once the
     * broker serves and the topics exist; the registry may still be starting.
     *
     * @throws Exception whatever it could not start for; then nothing of it is left running
     */
    Running start(Surroundings surroundings) throws Exception;

    /** A service that has been started. */
    interface Running extends AutoCloseable {

        /** Where people and programs find it. */
        URI address();

        /** Whether it does its work by now; asked over and over while starting. */
        boolean isReady();

        /** Stops it and returns when it has stopped. */
        @Override
        void close();
    }

    /**
     * What a service finds when it starts.
     *
     * @param bootstrapServers the broker, for {@code bootstrap.servers}
     * @param registryUrl the registry, for {@code schema.registry.url}
     * @param ports of the whole pipeline
     * @param data where it may keep state, under its own name
     * @param failed to be told why the service can't go on, if it ends by itself
     */
    record Surroundings(
            String bootstrapServers, URI registryUrl, Ports ports, DataFolder data, Consumer<Refusal> failed) {}
}

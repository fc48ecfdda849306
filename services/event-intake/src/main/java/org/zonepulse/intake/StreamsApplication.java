package org.zonepulse.intake;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a service that has {@link RunningStreams}. */
public final class StreamsApplication {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApplication.class);

    /** What the process ends with when its streams have died. */
    private static final int DEAD = 70;

    private StreamsApplication() {}

    /**
     * Starts the service within this process.
     *
     * @param environment whose file {@code application-<environment>.yml} holds the service's settings
     * @param overrides settings in place of the file's, such as {@code kafka.bootstrap.servers}
     * @return the running context; closing it stops the service
     */
    public static ApplicationContext start(String environment, Map<String, Object> overrides) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environments(environment)
                .properties(overrides)
                .start();
        context.getBean(EmbeddedServer.class).start();
        return context;
    }

    /** Runs until it is told to stop, or its streams die: a dead service must not linger. */
    public static void run(String environment) throws InterruptedException {
        ApplicationContext context = start(environment, Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(context::close, "stop"));
        context.getBean(RunningStreams.class).awaitDeath();
        LOG.error("The streams have died; the process ends so that its supervisor can start it anew");
        Runtime.getRuntime().halt(DEAD);
    }
}

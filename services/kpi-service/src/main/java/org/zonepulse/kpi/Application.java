package org.zonepulse.kpi;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the KPI service. */
public final class Application {

    /** Name of the environment whose file {@code application-kpi-service.yml} holds the service's settings. */
    public static final String ENVIRONMENT = "kpi-service";

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    /** What the process ends with when its streams have died. */
    private static final int DEAD = 70;

    private Application() {}

    /**
     * Starts the service within this process.
     *
     * @param overrides settings in place of the file's, such as {@code kafka.bootstrap.servers}
     * @return the running context; closing it stops the service
     */
    public static ApplicationContext start(Map<String, Object> overrides) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environments(ENVIRONMENT)
                .properties(overrides)
                .start();
        context.getBean(EmbeddedServer.class).start();
        return context;
    }

    /** Runs until it is told to stop, or its streams die: a dead service must not linger. */
    public static void main(String... args) throws InterruptedException {
        ApplicationContext context = start(Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(context::close, "stop"));
        context.getBean(KpiStreams.class).awaitDeath();
        LOG.error("The streams have died; the process ends so that its supervisor can start it anew");
        Runtime.getRuntime().halt(DEAD);
    }
}

package org.zonepulse.feed;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the KPI feed. */
public final class Application {

    /** Names the file of the service's settings, {@code application-kpi-feed.yml}. */
    public static final String ENVIRONMENT = "kpi-feed";

    /** Where the page to browse the API is found. */
    private static final String DOCS = "api-docs";

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    /** What the process ends with when it can't read on. */
    private static final int DEAD = 70;

    private Application() {}

    /**
     * Starts the service within this process. It listens at once, and answers when it has read what was published.
     *
     * @param overrides settings in place of the file's, such as {@code kafka.bootstrap.servers}
     * @return the running context; closing it stops the service
     */
    public static ApplicationContext start(Map<String, Object> overrides) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environments(DOCS, ENVIRONMENT)
                .properties(overrides)
                .start();
        try {
            context.getBean(EmbeddedServer.class).start();
        } catch (RuntimeException notStarted) {
            context.close();
            throw notStarted;
        }
        return context;
    }

    /** Runs until it is told to stop, or reading fails: a service that shows nothing any more must not linger. */
    public static void main(String... args) throws InterruptedException {
        ApplicationContext context = start(Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(context::close, "stop"));
        Optional<RuntimeException> failure = context.getBean(KpiView.class).awaitEnd();
        if (failure.isPresent()) {
            LOG.error(
                    "The published KPIs can't be read any more; the process ends so that its supervisor can start it anew",
                    failure.get());
            Runtime.getRuntime().halt(DEAD);
        }
    }
}

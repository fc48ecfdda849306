package org.zonepulse.publishing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import org.zonepulse.publishing.access.Exposure;
import org.zonepulse.publishing.access.InvalidPublishersFile;

/** Starts an emitter. */
public final class Emitter {

    /** Settings that all emitters have in common: {@code application-event-publishing.yml}. */
    private static final String COMMON = "event-publishing";

    /** Where the page to browse the API is found. */
    private static final String DOCS = "api-docs";

    /** The exit status of a service whose settings it can't be started with: EX_CONFIG of BSD's sysexits. */
    private static final int REFUSED = 78;

    private Emitter() {}

    /**
     * Starts an emitter within this process. It listens at once; neither broker nor registry need be there yet.
     *
     * @param service names the file of the service's own settings, {@code application-<service>.yml}
     * @param overrides settings in place of the files', such as {@code kafka.bootstrap.servers}
     * @return the running context; closing it stops the service
     */
    public static ApplicationContext start(String service, Map<String, Object> overrides) {
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environments(DOCS, COMMON, service)
                .properties(overrides)
                .start();
        try {
            context.getBean(Exposure.class).requireSafe();
            context.getBean(EmbeddedServer.class).start();
        } catch (RuntimeException notStarted) {
            context.close();
            throw notStarted;
        }
        return context;
    }

    /** Starts an emitter that runs until its process is told to stop. */
    public static void run(String service) {
        ApplicationContext context;
        try {
            context = start(service, Map.of());
        } catch (Exposure.Unsafe | InvalidPublishersFile refused) {
            System.err.println(refused.getMessage());
            System.exit(REFUSED);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(context::close, "stop"));
    }
}

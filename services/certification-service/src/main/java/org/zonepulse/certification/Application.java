package org.zonepulse.certification;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.zonepulse.publishing.Emitter;

/** Starts the certification service. */
public final class Application {

    /** Names the file of the service's settings, {@code application-certification-service.yml}. */
    public static final String ENVIRONMENT = "certification-service";

    private Application() {}

    /**
     * Starts the service within this process.
     *
     * @param overrides settings in place of the file's, such as {@code kafka.bootstrap.servers}
     * @return the running context; closing it stops the service
     */
    public static ApplicationContext start(Map<String, Object> overrides) {
        return Emitter.start(ENVIRONMENT, overrides);
    }

    /** Runs until it is told to stop. */
    public static void main(String... args) {
        Emitter.run(ENVIRONMENT);
    }
}

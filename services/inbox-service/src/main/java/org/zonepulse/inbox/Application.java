package org.zonepulse.inbox;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.zonepulse.intake.StreamsApplication;

/** Starts the inbox service. */
public final class Application {

    /** Name of the environment whose file {@code application-inbox-service.yml} holds the service's settings. */
    public static final String ENVIRONMENT = "inbox-service";

    private Application() {}

    /** Starts the service within this process, with settings in place of its file's; closing the context stops it. */
    public static ApplicationContext start(Map<String, Object> overrides) {
        return StreamsApplication.start(ENVIRONMENT, overrides);
    }

    /** Runs until it is told to stop, or its streams die. */
    public static void main(String... args) throws InterruptedException {
        StreamsApplication.run(ENVIRONMENT);
    }
}

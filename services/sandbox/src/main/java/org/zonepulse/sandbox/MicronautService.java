package org.zonepulse.sandbox;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A Micronaut service in a context of its own.
 *
 * @param port where it listens
 * @param application its start, given the settings that differ from those of its own file
 * @param more settings that only this service has
 * @param watch what else to do once it runs
 */
record MicronautService(
        Ports.Use port,
        Function<Map<String, Object>, ApplicationContext> application,
        Function<SandboxService.Surroundings, Map<String, Object>> more,
        BiConsumer<ApplicationContext, SandboxService.Surroundings> watch)
        implements SandboxService {

    private static final int READY = 200;
    private static final int PATIENCE_MILLIS = 2_000;

    @Override
    public Running start(Surroundings surroundings) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("micronaut.server.host", "127.0.0.1");
        settings.put("micronaut.server.port", surroundings.ports().of(port));
        settings.put("kafka.bootstrap.servers", surroundings.bootstrapServers());
        settings.put("schema.registry.url", surroundings.registryUrl().toString());
        // The broker lives in this very process, and what each service needs of it is its own readiness' affair.
        settings.put("kafka.health.enabled", false);
        settings.putAll(more.apply(surroundings));
        ApplicationContext context = application.apply(settings);
        watch.accept(context, surroundings);
        return new Context(context, context.getBean(EmbeddedServer.class).getURI());
    }

    /** A running context. */
    private record Context(ApplicationContext context, URI address) implements Running {

        @Override
        public boolean isReady() {
            try {
                HttpURLConnection question = (HttpURLConnection)
                        address.resolve("/health/readiness").toURL().openConnection();
                question.setConnectTimeout(PATIENCE_MILLIS);
                question.setReadTimeout(PATIENCE_MILLIS);
                return question.getResponseCode() == READY;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void close() {
            context.close();
        }
    }
}

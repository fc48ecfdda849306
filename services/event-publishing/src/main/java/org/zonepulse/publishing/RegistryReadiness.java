package org.zonepulse.publishing;

import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Topic;

/**
 * The service is ready only if it can encode events: it has the schema's id already, or a registry answers. Once it has
 * the id, an outage of the registry is none of its own, and callers must not be sent away.
 */
@Readiness
@Singleton
class RegistryReadiness implements HealthIndicator {

    private final EventLog log;
    private final SchemaRegistry registry;
    private final Topic topic;
    private final Probe probe;

    RegistryReadiness(
            EventLog log,
            SchemaRegistry registry,
            Topic topic,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.log = log;
        this.registry = registry;
        this.topic = topic;
        this.probe = new Probe("schema-registry", this::ask, executor);
    }

    private String ask() {
        if (log.knowsSchema()) {
            return "the schema's id is known";
        }
        return registry.latest(topic.valueSubject()).isPresent()
                ? "the registry has " + topic.valueSubject()
                : "the registry answers; " + topic.valueSubject() + " is registered with the first event";
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return probe.result();
    }
}

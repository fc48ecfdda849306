package org.zonepulse.publishing;

import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.apache.avro.Schema;
import org.reactivestreams.Publisher;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Topic;

/**
 * The service is ready only if it can encode events: it has the schema's id already, or a registry answers and has the schema.
 * Once it has the id, an outage of the registry is none of its own, and callers must not be sent away.
 */
@Readiness
@Singleton
class RegistryReadiness implements HealthIndicator {

    private final EventLog log;
    private final SchemaRegistry registry;
    private final Topic topic;
    private final PublishingBeans.CodecSettings codec;
    private final Probe probe;

    RegistryReadiness(
            EventLog log,
            SchemaRegistry registry,
            Topic topic,
            PublishingBeans.CodecSettings codec,
            @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.log = log;
        this.registry = registry;
        this.topic = topic;
        this.codec = codec;
        this.probe = new Probe("schema-registry", this::ask, executor);
    }

    private String ask() {
        if (log.knowsSchema()) {
            return "the schema's id is known";
        }
        Schema written = new Schema.Parser().parse(topic.publishedSchema());
        if (registry.idOf(topic.valueSubject(), written, false).isPresent()) {
            return "the registry has what is written to " + topic.name();
        }
        if (codec.registers()) {
            return "the registry answers; " + topic.valueSubject() + " is registered with the first event";
        }
        throw new IllegalStateException("the registry has no " + topic.valueSubject() + ": zonepulse topics apply");
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return probe.result();
    }
}

package org.zonepulse.publishing;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.reactivestreams.Publisher;
import org.zonepulse.schemas.Topic;

/** The service is ready only if a broker answers and has the stream's topic. */
@Readiness
@Singleton
class BrokerReadiness implements HealthIndicator {

    private static final int PATIENCE_MILLIS = 1_500;

    private final Admin admin;
    private final Topic topic;
    private final String brokers;
    private final Probe probe;

    BrokerReadiness(
            KafkaDefaultConfiguration kafka, Topic topic, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        // Credentials included: where the cluster asks for some, it doesn't answer without.
        Properties settings = new Properties();
        settings.putAll(kafka.getConfig());
        settings.put("request.timeout.ms", PATIENCE_MILLIS);
        settings.put("default.api.timeout.ms", PATIENCE_MILLIS);
        this.admin = Admin.create(settings);
        this.topic = topic;
        this.brokers = String.valueOf(settings.get("bootstrap.servers"));
        this.probe = new Probe("broker", this::ask, executor);
    }

    private String ask() throws Exception {
        try {
            int partitions = admin.describeTopics(List.of(topic.name())).allTopicNames().get().values().stream()
                    .mapToInt(described -> described.partitions().size())
                    .sum();
            return topic.name() + " has " + partitions + " partitions";
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException(
                        "there is no " + topic.name() + " at " + brokers + ": zonepulse topics apply", e);
            }
            if (e.getCause() instanceof TimeoutException) {
                throw new IllegalStateException("no broker answers at " + brokers, e);
            }
            throw e;
        }
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return probe.result();
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }
}

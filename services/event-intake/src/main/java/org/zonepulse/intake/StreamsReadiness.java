package org.zonepulse.intake;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams.State;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The service is ready when its streams run: while they rebalance or restore, KPIs stand still. */
@Readiness
@Singleton
@Requires(beans = RunningStreams.class)
class StreamsReadiness implements HealthIndicator {

    private final RunningStreams streams;
    private final String brokers;

    StreamsReadiness(RunningStreams streams, Environment settings) {
        this.streams = streams;
        this.brokers = String.valueOf(KafkaSettings.of(settings).get("bootstrap.servers"));
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(() -> {
            State state = streams.state();
            return state == State.RUNNING
                    ? HealthResult.builder("streams", HealthStatus.UP)
                            .details(state.name())
                            .build()
                    : HealthResult.builder("streams", HealthStatus.DOWN)
                            .details(state.name() + ", with the brokers at " + brokers)
                            .build();
        });
    }
}

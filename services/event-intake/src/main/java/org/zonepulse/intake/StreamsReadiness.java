package org.zonepulse.intake;

import io.micronaut.context.annotation.Requires;
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

    StreamsReadiness(RunningStreams streams) {
        this.streams = streams;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(() -> {
            State state = streams.state();
            return HealthResult.builder("streams", state == State.RUNNING ? HealthStatus.UP : HealthStatus.DOWN)
                    .details(state.name())
                    .build();
        });
    }
}

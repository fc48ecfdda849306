package org.zonepulse.intake;

import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams.State;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The service lives as long as its streams can recover by themselves: rebalancing and restoring are life too. */
@Liveness
@Singleton
@Requires(beans = RunningStreams.class)
class StreamsLiveness implements HealthIndicator {

    private final RunningStreams streams;

    StreamsLiveness(RunningStreams streams) {
        this.streams = streams;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(() -> {
            State state = streams.state();
            boolean alive = state == State.RUNNING || state == State.REBALANCING || state == State.CREATED;
            return HealthResult.builder("streams", alive ? HealthStatus.UP : HealthStatus.DOWN)
                    .details(state.name())
                    .build();
        });
    }
}

package org.zonepulse.feed.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import org.zonepulse.feed.KpiSource;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.PublishedCut;
import reactor.core.publisher.Mono;

/** The service is ready when it has read all that had been published when it started. */
@Readiness
@Singleton
class ViewReadiness implements HealthIndicator {

    private final KpiSource view;
    private final String brokers;

    ViewReadiness(KpiSource view, @Value("${kafka.bootstrap.servers}") String brokers) {
        this.view = view;
        this.brokers = brokers;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(this::result);
    }

    private HealthResult result() {
        HealthResult.Builder down = HealthResult.builder("view", HealthStatus.DOWN);
        if (view.failure().isPresent()) {
            return down.exception(view.failure().get()).build();
        }
        return view.state()
                .map(state -> HealthResult.builder("view", HealthStatus.UP)
                        .details(details(state))
                        .build())
                .orElseGet(() -> down.details(
                                "what had been published isn't read to its end yet, or no broker answers at " + brokers)
                        .build());
    }

    private static String details(KpiState state) {
        return state.cut()
                .map(PublishedCut::number)
                .map(number -> "cut " + number)
                .orElse("nothing published yet");
    }
}

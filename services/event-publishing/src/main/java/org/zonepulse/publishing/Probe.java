package org.zonepulse.publishing;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Asks something outside how it is, at most once in a while however often it is asked itself, and off the event loop. */
final class Probe {

    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    private final String name;
    private final Callable<String> question;
    private final ExecutorService executor;
    private @Nullable HealthResult last;
    private long asked;

    /**
     * @param name the indicator's
     * @param question its answer is the details of being up; it throws if what it asks for is down
     * @param executor may be blocked
     */
    Probe(String name, Callable<String> question, ExecutorService executor) {
        this.name = name;
        this.question = question;
        this.executor = executor;
    }

    Publisher<HealthResult> result() {
        return Mono.fromCallable(this::ask).subscribeOn(Schedulers.fromExecutorService(executor));
    }

    private synchronized HealthResult ask() {
        HealthResult known = last;
        if (known != null && System.nanoTime() - asked < FRESH_NANOS) {
            return known;
        }
        HealthResult result = fresh();
        last = result;
        asked = System.nanoTime();
        return result;
    }

    private HealthResult fresh() {
        try {
            return HealthResult.builder(name, HealthStatus.UP)
                    .details(question.call())
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return down(e);
        } catch (Exception e) {
            return down(e);
        }
    }

    private HealthResult down(Exception why) {
        // Of an answer that was waited for, only its cause says what happened.
        Throwable cause = why instanceof ExecutionException && why.getCause() != null ? why.getCause() : why;
        return HealthResult.builder(name, HealthStatus.DOWN)
                .details(cause.getClass().getSimpleName() + ": " + cause.getMessage())
                .build();
    }
}

package org.zonepulse.feed.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zonepulse.feed.DeadLetterTally;
import org.zonepulse.feed.InputLag;
import org.zonepulse.feed.KpiSource;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.PublishedCut;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * What isn't in the figures: records that no cut includes yet, and open dead letters. The broker has to be asked for the first, and may
 * be slow or away, while whoever reads metrics won't wait: so one thread looks now and then, and metrics tell what it saw last.
 */
@Context
final class QualityMeters {

    private static final Logger LOG = LoggerFactory.getLogger(QualityMeters.class);

    /** Stands for reasons of a newer version, and for letters that can't be read. */
    private static final String OTHER = "OTHER";

    private static final Set<String> REASONS =
            Arrays.stream(RejectionReason.values()).map(RejectionReason::name).collect(Collectors.toUnmodifiableSet());

    private final KpiSource source;
    private final InputLag lag;
    private final DeadLetterTally deadLetters;
    private final Duration interval;
    private final Thread looker =
            Thread.ofPlatform().name("quality-meters").daemon().unstarted(this::run);
    private volatile Map<String, Long> behind = Map.of();
    private volatile Map<String, Long> letters = Map.of();

    QualityMeters(
            KpiSource source,
            InputLag lag,
            DeadLetterTally deadLetters,
            MeterRegistry registry,
            @Value("${zonepulse.feed.quality-interval}") Duration interval) {
        this.source = source;
        this.lag = lag;
        this.deadLetters = deadLetters;
        this.interval = interval;
        for (Topic topic : TopicCatalogue.events()) {
            Gauge.builder("zonepulse.input.lag", this, meters -> number(meters.behind, topic.name()))
                    .description("Records of an event topic that the cut which is shown doesn't include")
                    .baseUnit("records")
                    .tag("topic", topic.name())
                    .register(registry);
        }
        Stream.concat(REASONS.stream(), Stream.of(OTHER))
                .forEach(reason -> Gauge.builder(
                                "zonepulse.open.dead.letters", this, meters -> number(meters.letters, reason))
                        .description("Dead letters in whose place nothing was published yet")
                        .tag("reason", reason)
                        .register(registry));
    }

    /** No number where nothing is known: a 0 would be taken for good news. */
    private static double number(Map<String, Long> known, String name) {
        Long number = known.get(name);
        return number == null ? Double.NaN : (double) number.longValue();
    }

    @PostConstruct
    void start() {
        looker.start();
    }

    private void run() {
        try {
            while (true) {
                letters = countLetters();
                behind = lookBehind();
                Thread.sleep(interval);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Long> countLetters() {
        KpiState state = stateOrNull();
        if (state == null) {
            return Map.of();
        }
        DeadLetterTally.Counts counts = deadLetters.counts(state.edition());
        if (!counts.whole()) {
            return Map.of();
        }
        Map<String, Long> all = new HashMap<>();
        REASONS.forEach(reason -> all.put(reason, 0L));
        all.put(OTHER, 0L);
        counts.counts()
                .forEach((reason, count) -> all.merge(REASONS.contains(reason) ? reason : OTHER, count, Long::sum));
        return Map.copyOf(all);
    }

    private @Nullable KpiState stateOrNull() {
        try {
            return source.state().orElse(null);
        } catch (IllegalStateException over) {
            return null;
        }
    }

    private Map<String, Long> lookBehind() {
        try {
            if (source.failure().isPresent() || source.state().isEmpty()) {
                return Map.of();
            }
            Map<String, Long> all = new HashMap<>();
            for (InputLag.Partition partition : lag.behind(shown())) {
                all.merge(partition.topic(), partition.behind(), Long::sum);
            }
            return Map.copyOf(all);
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever it was, the next look may find out; a thread that has ended would not.
            LOG.debug("How far the cut is behind isn't known", e);
            return Map.of();
        }
    }

    private @Nullable PublishedCut shown() {
        return source.state().flatMap(KpiState::cut).orElse(null);
    }

    @PreDestroy
    void close() {
        looker.interrupt();
        try {
            looker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

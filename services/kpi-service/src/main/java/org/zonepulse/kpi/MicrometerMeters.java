package org.zonepulse.kpi;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zonepulse.kpi.topology.Meters;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.row.AnomalyCode;

/** Counts into the service's metrics. */
final class MicrometerMeters implements Meters {

    /** Sources that have counters of their own; all others share one. */
    static final int MOST_SOURCES = 200;

    /** Finest where the objectives lie; few, since each is a time series for each instance. */
    static final Duration[] BUCKETS = Stream.of(
                    10, 20, 35, 50, 75, 100, 150, 200, 250, 350, 500, 750, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000,
                    300_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final String UNKNOWN_SOURCE = "unknown";
    private static final String OTHER_SOURCE = "other";

    private final MeterRegistry registry;
    private final Set<String> sources = new HashSet<>();
    private final Map<String, Counter> applied = new ConcurrentHashMap<>();
    private final Map<String, Counter> duplicates = new ConcurrentHashMap<>();
    private final AtomicLong lastCut = new AtomicLong();
    private final AtomicLong lastCutMillis = new AtomicLong();
    private final Timer eventToCut;
    private final Counter values;

    MicrometerMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("zonepulse.cut.last", lastCut);
        TimeGauge.builder("zonepulse.cut.timestamp", lastCutMillis, TimeUnit.MILLISECONDS, millis ->
                        (double) millis.get())
                .description("When this instance wrote its last cut, in seconds since 1970; 0 if it wrote none")
                .register(registry);
        eventToCut = Timer.builder("zonepulse.event.to.cut")
                .description("From the oldest record that a partition brings into a cut until that is written")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        values = registry.counter("zonepulse.cut.values");
    }

    @Override
    public void applied(String topic) {
        applied.computeIfAbsent(topic, each -> events(each, "applied")).increment();
    }

    @Override
    public void duplicate(String topic) {
        duplicates.computeIfAbsent(topic, each -> events(each, "duplicate")).increment();
    }

    @Override
    public void rejected(String topic, RejectionReason reason, @Nullable String source) {
        registry.counter("zonepulse.dead.letters", "topic", topic, "reason", reason.name(), "source", sourceTag(source))
                .increment();
    }

    /** Who may write to Kafka can name as many sources as he likes: each is a time series, so not all get one. */
    private String sourceTag(@Nullable String source) {
        if (source == null) {
            return UNKNOWN_SOURCE;
        }
        synchronized (sources) {
            return sources.contains(source) || (sources.size() < MOST_SOURCES && sources.add(source))
                    ? source
                    : OTHER_SOURCE;
        }
    }

    @Override
    public void anomalyOpened(AnomalyCode code) {
        anomalies("opened", code);
    }

    @Override
    public void anomalyResolved(AnomalyCode code) {
        anomalies("resolved", code);
    }

    private void anomalies(String change, AnomalyCode code) {
        registry.counter("zonepulse.anomalies", "change", change, "code", code.name())
                .increment();
    }

    @Override
    public void misrouted(String topic) {
        events(topic, "misrouted").increment();
    }

    @Override
    public void cut(long number, int changed) {
        lastCut.set(number);
        lastCutMillis.set(registry.config().clock().wallTime());
        values.increment(changed);
    }

    @Override
    public void included(long millis) {
        eventToCut.record(millis, TimeUnit.MILLISECONDS);
    }

    private Counter events(String topic, String verdict) {
        return registry.counter("zonepulse.events", "topic", topic, "verdict", verdict);
    }
}

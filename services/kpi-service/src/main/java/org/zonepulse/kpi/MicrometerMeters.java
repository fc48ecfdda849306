package org.zonepulse.kpi;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.zonepulse.kpi.topology.Meters;
import org.zonepulse.ledger.event.RejectionReason;

/** Counts into the service's metrics. */
final class MicrometerMeters implements Meters {

    private final MeterRegistry registry;
    private final Map<String, Counter> applied = new ConcurrentHashMap<>();
    private final Map<String, Counter> duplicates = new ConcurrentHashMap<>();
    private final AtomicLong lastCut = new AtomicLong();
    private final Counter values;

    MicrometerMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("zonepulse.cut.last", lastCut);
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
    public void rejected(String topic, RejectionReason reason) {
        registry.counter("zonepulse.dead.letters", "topic", topic, "reason", reason.name())
                .increment();
    }

    @Override
    public void misrouted(String topic) {
        events(topic, "misrouted").increment();
    }

    @Override
    public void cut(long number, int changed) {
        lastCut.set(number);
        values.increment(changed);
    }

    private Counter events(String topic, String verdict) {
        return registry.counter("zonepulse.events", "topic", topic, "verdict", verdict);
    }
}

package org.zonepulse.systemtests.cluster;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.sandbox.FinalFigures;
import org.zonepulse.sandbox.LogEnds;

/** Follows what is published, as a consumer of the topics does: what a cut includes, and how long none came. */
final class Watch implements AutoCloseable {

    private static final Duration AT_MOST = Duration.ofMinutes(3);

    private final Map<String, Object> settings;
    private final KpiView view;
    private final LocalDate day;
    private long lastCut;
    private long lastAt;
    private long longestGapNanos;

    Watch(Cluster cluster, LocalDate day) {
        this.settings = cluster.address().settings();
        this.view = KpiView.open(settings);
        this.day = day;
        view.follow(this::see);
    }

    private synchronized void see(KpiState state) {
        long now = System.nanoTime();
        state.cut().filter(cut -> cut.number() != lastCut).ifPresent(cut -> {
            if (lastAt != 0) {
                longestGapNanos = Math.max(longestGapNanos, now - lastAt);
            }
            lastCut = cut.number();
            lastAt = now;
        });
    }

    /** From now on, the longest time without a cut counts anew. */
    synchronized void begin() {
        longestGapNanos = 0;
        lastAt = System.nanoTime();
    }

    /** The longest time since {@link #begin} in which no cut came: how old figures may have looked. */
    synchronized Duration longestGap() {
        return Duration.ofNanos(Math.max(longestGapNanos, 0));
    }

    /** Where the event topics end now. */
    Map<TopicPartition, Long> ends() {
        return LogEnds.read(settings);
    }

    /** Waits for a cut that includes everything before those ends. */
    void awaitCut(Map<TopicPartition, Long> ends) throws InterruptedException {
        if (!view.await(state -> FinalFigures.isFinal(state, ends, day), AT_MOST)) {
            throw new AssertionError("no cut within " + AT_MOST + " includes " + ends + "; the last is "
                    + view.ask(state -> String.valueOf(state.cut())));
        }
    }

    /** Waits for a cut with all that is in the log, also what was sent on to another partition meanwhile. */
    KpiState awaitAll() throws InterruptedException {
        Map<TopicPartition, Long> before;
        Map<TopicPartition, Long> ends = ends();
        do {
            awaitCut(ends);
            before = ends;
            ends = ends();
        } while (!ends.equals(before));
        return view.ask(state -> state);
    }

    @Override
    public void close() {
        view.close();
    }
}

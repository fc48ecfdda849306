package org.zonepulse.kpi.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Asks for a commit before the interval is over where a young record has come: somebody may be waiting to see what it changes. While
 * an old log is caught up with, or more comes than can be kept up with, commits keep to the interval, since many records at once cost
 * less each. So a record's time decides when it is published, and nothing of what.
 */
final class EarlyCommit {

    /** Older than this, a second less or more is no longer noticed. */
    static final Duration YOUNG = Duration.ofSeconds(1);

    private final long gapMillis;
    private long committedAt;
    private long newest;

    /** @param gap that is left between two commits at least, so that they don't cost more than what they publish */
    EarlyCommit(Duration gap) {
        this.gapMillis = gap.toMillis();
    }

    /** Takes note of a record that has been processed. */
    void onRecord(long timestamp, ProcessorContext<?, ?> context) {
        newest = Math.max(newest, timestamp);
        long now = context.currentSystemTimeMs();
        if (now - timestamp < YOUNG.toMillis() && now - committedAt >= gapMillis) {
            context.commit();
        }
    }

    /**
     * Takes note of a commit.
     *
     * @return time of the newest record so far, for what is sent on: it is no younger than what it comes of. Nor later than now, since
     *     brokers refuse records of the future
     */
    long onCommit(ProcessorContext<?, ?> context) {
        committedAt = context.currentSystemTimeMs();
        return Math.min(newest, committedAt);
    }
}

package org.zonepulse.kpi.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

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
    /** Asks when the gap is over, should no record come then that does. */
    private @Nullable Cancellable asksLater;

    /** @param gap that is left between two commits at least, so that they don't cost more than what they publish */
    EarlyCommit(Duration gap) {
        this.gapMillis = gap.toMillis();
    }

    /** Takes note of a record that has been processed. */
    void onRecord(long timestamp, ProcessorContext<?, ?> context) {
        newest = Math.max(newest, timestamp);
        long now = context.currentSystemTimeMs();
        if (now - timestamp >= YOUNG.toMillis()) {
            return;
        }
        // A clock that was put back would have it wait for as long as that.
        long left = Math.min(gapMillis, committedAt + gapMillis - now);
        if (left <= 0) {
            context.commit();
        } else if (asksLater == null) {
            asksLater = context.schedule(Duration.ofMillis(left), PunctuationType.WALL_CLOCK_TIME, time -> {
                stopAsking();
                context.commit();
            });
        }
    }

    private void stopAsking() {
        if (asksLater != null) {
            asksLater.cancel();
            asksLater = null;
        }
    }

    /**
     * Takes note of a commit.
     *
     * @return time of the newest record so far, for what is sent on: it is no younger than what it comes of. Nor later than now, since
     *     brokers refuse records of the future
     */
    long onCommit(ProcessorContext<?, ?> context) {
        stopAsking();
        committedAt = context.currentSystemTimeMs();
        return Math.min(newest, committedAt);
    }
}

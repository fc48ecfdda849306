package org.zonepulse.feed.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.zonepulse.feed.KpiSource;

/** Tells all who listen of each new cut. One thread goes round; whoever isn't ready then is told when he is. */
@Context
public class LiveFeed {

    private final int mostReaders;
    private final long heartbeatNanos;
    private final Set<LiveReader> readers = ConcurrentHashMap.newKeySet();
    private final Thread teller = Thread.ofPlatform().name("live-feed").daemon().unstarted(this::run);
    private volatile @Nullable LiveState latest;
    private boolean news;
    private volatile boolean closed;

    LiveFeed(
            KpiSource view,
            MeterRegistry meters,
            @Value("${zonepulse.feed.max-readers}") int mostReaders,
            @Value("${zonepulse.feed.heartbeat}") Duration heartbeat) {
        this.mostReaders = mostReaders;
        this.heartbeatNanos = heartbeat.toNanos();
        meters.gaugeCollectionSize("zonepulse.live.readers", List.of(), readers);
        view.follow(state -> take(new LiveState(state)));
        view.state().ifPresent(state -> begin(new LiveState(state)));
        teller.start();
    }

    /** Begins with what was shown already, unless something newer has come meanwhile. */
    private synchronized void begin(LiveState state) {
        if (latest == null) {
            take(state);
        }
    }

    private synchronized void take(LiveState state) {
        latest = state;
        news = true;
        notifyAll();
    }

    /** What is to be told now; null before the view has caught up. */
    @Nullable LiveState latest() {
        return latest;
    }

    /** How many listen. */
    public int readers() {
        return readers.size();
    }

    /**
     * The messages for one more reader, from now on.
     *
     * @param since the last cut that the reader says it knows; null if none
     * @return nothing if as many listen already as may
     */
    public Optional<Publisher<byte[]>> open(Encoding encoding, @Nullable KnownCut since) {
        if (readers.size() >= mostReaders) {
            return Optional.empty();
        }
        Publisher<byte[]> messages = subscriber -> {
            LiveReader reader = new LiveReader(this, encoding, since, subscriber);
            readers.add(reader);
            subscriber.onSubscribe(reader);
            if (closed) {
                reader.end();
            }
        };
        return Optional.of(messages);
    }

    void leave(LiveReader reader) {
        readers.remove(reader);
    }

    private void run() {
        long beatAt = System.nanoTime() + heartbeatNanos;
        try {
            while (awaitNews(beatAt)) {
                boolean beat = System.nanoTime() - beatAt >= 0;
                if (beat) {
                    beatAt = System.nanoTime() + heartbeatNanos;
                }
                for (LiveReader reader : readers) {
                    if (beat) {
                        reader.beat();
                    } else {
                        reader.tell();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        readers.forEach(LiveReader::end);
    }

    /** @return false if the feed is closed */
    private synchronized boolean awaitNews(long until) throws InterruptedException {
        while (!closed && !news) {
            long millis = (until - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return true;
            }
            wait(millis);
        }
        news = false;
        return !closed;
    }

    /** Ends all streams, so that readers come again elsewhere. */
    @PreDestroy
    void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            teller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

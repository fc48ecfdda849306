package org.zonepulse.feed.live;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who listens. Nothing is kept for a reader but the number of the cut that it knows: when it is ready for more, it is told
 * all that has changed since. So a slow one gets several cuts as one, takes no more memory than a fast one, and holds up nobody.
 */
final class LiveReader implements Subscription {

    private static final byte[] GREETING = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final LiveFeed feed;
    private static final Logger LOG = LoggerFactory.getLogger(LiveReader.class);

    private final Encoding encoding;
    private final Subscriber<? super byte[]> subscriber;
    private final AtomicLong demand = new AtomicLong();
    /** Above 0 while some thread tells; others leave it to that one. */
    private final AtomicInteger telling = new AtomicInteger();

    private volatile boolean heartbeatIsDue;
    private volatile boolean ending;
    private volatile boolean cancelled;
    private boolean greeted;
    /** What the reader says that it knows; null when that has been understood, or it says nothing. */
    private @Nullable KnownCut claimed;

    private long known = LiveState.NOTHING;
    /** Whose number that is; 0 before there are any. */
    private long knownOrigin;

    /** @param claimed the last cut that the reader says it knows; null if none */
    LiveReader(LiveFeed feed, Encoding encoding, @Nullable KnownCut claimed, Subscriber<? super byte[]> subscriber) {
        this.feed = feed;
        this.encoding = encoding;
        this.claimed = claimed;
        this.subscriber = subscriber;
    }

    @Override
    public void request(long more) {
        demand.updateAndGet(now -> now + more < 0 ? Long.MAX_VALUE : now + more);
        tell();
    }

    @Override
    public void cancel() {
        cancelled = true;
        feed.leave(this);
    }

    /** A sign of life is due, unless something else has to be told anyway. */
    void beat() {
        heartbeatIsDue = true;
        tell();
    }

    /** Ends the stream: the reader comes again, here or elsewhere. */
    void end() {
        ending = true;
        tell();
    }

    /** Tells what there is to tell, if the reader is ready for it. Any thread may call it. */
    void tell() {
        if (telling.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        while (seen > 0) {
            tellAllOrEnd();
            seen = telling.addAndGet(-seen);
        }
    }

    /**
     * What goes wrong with one reader must not end the others' news, nor leave this one with an open connection on which nothing
     * ever comes: it is ended, and so comes again.
     */
    private void tellAllOrEnd() {
        try {
            tellAll();
        } catch (RuntimeException | Error e) {
            LOG.warn("A live reader is let go", e);
            if (!cancelled) {
                cancel();
                subscriber.onError(e);
            }
        }
    }

    private void tellAll() {
        while (!cancelled && demand.get() > 0) {
            byte[] message = next();
            if (message == null) {
                break;
            }
            demand.decrementAndGet();
            subscriber.onNext(message);
        }
        if (ending && !cancelled) {
            cancelled = true;
            subscriber.onComplete();
        }
    }

    private byte @Nullable [] next() {
        if (!greeted) {
            greeted = true;
            return GREETING;
        }
        LiveState now = feed.latest();
        if (now != null && claimed != null) {
            // A cut that never was here belongs to other data, or to an instance that is ahead: begin anew.
            known = now.numberOf(claimed);
            knownOrigin = now.origin();
            claimed = null;
        }
        if (now != null && (now.number() != known || now.origin() != knownOrigin)) {
            // Another edition's cuts have numbers of their own: nothing that the reader knows is of them.
            long since = knownOrigin == 0 || knownOrigin == now.origin() ? known : LiveState.NOTHING;
            known = now.number();
            knownOrigin = now.origin();
            byte[] message = now.message(encoding, since);
            if (message.length > 0) {
                heartbeatIsDue = false;
                return message;
            }
        }
        if (heartbeatIsDue) {
            heartbeatIsDue = false;
            return HEARTBEAT;
        }
        return null;
    }
}

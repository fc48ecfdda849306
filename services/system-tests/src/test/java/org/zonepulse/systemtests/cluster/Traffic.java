package org.zonepulse.systemtests.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.Feeder;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;
import org.zonepulse.systemtests.ReferenceFold;

/**
 * The reference year, published slice by slice while faults happen, all streams side by side; what is accepted is folded here,
 * too, so that it is known at any moment what the KPIs must come to.
 */
final class Traffic implements AutoCloseable {

    private static final int SLICE = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private record Slice(EventStream stream, List<Event> events) {}

    private final Queue<Slice> slices;
    private final Feeder feeder;
    private final EventSink http;
    private final LedgerFold fold;
    private final InMemoryRowStore rows = new InMemoryRowStore();
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition progress = lock.newCondition();
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private final Thread thread;
    private volatile double perSecond;
    private volatile @Nullable EventSink other;
    private long published;
    private long accepted;
    private long longestWaitNanos;

    /** @param perSecond how many events are published in a second, where they are accepted at once */
    Traffic(Cluster cluster, Zone zone, ReferenceYear year, double perSecond) {
        this.feeder = new Feeder(cluster::emitter, PATIENCE);
        this.http = feeder::publish;
        this.fold = new LedgerFold(zone);
        this.perSecond = perSecond;
        this.slices = slices(year);
        this.thread = Thread.ofPlatform().name("traffic").start(this::publish);
    }

    /** In each stream's order; the streams advance together, each by its share. */
    private static Queue<Slice> slices(ReferenceYear year) {
        Map<EventStream, List<Slice>> all = new EnumMap<>(EventStream.class);
        for (EventStream stream : EventStream.values()) {
            List<Event> events = year.events(stream);
            List<Slice> own = new ArrayList<>();
            for (int from = 0; from < events.size(); from += SLICE) {
                own.add(new Slice(stream, events.subList(from, Math.min(events.size(), from + SLICE))));
            }
            all.put(stream, own);
        }
        int longest = all.values().stream().mapToInt(List::size).max().orElse(0);
        Queue<Slice> order = new ArrayDeque<>();
        for (int step = 0; step < longest; step++) {
            for (List<Slice> own : all.values()) {
                long from = (long) step * own.size() / longest;
                long to = (step + 1L) * own.size() / longest;
                order.addAll(own.subList((int) from, (int) to));
            }
        }
        return order;
    }

    private void publish() {
        try {
            while (true) {
                Slice slice = slices.poll();
                if (slice == null) {
                    end.complete(null);
                    return;
                }
                publish(slice);
                LockSupport.parkNanos((long) (slice.events().size() / perSecond * 1e9));
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } catch (InterruptedException e) {
            end.cancel(false);
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    private void publish(Slice slice) throws InterruptedException {
        lock.lock();
        try {
            long began = System.nanoTime();
            // Until it is accepted; an answer that got lost is asked for again, with the same ids.
            EventSink second = published++ % 2 == 1 ? other : null;
            (second == null ? http : second).publish(slice.stream(), slice.events());
            longestWaitNanos = Math.max(longestWaitNanos, System.nanoTime() - began);
            slice.events().forEach(event -> fold.apply(rows, event));
            accepted += slice.events().size();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Publishes every second slice this way from now on. */
    void alsoTo(EventSink sink) {
        other = sink;
    }

    /** Publishes all by HTTP again; returns when nothing goes another way any more. */
    void onlyByHttp() throws InterruptedException {
        other = null;
        awaitAccepted(0);
    }

    /** Returns when as many more events have been accepted; or all. */
    void awaitAccepted(long more) throws InterruptedException {
        lock.lock();
        try {
            long until = accepted + more;
            while (accepted < until && !end.isDone()) {
                progress.await(100, TimeUnit.MILLISECONDS);
            }
            requireAlive();
        } finally {
            lock.unlock();
        }
    }

    /** Publishes no more until {@link #resume}; returns when what was sent is accepted. The same thread has to call both. */
    void pause() {
        lock.lock();
        requireAlive();
    }

    void resume() {
        longestWaitNanos = 0;
        lock.unlock();
    }

    /** Publishes all that is left as fast as it is accepted, and returns then. */
    void finish() {
        perSecond = Double.POSITIVE_INFINITY;
        end.join();
    }

    private void requireAlive() {
        if (end.isCompletedExceptionally()) {
            end.join();
        }
    }

    /** How long the slowest slice since the last pause waited to be accepted; to be asked while paused. */
    Duration longestWait() {
        return Duration.ofNanos(longestWaitNanos);
    }

    /** What the KPIs must be that aren't 0, of all that is accepted; to be asked while paused. */
    Map<String, Kpi> expected() {
        return ReferenceFold.kpis(rows, ReferenceYear.AS_OF);
    }

    /** Whether all is published. */
    boolean isOver() {
        return end.isDone();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        feeder.close();
    }
}

package org.zonepulse.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What many readers of the live feed take on one instance: memory before, with and after them, and how far apart they are told
 * the same cut; without and with one among them that never reads; at an event each second, and at 1,000.
 *
 * <p>Arguments: number of readers (2,000).
 */
public final class LiveReaders {

    /** One less than may listen at once, for the one that never reads. */
    private static final int MOST_READERS = 4_999;

    private static final int TRICKLE_EVENTS = 30;
    private static final int BURST_SECONDS = 10;
    private static final int BURST_PER_SECOND = 1_000;
    private static final int IN_BATCH = 50;
    private static final int ROUNDS = 2;
    private static final long PATIENCE_SECONDS = 60;

    private final UpProcess up;
    private final LiveLoad load;
    private final int readers;
    private final Map<Long, Telling> tellings = new ConcurrentSkipListMap<>();
    private final AtomicLong[] known;

    private LiveReaders(UpProcess up, LiveLoad load, int readers) {
        this.up = up;
        this.load = load;
        this.readers = readers;
        this.known = new AtomicLong[readers];
        for (int reader = 0; reader < readers; reader++) {
            known[reader] = new AtomicLong();
        }
    }

    /** One cut as told to many; written by the readers' thread alone. */
    private static final class Telling {
        private final AtomicInteger told = new AtomicInteger();
        private volatile long first;
        private volatile long last;
    }

    /** Runs the benchmark and prints its figures. */
    public static void main(String... args) throws Exception {
        int readers = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        if (readers > MOST_READERS) {
            throw new IllegalArgumentException("at most " + MOST_READERS + " readers: -Dbenchmark.events=2000");
        }
        Path folder = Files.createTempDirectory("zonepulse-benchmark");
        try (UpProcess up = UpProcess.start(folder);
                LiveLoad load = LiveLoad.begin(up)) {
            new LiveReaders(up, load, readers).measure();
        } finally {
            Scratch.delete(folder);
        }
    }

    private void measure() throws Exception {
        load.send(BURST_SECONDS * BURST_PER_SECOND / IN_BATCH, IN_BATCH, BURST_PER_SECOND);
        tellMemory("no readers");
        for (int round = 0; round < ROUNDS; round++) {
            try (LiveConnections _ = LiveConnections.open(up.feed(), readers, this::received)) {
                awaitAll();
                trickle(readers + " readers");
                try (SocketChannel _ = neverRead()) {
                    trickle(readers + " readers, and one that never reads");
                    load.send(BURST_SECONDS * BURST_PER_SECOND / IN_BATCH, IN_BATCH, BURST_PER_SECOND);
                    tellMemory("right after " + BURST_SECONDS + " s of " + BURST_PER_SECOND + " events/s");
                    awaitAll();
                    trickle("the same again");
                }
            }
            tellMemory("all have gone");
        }
    }

    private void received(int reader, long cut, long at) {
        known[reader].set(cut);
        Telling telling = tellings.computeIfAbsent(cut, _ -> new Telling());
        if (telling.told.get() == 0) {
            telling.first = at;
        }
        telling.last = at;
        telling.told.incrementAndGet();
    }

    /** One whose machine has room for little. */
    private SocketChannel neverRead() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        channel.connect(new InetSocketAddress(up.feed().getHost(), up.feed().getPort()));
        LiveConnections.ask(channel, up.feed());
        return channel;
    }

    /** An event each second; each makes a cut, which all are told. */
    private void trickle(String who) throws Exception {
        List<Long> toFirst = new ArrayList<>();
        List<Long> toLast = new ArrayList<>();
        List<Long> spread = new ArrayList<>();
        tellings.clear();
        List<LiveLoad.Accepted> accepted = load.send(TRICKLE_EVENTS, 1, 1);
        awaitAll();
        PublishedCuts cuts = PublishedCuts.read(up.address());
        for (LiveLoad.Accepted event : accepted) {
            Telling telling = tellings.get(cuts.firstWith(event).number());
            if (telling == null || telling.told.get() != readers) {
                throw new IllegalStateException("not all readers were told of " + event);
            }
            toFirst.add(telling.first - event.accepted());
            toLast.add(telling.last - event.accepted());
            spread.add(telling.last - telling.first);
        }
        System.out.printf(
                Locale.ROOT, "%n%s, %,d events in turn; load average %.2f%n", who, TRICKLE_EVENTS, Machine.load());
        tell("accepted to first reader", toFirst);
        tell("accepted to last reader", toLast);
        tell("first to last reader", spread);
        tellMemory(who);
    }

    private static void tell(String span, List<Long> times) {
        System.out.printf(
                Locale.ROOT, "%-26s%s%n", span, Times.of(times.stream().mapToLong(Long::longValue)));
    }

    private void tellMemory(String when) throws Exception {
        UpProcess.Memory memory = up.memory();
        System.out.printf(
                Locale.ROOT,
                "%-50s heap %,d KiB, resident %,d KiB%n",
                when,
                memory.heap() >> 10,
                memory.resident() >> 10);
    }

    /** Waits until all readers know the last cut. */
    private void awaitAll() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Thread.sleep(1_000);
            long last = PublishedCuts.read(up.address()).last();
            int there = 0;
            for (AtomicLong cut : known) {
                there += cut.get() >= last ? 1 : 0;
            }
            if (there == readers) {
                return;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(there + " readers only know cut " + last);
            }
        }
    }
}

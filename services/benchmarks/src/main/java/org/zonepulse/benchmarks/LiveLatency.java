package org.zonepulse.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long it takes from an event over HTTP to a changed figure at a reader of the live feed: events are sent at times fixed
 * beforehand, and for each the first live event counts whose cut includes it, by the input offsets that the cut names.
 *
 * <p>Arguments: number of events that are measured, sent at 1,000 a second (30,000).
 */
public final class LiveLatency {

    private static final int PER_SECOND = 1_000;
    private static final int IN_BATCH = 50;
    private static final int SINGLES_PER_SECOND = 100;
    private static final int WARM_UP_SECONDS = 30;
    private static final int ROUNDS = 3;
    private static final Pattern AMOUNT = Pattern.compile("\"amount\":\"([0-9.]+)\"");
    private static final long PATIENCE_SECONDS = 60;

    private final UpProcess up;
    private final LiveLoad load;
    /** When the reader had each live event, by the number of its cut. */
    private final ConcurrentSkipListMap<Long, Long> seen = new ConcurrentSkipListMap<>();
    /** What to add to {@link System#nanoTime} for nanoseconds of the clock that cuts are dated by. */
    private final long clock = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();

    private LiveLatency(UpProcess up, LiveLoad load) {
        this.up = up;
        this.load = load;
    }

    /**
     * One event's way.
     *
     * @param cut number of the cut by which the reader saw it
     * @param due when it was to be sent
     * @param accepted when the answer to it was there
     * @param summed when the second stage had the last of what it put into the first cut with the event, to a millisecond
     * @param seen when the reader had a cut with it
     */
    private record Way(long cut, long due, long accepted, long summed, long seen) {}

    /** Runs the benchmark and prints its figures. */
    public static void main(String... args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 30_000;
        Path folder = Files.createTempDirectory("zonepulse-benchmark");
        try (UpProcess up = UpProcess.start(folder);
                LiveLoad load = LiveLoad.begin(up)) {
            new LiveLatency(up, load).measure(events);
        } finally {
            Scratch.delete(folder);
        }
    }

    private void measure(int events) throws Exception {
        BigDecimal before = loanBalance();
        try (LiveConnections _ = LiveConnections.open(up.feed(), 1, (_, cut, at) -> seen.putIfAbsent(cut, at))) {
            load.send(WARM_UP_SECONDS * PER_SECOND / IN_BATCH, IN_BATCH, PER_SECOND);
            for (int round = 0; round < ROUNDS; round++) {
                tell(PER_SECOND + " events/s in batches of " + IN_BATCH, events / IN_BATCH, IN_BATCH, PER_SECOND);
                int singles = events * SINGLES_PER_SECOND / PER_SECOND;
                tell(SINGLES_PER_SECOND + " events/s, each by itself", singles, 1, SINGLES_PER_SECOND);
            }
        }
        BigDecimal raised = loanBalance().subtract(before);
        if (raised.compareTo(load.raisesBalanceBy()) != 0) {
            throw new IllegalStateException(
                    "the loan balance has risen by " + raised + " and not by " + load.raisesBalanceBy());
        }
    }

    private void tell(String what, int batches, int eventsInBatch, int perSecond) throws Exception {
        double busy = Machine.load();
        List<LiveLoad.Accepted> accepted = load.send(batches, eventsInBatch, perSecond);
        List<Way> ways = ways(accepted);
        System.out.printf(
                Locale.ROOT,
                "%n%s: %,d events in %,d cuts, load average before %.2f%n",
                what,
                accepted.size(),
                ways.stream().mapToLong(Way::cut).distinct().count(),
                busy);
        tell("accepted to seen", ways, way -> way.seen - way.accepted);
        tell("to be sent to seen", ways, way -> way.seen - way.due);
        tell("  to be sent to accepted", ways, way -> way.accepted - way.due);
        tell("  accepted to summed", ways, way -> way.summed - way.accepted);
        tell("  summed to seen", ways, way -> way.seen - way.summed);
    }

    private static void tell(String span, List<Way> ways, ToLongFunction<Way> length) {
        System.out.printf(Locale.ROOT, "%-26s%s%n", span, Times.of(ways.stream().mapToLong(length)));
    }

    /** Waits until the reader has seen all. */
    private List<Way> ways(List<LiveLoad.Accepted> accepted) throws InterruptedException {
        PublishedCuts cuts = cutsWith(accepted);
        List<Way> ways = new ArrayList<>();
        for (LiveLoad.Accepted event : accepted) {
            PublishedCuts.OfLoans cut = cuts.firstWith(event);
            Map.Entry<Long, Long> told = seen.ceilingEntry(cut.number());
            long summed = TimeUnit.MILLISECONDS.toNanos(cut.madeAt()) - clock;
            ways.add(new Way(told.getKey(), event.due(), event.accepted(), summed, told.getValue()));
        }
        return ways;
    }

    private PublishedCuts cutsWith(List<LiveLoad.Accepted> accepted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Thread.sleep(1_000);
            PublishedCuts cuts = PublishedCuts.read(up.address());
            if (accepted.stream().allMatch(cuts::include) && seen.lastKey() >= cuts.last()) {
                return cuts;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("not all events have been seen after " + PATIENCE_SECONDS + " s");
            }
        }
    }

    /** In yuan, of the whole zone. */
    private BigDecimal loanBalance() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest question = HttpRequest.newBuilder(
                            up.feed().resolve("/api/v1/kpis?measure=loan-balance&scope=zone"))
                    .build();
            String answer =
                    http.send(question, HttpResponse.BodyHandlers.ofString()).body();
            Matcher amount = AMOUNT.matcher(answer);
            if (!amount.find()) {
                throw new IllegalStateException("no loan balance in " + answer);
            }
            return new BigDecimal(amount.group(1));
        }
    }
}

package org.zonepulse.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.ledger.event.Event;

/**
 * How long figures stand still where one of two instances of kpi-service is killed: each is a process of its own and stands by
 * for the other, with the state of so many events, while events go on coming. Broker, registry, both instances and this are on one machine.
 *
 * <p>Arguments: number of events (1,000,000), seed (1).
 */
public final class Recovery {

    private static final int KILLS = 6;
    private static final int LIVE_PER_SECOND = 100;
    /** Enough to go on until figures are fresh again. */
    private static final int LIVE_PER_KILL = 20_000;

    private static final int PARTITIONS = 8;
    private static final Duration BEFORE = Duration.ofSeconds(5);

    private final WrittenLog log;
    private final String session;
    private final List<KpiServiceProcess> instances = new ArrayList<>();
    private int started;

    private Recovery(WrittenLog log, String session) {
        this.log = log;
        this.session = session;
    }

    /** Runs the benchmark and prints its figures. */
    public static void main(String... args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        try (WrittenLog log = WrittenLog.shared(count, KILLS * LIVE_PER_KILL, seed, PARTITIONS)) {
            System.out.printf(
                    Locale.ROOT, "%,d events of state, %d more a second; seed %d%n", count, LIVE_PER_SECOND, seed);
            new Recovery(log, "6s").run(count);
        }
    }

    private void run(int count) throws Exception {
        try (FollowedCuts cuts = new FollowedCuts(log);
                KafkaConsumer<byte[], byte[]> ends = log.consumer()) {
            start();
            start();
            cuts.awaitIncluded(count);
            for (int kill = 0; kill < KILLS; kill++) {
                for (KpiServiceProcess instance : instances) {
                    instance.awaitQuiet();
                }
                List<Event> events = log.later().subList(kill * LIVE_PER_KILL, (kill + 1) * LIVE_PER_KILL);
                try (Trickle _ = Trickle.start(log, events, LIVE_PER_SECOND)) {
                    long until = System.nanoTime() + BEFORE.toNanos();
                    while (System.nanoTime() < until) {
                        cuts.poll();
                    }
                    killOlder(kill + 1, cuts, ends);
                }
                start();
            }
        } finally {
            for (KpiServiceProcess instance : instances) {
                instance.close();
            }
        }
    }

    private void start() throws Exception {
        instances.add(KpiServiceProcess.start(
                log,
                "kpi-" + ++started,
                Map.of(
                        "zonepulse.kpi.application-id",
                        "recovery",
                        "zonepulse.kpi.standby-replicas",
                        "1",
                        "zonepulse.kpi.session-timeout",
                        session,
                        "zonepulse.kpi.transaction-timeout",
                        session)));
    }

    /** The one that has been there for longer holds more partitions. */
    private void killOlder(int number, FollowedCuts cuts, KafkaConsumer<byte[], byte[]> consumer) throws Exception {
        KpiServiceProcess victim = instances.removeFirst();
        cuts.poll();
        cuts.begin();
        long began = System.nanoTime();
        victim.kill();
        Map<TopicPartition, Long> ends = consumer.endOffsets(log.inputs());
        cuts.awaitIncluded(ends);
        double fresh = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "kill %d: all that was in the log is in a cut after %.1f s; no cut for at most %.1f s; load average %.1f%n",
                number,
                fresh,
                cuts.longestGap().toMillis() / 1e3,
                Machine.load());
    }
}

package org.zonepulse.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * What an event and a cut cost: processor time of kpi-service and of the broker, bytes on the disk and over the network. First a
 * log is caught up with by one, two and three instances, each a process of its own; then events come at a steady rate. The same with more
 * partitions. Broker, registry, instances and this are on one machine.
 *
 * <p>Arguments: number of events (1,000,000; a third of it where there are more partitions), seed (1).
 */
public final class Capacity {

    private static final int[] MORE_PARTITIONS = {64, 256};
    private static final int MOST_INSTANCES = 3;
    private static final int LIVE_SECONDS = 20;
    private static final int[] RATES = {100, 1_000};
    /** What an instance does at its start isn't what an event costs. */
    private static final double WARM_SHARE = 0.2;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final WrittenLog log;
    private final int partitions;
    private final long count;

    private Capacity(WrittenLog log, int partitions, long count) {
        this.log = log;
        this.partitions = partitions;
        this.count = count;
    }

    /**
     * What has been used so far.
     *
     * @param at when, by {@link System#nanoTime}
     * @param services processor time of all instances, in ns
     * @param broker processor time of the broker's process, of which this is a small part, in ns
     * @param network bytes over the loopback, each counted once
     * @param included events in the last cut
     * @param cuts cuts
     * @param cutBytes bytes of cuts
     */
    private record Used(long at, long services, long broker, long network, long included, long cuts, long cutBytes) {

        private Used minus(Used earlier) {
            return new Used(
                    at - earlier.at,
                    services - earlier.services,
                    broker - earlier.broker,
                    network - earlier.network,
                    included - earlier.included,
                    cuts - earlier.cuts,
                    cutBytes - earlier.cutBytes);
        }

        private String text() {
            double seconds = at / 1e9;
            return String.format(
                    Locale.ROOT,
                    "%,9.0f events/s; an event: %6.1f µs of kpi-service, %6.1f µs of the broker, %,6.0f bytes of network;"
                            + " %5.1f cuts/s of %,8.0f bytes; cores: %.2f kpi-service, %.2f broker; load average %.1f",
                    included / seconds,
                    services / 1e3 / included,
                    broker / 1e3 / included,
                    (double) network / included,
                    cuts / seconds,
                    (double) cutBytes / Math.max(1, cuts),
                    services / (double) at,
                    broker / (double) at,
                    Machine.load());
        }
    }

    /** Runs the benchmark and prints its figures. */
    public static void main(String... args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        measure(count, seed, TopicCatalogue.EVENT_PARTITIONS, MOST_INSTANCES);
        for (int partitions : MORE_PARTITIONS) {
            measure(count / 3, seed, partitions, 1);
        }
    }

    private static void measure(int count, long seed, int partitions, int mostInstances) throws Exception {
        int later = 0;
        for (int rate : RATES) {
            later += rate * LIVE_SECONDS;
        }
        try (WrittenLog log = WrittenLog.shared(count, later, seed, partitions)) {
            System.out.printf(Locale.ROOT, "%d partitions, %,d events, seed %d%n", partitions, count, seed);
            Capacity capacity = new Capacity(log, partitions, count);
            for (int instances = mostInstances; instances > 0; instances--) {
                capacity.run(instances);
            }
        }
    }

    private void run(int number) throws Exception {
        String application = "capacity-" + number;
        long began = System.nanoTime();
        List<KpiServiceProcess> instances = new ArrayList<>();
        try (FollowedCuts cuts = new FollowedCuts(log)) {
            for (int i = 1; i <= number; i++) {
                instances.add(KpiServiceProcess.start(
                        log, application + "-" + i, Map.of("zonepulse.kpi.application-id", application)));
            }
            cuts.awaitIncluded((long) (count * WARM_SHARE));
            Used warm = used(instances, cuts);
            cuts.awaitIncluded(count);
            Used all = used(instances, cuts);
            tell(number, "caught up", all.minus(warm));
            System.out.printf(
                    Locale.ROOT,
                    "   with starting: %,.0f events/s; bytes on the disk an event: %s%n",
                    count / ((all.at() - began) / 1e9),
                    bytes(application));
            if (number == 1) {
                live(instances, cuts);
            }
        } finally {
            for (KpiServiceProcess instance : instances) {
                instance.close();
            }
        }
    }

    /** Events that come one by one. */
    private void live(List<KpiServiceProcess> instances, FollowedCuts cuts) throws Exception {
        instances.getFirst().awaitQuiet();
        Used before = used(instances, cuts);
        // What goes on where nothing comes: followers that ask, heartbeats.
        long until = System.nanoTime() + Duration.ofSeconds(LIVE_SECONDS).toNanos();
        while (System.nanoTime() < until) {
            cuts.poll();
        }
        Used idle = used(instances, cuts).minus(before);
        System.out.printf(
                Locale.ROOT,
                "   idle: cores: %.3f kpi-service, %.3f broker%n",
                idle.services() / (double) idle.at(),
                idle.broker() / (double) idle.at());
        int from = 0;
        for (int rate : RATES) {
            int to = from + rate * LIVE_SECONDS;
            Used start = used(instances, cuts);
            try (Trickle _ = Trickle.start(log, log.later().subList(from, to), rate)) {
                cuts.awaitIncluded(count + to);
            }
            tell(1, rate + " a second", used(instances, cuts).minus(start));
            from = to;
        }
    }

    private void tell(int instances, String what, Used used) {
        System.out.printf(
                Locale.ROOT, "   %d instances, %d partitions, %-13s %s%n", instances, partitions, what, used.text());
    }

    private static Used used(List<KpiServiceProcess> instances, FollowedCuts cuts) throws IOException {
        return new Used(
                System.nanoTime(),
                instances.stream()
                        .mapToLong(instance -> instance.processorTime().toNanos())
                        .sum(),
                SYSTEM.getProcessCpuTime(),
                network(),
                cuts.included(),
                cuts.cuts(),
                cuts.bytes());
    }

    /** As Linux counts them; 0 elsewhere. */
    private static long network() throws IOException {
        Path counters = Path.of("/proc/net/dev");
        if (!Files.exists(counters)) {
            return 0;
        }
        return Files.readAllLines(counters).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("lo:"))
                .mapToLong(line -> Long.parseLong(line.substring(3).strip().split("\\s+")[0]))
                .sum();
    }

    /** Of the topics of events, of the stores' changelogs, of what goes between the stages, and of cuts, divided by the events. */
    private String bytes(String application) throws Exception {
        List<String> events = TopicCatalogue.events().stream().map(Topic::name).toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", log.brokers()))) {
            int broker = admin.describeCluster().nodes().get().iterator().next().id();
            Map<String, Long> sizes = admin.describeLogDirs(List.of(broker)).allDescriptions().get().values().stream()
                    .flatMap(byFolder -> byFolder.values().stream())
                    .map(LogDirDescription::replicaInfos)
                    .flatMap(replicas -> replicas.entrySet().stream())
                    .collect(Collectors.groupingBy(
                            replica -> replica.getKey().topic(),
                            Collectors.summingLong(replica -> replica.getValue().size())));
            return String.format(
                    Locale.ROOT,
                    "events %.0f, changelogs %.0f, between the stages %.0f, all cuts so far %.0f",
                    share(sizes, events::contains),
                    share(sizes, topic -> topic.startsWith(application) && topic.endsWith("-changelog")),
                    share(sizes, topic -> topic.startsWith(application) && topic.endsWith("-repartition")),
                    share(sizes, TopicCatalogue.KPI_CUTS.name()::equals));
        }
    }

    private double share(Map<String, Long> sizes, Predicate<String> topics) {
        return sizes.entrySet().stream()
                        .filter(topic -> topics.test(topic.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum()
                / (double) count;
    }
}

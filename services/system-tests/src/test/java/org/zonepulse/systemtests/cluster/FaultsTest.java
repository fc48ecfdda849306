package org.zonepulse.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.contract.EventJson;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.KpiState;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.CalendarPublisher;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.systemtests.ReferenceFold;

/**
 * One cluster, as Compose's file describes it, to which one thing after the other happens while the reference year is being
 * published. After each of them: nothing that was accepted is lost, nothing counts twice, and the service has come back by
 * itself. In the end every cut that was ever published is recomputed from the events, a reader of the live feed has missed
 * nothing; and where the whole year was published, the figures are those that were published of it.
 */
@Tag("cluster")
@EnabledIf("org.zonepulse.systemtests.cluster.Images#canBeUsed")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsTest {

    /** Left out unless asked for by the profile all-faults. */
    private static final String LONG = "long";

    private static final Zone ZONE = ZoneFile.bundled();
    private static final long SEED = Long.getLong("zonepulse.seed", ReferenceYear.DEFAULT_SEED);
    private static final double EVENTS_PER_SECOND = Integer.getInteger("zonepulse.faults.rate", 100);
    /** Enough that each fault meets commits, and few enough that the year lasts for all of them. */
    private static final int EVENTS_BEFORE = 200;

    private static final Duration REGISTRY_AWAY =
            Duration.ofSeconds(Integer.getInteger("zonepulse.faults.registryAwaySeconds", 120));
    private static final Duration FROZEN = Duration.ofSeconds(30);
    private static final int POISON = 50;
    /** Four emitters, two instances of kpi-service, the feed, the registry. */
    private static final String MEASURED = "8";

    private static final String BETWEEN_THE_STAGES = "zonepulse-kpi-partition-updates-repartition";
    private static final List<String> CHANGELOGS =
            List.of("zonepulse-kpi-ledger-changelog", "zonepulse-kpi-cuts-changelog");
    /** The exit status of a kpi-service whose streams have died. */
    private static final int STREAMS_DEAD = 70;

    private static final String STATE = "/var/lib/zonepulse:uid=10001,gid=10001";

    /** Posts an event to the emitter of the container that this runs in: images have no HTTP client. */
    private static final String POST = """
            exec 3<>/dev/tcp/127.0.0.1/$MICRONAUT_SERVER_PORT
            printf 'POST /events HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Type: application/json\\r\\n' >&3
            printf 'traceparent: 00-%s-00f067aa0ba902b7-01\\r\\nContent-Length: %s\\r\\n' "$1" "$(printf '%s' "$0" | wc -c)" >&3
            printf 'Connection: close\\r\\n\\r\\n%s' "$0" >&3
            cat <&3
            """;

    private static final String FAKETIME = "usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<String> FIGURES = new ArrayList<>();

    private static final ReferenceYear YEAR = ReferenceYear.generate(SEED);
    private static Cluster cluster;
    private static Traffic traffic;
    private static Watch watch;
    private static LiveReader reader;

    /** Something that happens to the cluster, or that puts it right. */
    @FunctionalInterface
    private interface Deed {
        void happen() throws Exception;
    }

    private static final Deed NOTHING = () -> {};

    @BeforeAll
    static void start() throws Exception {
        System.out.println("seed " + SEED + " (-Dzonepulse.seed=...)");
        long began = System.nanoTime();
        cluster = Cluster.start();
        FIGURES.add("started within " + seconds(System.nanoTime() - began) + " s, images included");
        try (CalendarPublisher calendar = new CalendarPublisher(cluster.address(), ZONE.id())) {
            calendar.open(ReferenceYear.AS_OF);
        }
        watch = new Watch(cluster, ReferenceYear.AS_OF);
        reader = new LiveReader(cluster.feed("/api/v1/live"));
        traffic = new Traffic(cluster, ZONE, YEAR, EVENTS_PER_SECOND);
    }

    @AfterAll
    static void stop() {
        FIGURES.forEach(System.out::println);
        Stream.of(traffic, reader, watch, cluster).forEach(each -> {
            if (each != null) {
                close(each);
            }
        });
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Order(1)
    @Timeout(300)
    void shouldGoOnWhereAnInstanceOfKpiServiceIsKilled() throws Exception {
        Machine victim = cluster.nodes(Cluster.KPI_SERVICE).getFirst();
        withstand("kpi-service killed, its standby goes on", victim::kill, NOTHING, victim::start);
    }

    @Test
    @Tag(LONG)
    @Order(2)
    @Timeout(300)
    void shouldGoOnWhereAnInstanceIsKilledWhileItTakesOver() throws Exception {
        List<Machine> instances = cluster.nodes(Cluster.KPI_SERVICE);
        withstand(
                "kpi-service killed, and again while it is coming back",
                () -> {
                    instances.getFirst().kill();
                    instances.getFirst().start();
                    await("rebalancing")
                            .atMost(Duration.ofMinutes(1))
                            .until(() -> instances.getFirst().logOfThisRun().contains("REBALANCING"));
                    instances.getFirst().kill();
                },
                NOTHING,
                instances.getFirst()::start);
    }

    @Test
    @Tag(LONG)
    @Order(3)
    @Timeout(300)
    void shouldComeBackWhereBothInstancesAreKilled() throws Exception {
        List<Machine> instances = cluster.nodes(Cluster.KPI_SERVICE);
        withstand(
                "both kpi-services killed",
                () -> instances.forEach(Machine::kill),
                () -> instances.forEach(Machine::start),
                NOTHING);
    }

    @Test
    @Tag(LONG)
    @Order(4)
    @Timeout(300)
    void shouldGoOnWithoutTheBrokerThatLeadsMost() throws Exception {
        Machine leader = cluster.node("kafka-" + leadingMost());
        withstand("broker killed that leads most partitions", leader::kill, NOTHING, leader::start);
    }

    @Test
    @Tag(LONG)
    @Order(5)
    @Timeout(400)
    void shouldRefuseEventsHonestlyWhereTwoOfThreeBrokersAreAwayAndGoOnAfterwards() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        withstand(
                "two of three brokers killed, then back",
                () -> {
                    cluster.node("kafka-2").kill();
                    cluster.node("kafka-3").kill();
                    statuses.add(postAgain());
                },
                () -> {
                    cluster.node("kafka-2").start();
                    cluster.node("kafka-3").start();
                },
                NOTHING);
        assertThat(statuses).containsExactly(503);
    }

    @Test
    @Tag(LONG)
    @Order(6)
    @Timeout(400)
    void shouldGoOnWithoutTheRegistryAndStartBeforeIt() throws Exception {
        Machine registry = cluster.node(Cluster.REGISTRY);
        withstand(
                "registry away for " + REGISTRY_AWAY.toSeconds() + " s, emitters and one kpi-service started meanwhile",
                () -> {
                    registry.kill();
                    long until = System.nanoTime() + REGISTRY_AWAY.toNanos();
                    watch.awaitCut(watch.ends());
                    cluster.nodes(Cluster.KPI_SERVICE).getFirst().kill();
                    cluster.nodes(Cluster.KPI_SERVICE).getFirst().start();
                    cluster.node("loan-service").kill();
                    cluster.node("loan-service").start();
                    await("the registry's absence")
                            .atMost(REGISTRY_AWAY.plusMinutes(1))
                            .until(() -> System.nanoTime() > until);
                },
                registry::start,
                NOTHING);
    }

    @Test
    @Tag(LONG)
    @Order(7)
    @Timeout(300)
    void shouldGoOnWhereABrokerIsCutOff() throws Exception {
        Machine broker = cluster.node("kafka-" + leadingMost());
        withstand("broker cut off from the network", broker::cutOff, NOTHING, broker::reconnect);
    }

    @Test
    @Tag(LONG)
    @Order(8)
    @Timeout(300)
    void shouldShutOutABrokerThatStoodStillAndWakesUp() throws Exception {
        Machine broker = cluster.node("kafka-" + leadingMost());
        withstand(
                "broker frozen for " + FROZEN.toSeconds() + " s",
                () -> {
                    broker.freeze();
                    long until = System.nanoTime() + FROZEN.toNanos();
                    watch.awaitCut(watch.ends());
                    await("the time it stands still")
                            .atMost(FROZEN.plusMinutes(1))
                            .until(() -> System.nanoTime() > until);
                },
                broker::thaw,
                NOTHING);
    }

    @Test
    @Order(9)
    @Timeout(300)
    void shouldSetAsideWhatCannotBeReadInWhateverTopicItIs() throws Exception {
        long before = deadLetters();
        List<String> topics = Stream.concat(
                        TopicCatalogue.events().stream().map(Topic::name),
                        Stream.of(TopicCatalogue.CALENDAR.name(), BETWEEN_THE_STAGES))
                .toList();
        withstand(
                POISON + " unreadable records in each topic that kpi-service reads",
                () -> poison(topics),
                NOTHING,
                NOTHING);
        assertThat(deadLetters() - before).isEqualTo((long) POISON * topics.size());
    }

    @Test
    @Tag(LONG)
    @Order(10)
    @Timeout(400)
    void shouldRestoreItsStoresFromChangelogsThatSomebodyElseHasWrittenTo() throws Exception {
        long before = deadLetters();
        List<Machine> instances = cluster.nodes(Cluster.KPI_SERVICE);
        withstand(
                POISON + " foreign records in each changelog, and both instances without their stores",
                () -> {
                    poison(CHANGELOGS);
                    instances.forEach(Machine::kill);
                },
                () -> instances.forEach(Machine::start),
                NOTHING);
        assertThat(deadLetters()).isEqualTo(before);
    }

    @Test
    @Tag(LONG)
    @Order(11)
    @Timeout(600)
    void shouldMissNothingWhileAllServicesAreRestartedInTurnAndSomePublishersHaveALaterSchema() throws Exception {
        long before = deadLetters();
        try (LaterSchemaPublisher later = new LaterSchemaPublisher(cluster.address())) {
            try {
                restartAllInTurn(later);
            } finally {
                // Else a fault that isn't withstood would be followed by a traffic that publishes to who is closed.
                traffic.onlyByHttp();
            }
            assertThat(later.published()).isGreaterThan(EVENTS_BEFORE);
        }
        assertThat(deadLetters()).isEqualTo(before);
    }

    private static void restartAllInTurn(LaterSchemaPublisher later) throws Exception {
        withstand(
                "all services restarted in turn, half of the events of a later schema",
                () -> {
                    traffic.alsoTo(later);
                    for (EventStream stream : EventStream.values()) {
                        restart(cluster.node(serviceOf(stream)));
                    }
                    for (Machine instance : cluster.nodes(Cluster.KPI_SERVICE)) {
                        restart(instance);
                    }
                    restart(cluster.node(Cluster.FEED));
                },
                traffic::onlyByHttp,
                NOTHING);
    }

    @Test
    @Tag(LONG)
    @Order(12)
    @Timeout(400)
    void shouldGoOnWhilePartitionsMove() throws Exception {
        withstand("all partitions of the events moved to two brokers, and back", () -> move(2), () -> move(3), NOTHING);
    }

    @Test
    @Tag(LONG)
    @Order(13)
    @Timeout(400)
    void shouldGoOnWhereInstancesComeAndGo() throws Exception {
        withstand(
                "kpi-service scaled from 2 to 1 to 3, and back to 2",
                () -> {
                    cluster.scale(Cluster.KPI_SERVICE, 1);
                    watch.awaitCut(watch.ends());
                    cluster.scale(Cluster.KPI_SERVICE, 3);
                    cluster.awaitReady();
                    watch.awaitCut(watch.ends());
                },
                () -> cluster.scale(Cluster.KPI_SERVICE, 2),
                NOTHING);
    }

    @Test
    @Tag(LONG)
    @Order(14)
    @Timeout(400)
    void shouldGoOnWithoutABrokerWhoseDiskIsFull() throws Exception {
        withstand(
                "disk of a broker full",
                () -> {
                    cluster.fillDisk();
                    await("the broker without room is gone")
                            .atMost(Duration.ofMinutes(2))
                            .until(() -> brokers() == 2);
                },
                NOTHING,
                cluster::emptyDisk);
    }

    @Test
    @Tag(LONG)
    @Order(15)
    @Timeout(400)
    void shouldGoOnWithoutAnInstanceWhoseDiskIsFull() throws Exception {
        Machine small = cluster.another(
                Cluster.KPI_SERVICE,
                "--env",
                "ZONEPULSE_KPI_STORES=ROCKS_DB",
                "--tmpfs",
                "/var/lib/zonepulse:size=128k,uid=10001,gid=10001");
        try {
            withstand(
                    "an instance of kpi-service joins whose disk has room for next to nothing",
                    () -> {
                        awaitEnd(small);
                        small.start();
                        awaitEnd(small);
                    },
                    NOTHING,
                    NOTHING);
            assertThat(small.logOfThisRun()).contains("No space left on device");
        } finally {
            small.delete();
        }
    }

    @Test
    @Tag(LONG)
    @Order(16)
    @Timeout(600)
    @EnabledIf("org.zonepulse.systemtests.cluster.Images#isAirGapped")
    void shouldComputeTheSameWithAClockThatIsWrong(@TempDir Path folder) throws Exception {
        Path faketime = Images.unpack("libfaketime", folder).resolve(FAKETIME);
        Machine late = cluster.another(
                Cluster.KPI_SERVICE,
                "--tmpfs",
                STATE,
                "--volume",
                faketime + ":/faketime.so:ro",
                "--env",
                "LD_PRELOAD=/faketime.so",
                "--env",
                "FAKETIME=-3600",
                "--env",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                // Else timed waits on the clock that isn't faked end at once, and waiting threads keep all cores busy.
                "--env",
                "FAKETIME_FORCE_MONOTONIC_FIX=0");
        try {
            List<Machine> others = cluster.nodes(Cluster.KPI_SERVICE);
            withstand(
                    "all partitions at an instance whose clock is an hour late",
                    () -> {
                        await(late.name() + " ready")
                                .atMost(Cluster.START_AT_MOST)
                                .until(late::isReady);
                        others.forEach(Machine::kill);
                    },
                    NOTHING,
                    () -> others.forEach(Machine::start));
            assertThat(late.ask("date", "+%s")
                            .map(Machine.Answer::said)
                            .map(String::strip)
                            .map(Long::parseLong))
                    .hasValueSatisfying(seconds -> assertThat(seconds)
                            .isLessThan(
                                    Instant.now().minus(Duration.ofMinutes(50)).getEpochSecond()));
        } finally {
            late.delete();
        }
    }

    @Test
    @Tag(LONG)
    @Order(17)
    @Timeout(600)
    void shouldFollowAnEventFromItsRequestToItsFold() throws Exception {
        // Given: one emitter, and the only kpi-service, tell what they do
        String[] traced = {
            "--env", "ZONEPULSE_TRACES=http://127.0.0.1:4318", "--env", "OTEL_TRACES_EXPORTER=console", "--tmpfs", STATE
        };
        Machine emitter = cluster.another("loan-service", traced);
        Machine service = cluster.another(Cluster.KPI_SERVICE, traced);
        try {
            List<Machine> others = cluster.nodes(Cluster.KPI_SERVICE);
            String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
            withstand(
                    "an event followed by its trace",
                    () -> {
                        await("emitter ready").atMost(Cluster.START_AT_MOST).until(emitter::isReady);
                        await("kpi-service ready").atMost(Cluster.START_AT_MOST).until(service::isReady);
                        others.forEach(Machine::kill);
                        watch.awaitCut(watch.ends());

                        // When
                        Machine.Answer answer = emitter.ask("bash", "-c", POST, EventJson.write(knownEvent()), trace)
                                .orElseThrow();
                        assertThat(answer.said()).contains("201 Created");
                    },
                    NOTHING,
                    () -> others.forEach(Machine::start));

            // Then
            assertThat(emitter.logOfThisRun()).containsPattern(trace + " [0-9a-f]{16} SERVER");
            assertThat(emitter.logOfThisRun()).containsPattern("zone.loans.v1 publish' : " + trace);
            assertThat(service.logOfThisRun()).containsPattern("zone.loans.v1 process' : " + trace);
        } finally {
            emitter.delete();
            service.delete();
        }
    }

    @Test
    @Tag(LONG)
    @Order(18)
    @Timeout(400)
    void shouldComeBackWithoutAnythingThatItKept() throws Exception {
        withstand(
                "all containers and volumes of kpi-service deleted",
                () -> cluster.remove(Cluster.KPI_SERVICE),
                () -> cluster.scale(Cluster.KPI_SERVICE, 2),
                NOTHING);
    }

    @Test
    @Order(98)
    @Timeout(300)
    void shouldHaveTopicsAsTheyAreMeantAndAllServicesMeasured() throws Exception {
        // Its exit status is 0 only if no setting differs.
        assertThat(cluster.cli("topics", "check", "--replication-factor", "3", "--min-insync-replicas", "2"))
                .isNotBlank();
        await("all services' meters at Prometheus")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(MAPPER.readTree(cluster.measured("sum(up)"))
                                .at("/data/result/0/value/1")
                                .asText())
                        .isEqualTo(MEASURED));
    }

    @Test
    @Order(99)
    @Timeout(900)
    void shouldComeToThePublishedFiguresInTheEnd() throws Exception {
        // When
        traffic.finish();
        KpiState state = watch.awaitAll();

        // Then
        assertThat(ReferenceFold.nonzero(state.current())).isEqualTo(ReferenceFold.kpis(YEAR, ZONE));
        JsonNode check = MAPPER.readTree(cluster.cli("check", "--json"));
        assertThat(check.path("met").asBoolean()).as(check::toPrettyString).isTrue();
    }

    @Test
    @Order(100)
    @Timeout(600)
    void shouldHavePublishedNoCutThatTheEventsDoNotComeTo() throws Exception {
        traffic.pause();
        try {
            // When
            var _ = watch.awaitAll();
            // Its exit status is 0 only if every cut is equal.
            FIGURES.add(
                    cluster.cli("audit", "verify", "--all").lines().findFirst().orElse(""));

            // Then
            Map<String, JsonNode> asked = LiveReader.rowsIn(MAPPER.readTree(get("/api/v1/kpis")));
            assertThat(asked).isNotEmpty();
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() ->
                            assertThat(reader.values()).as(reader::toString).isEqualTo(asked));
            assertThat(reader.snapshots()).isEqualTo(1);
            FIGURES.add("the reader of the live feed came " + reader.connections() + " times");
        } finally {
            traffic.resume();
        }
    }

    @Test
    @Order(101)
    @Timeout(60)
    void shouldNeverHaveWantedForMemory() {
        assertThat(cluster.nodes())
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node.wasEndedForWantOfMemory())
                        .as(node.name())
                        .isFalse());
    }

    /**
     * Lets something happen under load, and sees that the guarantees hold afterwards.
     *
     * @param name what it is, for people
     * @param fault what happens
     * @param help what somebody has to do about it before figures can be fresh again
     * @param repair what somebody does about it later
     */
    private static void withstand(String name, Deed fault, Deed help, Deed repair) throws Exception {
        traffic.awaitAccepted(EVENTS_BEFORE);
        assertThat(traffic.isOver()).as("the year must last for all faults").isFalse();
        watch.begin();
        long began = System.nanoTime();
        fault.happen();
        long happened = System.nanoTime();
        help.happen();
        watch.awaitCut(watch.ends());
        long fresh = System.nanoTime();
        traffic.awaitAccepted(EVENTS_BEFORE / 3);
        repair.happen();
        long repaired = System.nanoTime();
        cluster.awaitReady();
        // What comes next must not meet a cluster that hasn't got over this.
        await("all replicas in sync").atMost(Duration.ofMinutes(3)).until(FaultsTest::isInSync);
        long whole = System.nanoTime();

        traffic.pause();
        try {
            KpiState state = watch.awaitAll();
            FIGURES.add(String.format(
                    Locale.ROOT,
                    "%-80s took %5s s; fresh %5s s later; whole %5s s after repair; no cut for at most %5s s; slowest batch accepted after %5s s",
                    name,
                    seconds(happened - began),
                    seconds(fresh - happened),
                    seconds(whole - repaired),
                    seconds(watch.longestGap().toNanos()),
                    seconds(traffic.longestWait().toNanos())));
            assertThat(ReferenceFold.nonzero(state.current())).isEqualTo(traffic.expected());
        } finally {
            traffic.resume();
        }
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e9);
    }

    private static String serviceOf(EventStream stream) {
        return switch (stream) {
            case REGISTRATIONS -> "registration-service";
            case CERTIFICATIONS -> "certification-service";
            case LOANS -> "loan-service";
            case TRADE_FAIRS -> "trade-fair-service";
        };
    }

    private static void restart(Machine node) throws InterruptedException {
        node.stop();
        node.start();
        cluster.awaitReady();
    }

    /**
     * The status that an emitter answers with. To an event that is in already: one that was refused may have been written all the
     * same, and would then count.
     */
    private static int postAgain() throws Exception {
        String event = EventJson.write(knownEvent());
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(cluster.emitter(EventStream.LOANS))
                                    .header("Content-Type", "application/json")
                                    .timeout(Duration.ofSeconds(60))
                                    .POST(HttpRequest.BodyPublishers.ofString(event))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        }
    }

    /** One that has been accepted before. */
    private static Event knownEvent() {
        return YEAR.events(EventStream.LOANS).getFirst();
    }

    private static String get(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(cluster.feed(path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static long deadLetters() throws Exception {
        return MAPPER.readTree(get("/api/v1/quality")).path("deadLetters").asLong();
    }

    /** Number of the broker that leads most partitions. */
    private static int leadingMost() throws Exception {
        try (Admin admin = Admin.create(cluster.address().settings())) {
            Map<Integer, Long> led = partitions(admin)
                    .map(entry -> entry.getValue().leader())
                    .filter(leader -> leader != null && !leader.isEmpty())
                    .collect(Collectors.groupingBy(Node::id, Collectors.counting()));
            return led.entrySet().stream()
                    .max(Comparator.comparing(Map.Entry::getValue))
                    .orElseThrow()
                    .getKey();
        }
    }

    /** Brokers that are there. */
    private static int brokers() throws Exception {
        try (Admin admin = Admin.create(cluster.address().settings())) {
            return admin.describeCluster().nodes().get().size();
        }
    }

    /** Whether no replica of any topic lags behind. */
    private static boolean isInSync() throws Exception {
        try (Admin admin = Admin.create(cluster.address().settings())) {
            ListTopicsOptions all = new ListTopicsOptions().listInternal(true);
            return admin.describeTopics(admin.listTopics(all).names().get()).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition ->
                            partition.isr().size() == partition.replicas().size());
        }
    }

    private static void awaitEnd(Machine machine) throws InterruptedException {
        await("the end of " + machine.name())
                .atMost(Duration.ofMinutes(2))
                .until(() -> machine.ended().isPresent());
        assertThat(machine.ended().orElseThrow()).isEqualTo(STREAMS_DEAD);
    }

    private static Stream<Map.Entry<TopicPartition, TopicPartitionInfo>> partitions(Admin admin) throws Exception {
        List<String> topics = TopicCatalogue.events().stream().map(Topic::name).toList();
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(info -> Map.entry(new TopicPartition(topic.name(), info.partition()), info)));
    }

    /** Puts all partitions of the events on so many brokers, of which another one leads than now, and waits until they are there. */
    private static void move(int replicas) throws Exception {
        try (Admin admin = Admin.create(cluster.address().settings())) {
            Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
            partitions(admin).forEach(entry -> {
                int first = entry.getValue().leader().id() % 3 + 1;
                List<Integer> brokers = Stream.of(first, first % 3 + 1, (first + 1) % 3 + 1)
                        .limit(replicas)
                        .toList();
                moves.put(entry.getKey(), Optional.of(new NewPartitionReassignment(brokers)));
            });
            admin.alterPartitionReassignments(moves).all().get();
            await("partitions moved")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> admin.listPartitionReassignments()
                            .reassignments()
                            .get()
                            .isEmpty());
        }
    }

    /** Half of them no Avro at all, half of them of a schema that nobody has registered. */
    private static void poison(List<String> topics) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                cluster.address().settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic : topics) {
                for (int i = 0; i < POISON; i++) {
                    byte[] value = i % 2 == 0 ? new byte[] {1, 2, 3} : new byte[] {0, 0x7f, 0, 0, (byte) i, 9};
                    // Beginning as keys of stores do, or empty.
                    byte[] key = i % 4 == 0 ? new byte[0] : new byte[] {(byte) "RFI".charAt(i % 4 - 1), (byte) i};
                    var _ = producer.send(new ProducerRecord<>(topic, key, value));
                }
            }
            producer.flush();
        }
    }
}

package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.KafkaLog;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.verify.Target;
import org.zonepulse.audit.verify.Verification;
import org.zonepulse.audit.verify.VerificationReport;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.sandbox.PipelineAddress;
import org.zonepulse.sandbox.Ports;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * The one process that holds broker and services is killed with -9 while the reference year is fed, at
 * points that a seed tells. Whatever was published, before, between and after, has to verify: {@code -Dzonepulse.seed=…}, else any.
 */
@Tag("long")
class KilledWhileFeedingTest {

    private static final long SEED = Long.getLong("zonepulse.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("zonepulse.kills", 3);

    private static final int UNAVAILABLE = 503;
    private static final int ASKED_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Ports ports = Ports.anywhere();

    @TempDir
    private Path folder;

    @Test
    void shouldArriveAtTheSameKpisAsWithoutKills() throws Exception {
        // Given
        ReferenceYear year = ReferenceYear.generate(ReferenceYear.DEFAULT_SEED);
        Map<String, Kpi> expected = ReferenceFold.kpis(year, ZoneFile.bundled());

        // When
        for (long point : points(year)) {
            killAt(point);
        }

        // Then
        try (PipelineProcess check = PipelineProcess.up(folder, ports, "--check")) {
            assertThat(check.exitStatus(PATIENCE)).as(check::said).isZero();
        }
        try (PipelineProcess again = PipelineProcess.up(folder, ports)) {
            assertThat(published(expected)).as(again::said).isEqualTo(expected);
            assertThat(overHttp()).as("all figures of the year").isEqualTo(texts(expected));
            VerificationReport audit = verifyAll();
            assertThat(audit.differences())
                    .as("every cut, before and after kills")
                    .isEmpty();
            assertThat(audit.counts().records()).isGreaterThan(60_000);
        }
    }

    /** Numbers of events in the log, rising, all within the feeding. */
    private static List<Long> points(ReferenceYear year) {
        long events = 0;
        for (EventStream stream : EventStream.values()) {
            events += year.events(stream).size();
        }
        SplittableRandom random = new SplittableRandom(SEED);
        List<Long> points = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            points.add(1 + events * kill / KILLS + random.nextLong(events / KILLS));
        }
        System.out.printf("zonepulse.seed=%d: killed with so many of %d events in the log: %s%n", SEED, events, points);
        return points;
    }

    private void killAt(long point) throws Exception {
        try (PipelineProcess pipeline = PipelineProcess.up(folder, ports);
                Admin admin = Admin.create(Map.of(
                        "bootstrap.servers", ports.address(Ports.Use.BROKER),
                        "request.timeout.ms", ASKED_MILLIS,
                        "default.api.timeout.ms", ASKED_MILLIS))) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (eventsIn(admin) < point) {
                assertThat(pipeline.isAlive()).as(pipeline::said).isTrue();
                assertThat(System.nanoTime()).as(pipeline::said).isLessThan(deadline);
            }
            pipeline.kill();
        }
    }

    /** None as long as broker or topics aren't there. */
    private static long eventsIn(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (Topic topic : TopicCatalogue.events()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        try {
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            // A broker that takes its time, or none any more, is the pipeline's affair: it says why.
            if (e.getCause() instanceof UnknownTopicOrPartitionException || e.getCause() instanceof TimeoutException) {
                return 0;
            }
            throw e;
        }
    }

    /** What a pipeline with nothing left to feed shows, once that is what is expected or patience has ended. */
    private Map<String, Kpi> published(Map<String, Kpi> expected) throws InterruptedException {
        try (KpiView view = KpiView.open(PipelineAddress.of(ports).settings())) {
            view.await(state -> nonzero(state).equals(expected), PATIENCE);
            return view.ask(KilledWhileFeedingTest::nonzero);
        }
    }

    /** What kpi-feed answers once it has caught up: amounts by series, as text; without those that are 0 or none. */
    private Map<String, String> overHttp() throws Exception {
        URI kpis =
                URI.create("http://" + ports.address(Ports.Use.KPI_FEED) + "/api/v1/kpis?asOf=" + ReferenceYear.AS_OF);
        try (HttpClient client = HttpClient.newHttpClient()) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            HttpResponse<String> answer;
            do {
                assertThat(System.nanoTime()).isLessThan(deadline);
                answer = client.send(HttpRequest.newBuilder(kpis).build(), BodyHandlers.ofString());
            } while (answer.statusCode() == UNAVAILABLE);
            Map<String, String> amounts = new TreeMap<>();
            for (JsonNode value : new ObjectMapper().readTree(answer.body()).path("values")) {
                String amount = value.path("amount").asText("");
                if (!value.path("amount").isNull() && new BigDecimal(amount).signum() != 0) {
                    amounts.put(
                            value.path("measure").asText() + "@"
                                    + value.path("scope").asText(),
                            amount);
                }
            }
            return amounts;
        }
    }

    /** The same of values as they are published. */
    private static Map<String, String> texts(Map<String, Kpi> kpis) {
        Map<String, String> amounts = new TreeMap<>();
        kpis.forEach((series, kpi) -> {
            long amount = Objects.requireNonNull(kpi.amount());
            amounts.put(
                    series,
                    switch (kpi.series().measure().unit()) {
                        case MONEY -> BigDecimal.valueOf(amount, 2).toPlainString();
                        case RATIO ->
                            BigDecimal.valueOf(amount, 6).stripTrailingZeros().toPlainString();
                        case ENTERPRISES, CERTIFICATES, CLIENTS, PRODUCTS, TRANSITIONS, MONTHS -> Long.toString(amount);
                    });
        });
        return amounts;
    }

    private VerificationReport verifyAll() {
        try (KafkaLog log = KafkaLog.open(PipelineAddress.of(ports).settings())) {
            return Verification.run(log, CutHistory.of(log), ZoneFile.bundled(), new Target.All(), new Odometer());
        }
    }

    private static Map<String, Kpi> nonzero(KpiState state) {
        return ReferenceFold.nonzero(state.current());
    }
}

package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.feed.stores.ContributionsAnswer;
import org.zonepulse.feed.stores.KpiServiceStores;
import org.zonepulse.feed.stores.StoryAnswer;
import org.zonepulse.kpi.KpiStreams;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.Ports;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;
import org.zonepulse.schemas.Edition;

/** Two instances of kpi-service, each with some partitions: what is asked of either is the same, and adds up. */
class StoresTest {

    private static final Zone ZONE = ZoneFile.bundled();
    private static final LocalDate DAY = ReferenceYear.AS_OF;
    private static final String HUAYUN_TONGDA = "91440600MAGX5NNL4J";

    /** Of each stream; Huayun Tongda's are all there. */
    private static final int SLICE = 600;

    /** Far more than it takes, a second look of Kafka Streams after a minute included: when it is over, something hangs. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    @Test
    void shouldTellOfAllEnterprisesWhicheverInstanceHoldsThem() throws Exception {
        try (Pipeline pipeline = Pipeline.start(folder.resolve("data"));
                Second second = Second.beside(pipeline, folder.resolve("second"))) {
            // Given
            second.awaitPartitions();
            Map<EventStream, List<Event>> events = slice();
            pipeline.feed(events, Files.createDirectory(folder.resolve("markers")));
            pipeline.open(DAY, ZONE);
            URI first = URI.create("http://" + pipeline.ports().address(Ports.Use.KPI_SERVICE));
            try (KpiView view = pipeline.finalView(DAY);
                    KpiServiceStores fromFirst = stores(first);
                    KpiServiceStores fromSecond = stores(second.address())) {

                // Then: whatever is published in the zone and its parks is made of enterprises
                Map<Series, Kpi> published = view.ask(StoresTest::published);
                assertThat(published).hasSizeGreaterThan(80);
                published.forEach((series, kpi) -> assertThat(total(fromSecond, series))
                        .as(series.toString())
                        .isEqualTo(exact(kpi)));
                assertThat(total(fromFirst, new Series(Measure.LOAN_BALANCE, Scope.ZONE)))
                        .isEqualTo(total(fromSecond, new Series(Measure.LOAN_BALANCE, Scope.ZONE)));

                // Then: a story is the same from either, and leaves out who the buyers are
                JsonNode story = story(fromFirst, HUAYUN_TONGDA);
                assertThat(story(fromSecond, HUAYUN_TONGDA)).isEqualTo(story);
                assertThat(story.path("name").asText()).isEqualTo("Huayun Tongda Technology Group Co., Ltd.");
                assertThat(texts(story.path("stages"), "stage"))
                        .startsWith("registered", "technology-sme", "high-tech", "little-giant", "single-champion");
                assertThat(story.path("timeline")).hasSameSizeAs(ofHuayunTongda(events));
                assertThat(ofHuayunTongda(events))
                        .extracting(Event::fact)
                        .filteredOn(IntendedOrderSigned.class::isInstance)
                        .allSatisfy(fact ->
                                assertThat(story.toString()).doesNotContain(((IntendedOrderSigned) fact).buyer()));
                assertThat(fromFirst.story(Edition.FIRST, "91440600MAGX5NNL4K", null))
                        .isInstanceOf(StoryAnswer.Invalid.class);
                assertThat(fromFirst.story(Edition.FIRST, "91350100M000100Y43", null))
                        .isEqualTo(new StoryAnswer.Unknown());

                // When: an address leads nowhere
                URI nowhere = URI.create("http://127.0.0.1:" + freePort());
                try (KpiServiceStores withOneGone =
                        new KpiServiceStores(List.of(nowhere, first), Duration.ofSeconds(20))) {

                    // Then
                    assertThat(story(withOneGone, HUAYUN_TONGDA)).isEqualTo(story);
                }
            }
        }
    }

    private static KpiServiceStores stores(URI address) {
        return new KpiServiceStores(List.of(address), Duration.ofSeconds(20));
    }

    /** What is summed, in the zone, its parks and by loan product: a contribution each for every sort of scope. */
    private static Map<Series, Kpi> published(KpiState state) {
        Map<Series, Kpi> published = new HashMap<>();
        for (Kpi kpi : state.current()) {
            boolean isAsked = switch (kpi.series().scope().kind()) {
                case ZONE, PARK, PRODUCT, TRANSITION -> true;
                case CITY, INDUSTRY, PARK_INDUSTRY, BANK, FAIR, TRANSITION_MONTHS -> false;
            };
            if (isAsked && kpi.series().measure().kind().isSummed()) {
                published.put(kpi.series(), kpi);
            }
        }
        return published;
    }

    private static BigDecimal exact(Kpi kpi) {
        Long amount = kpi.amount();
        assertThat(amount).as(kpi.toString()).isNotNull();
        return kpi.series().measure().unit() == Measure.Unit.MONEY
                ? BigDecimal.valueOf(amount, 2)
                : BigDecimal.valueOf(amount);
    }

    private static BigDecimal total(KpiServiceStores stores, Series series) {
        ContributionsAnswer answer = stores.contributions(Edition.FIRST, series, DAY, 3);
        assertThat(answer).isInstanceOf(ContributionsAnswer.Told.class);
        ContributionsAnswer.Told told = (ContributionsAnswer.Told) answer;
        assertThat(told.isIncomplete()).as(told.toString()).isFalse();
        assertThat(told.sums()).hasSize(1);
        assertThat(told.sums().getFirst().total()).isEqualTo(told.total());
        return told.total();
    }

    private static JsonNode story(KpiServiceStores stores, String code) {
        StoryAnswer answer = stores.story(Edition.FIRST, code, DAY);
        assertThat(answer).isInstanceOf(StoryAnswer.Told.class);
        return ((StoryAnswer.Told) answer).story();
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(each -> each.path(field).asText())
                .toList();
    }

    private static List<Event> ofHuayunTongda(Map<EventStream, List<Event>> events) {
        Set<Event> distinct = new HashSet<>();
        events.values()
                .forEach(all -> all.stream()
                        .filter(event -> event.enterpriseId().equals(HUAYUN_TONGDA))
                        .forEach(distinct::add));
        return List.copyOf(distinct);
    }

    private static Map<EventStream, List<Event>> slice() {
        ReferenceYear year = ReferenceYear.generate(ReferenceYear.DEFAULT_SEED);
        Map<EventStream, List<Event>> slice = new EnumMap<>(EventStream.class);
        for (EventStream stream : EventStream.values()) {
            List<Event> all = year.events(stream);
            List<Event> some = new ArrayList<>(all.subList(0, Math.min(SLICE, all.size())));
            all.stream()
                    .skip(some.size())
                    .filter(event -> event.enterpriseId().equals(HUAYUN_TONGDA))
                    .forEach(some::add);
            slice.put(stream, some);
        }
        return slice;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Another instance of kpi-service beside a pipeline's own. */
    private record Second(ApplicationContext context, int port) implements AutoCloseable {

        static Second beside(Pipeline pipeline, Path state) throws Exception {
            int port = freePort();
            return new Second(
                    org.zonepulse.kpi.Application.start(Map.of(
                            "micronaut.server.port",
                            port,
                            "kafka.bootstrap.servers",
                            pipeline.address().bootstrapServers(),
                            "schema.registry.url",
                            pipeline.address().registry(),
                            "kafka.health.enabled",
                            false,
                            "zonepulse.kpi.session-timeout",
                            "6s",
                            "zonepulse.kpi.state-dir",
                            state.toString())),
                    port);
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + port);
        }

        /** Returns when each of both holds partitions, and knows of the other. */
        void awaitPartitions() {
            KpiStreams streams = context.getBean(KpiStreams.class);
            await().atMost(PATIENCE).untilAsserted(() -> {
                int elsewhere = streams.instances().stream()
                        .filter(instance -> !instance.isThis())
                        .mapToInt(instance -> instance.partitions().size())
                        .sum();
                assertThat(streams.instances()).hasSizeGreaterThan(1);
                assertThat(streams.ledgers().all().size() + elsewhere)
                        .as(() -> "partitions of " + streams.instances())
                        .isEqualTo(streams.partitions());
            });
        }

        @Override
        public void close() {
            context.close();
        }
    }
}

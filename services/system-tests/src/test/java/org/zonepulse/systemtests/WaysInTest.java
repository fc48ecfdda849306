package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.Ports;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;
import org.zonepulse.testkit.LedgerView;
import org.zonepulse.testkit.oracle.NaiveLedger;

/** The same events by each way in come to the same KPIs, which are those of the independent recomputation. */
class WaysInTest {

    private static final Zone ZONE = ZoneFile.bundled();
    private static final int SLICE = 400;
    private static final long SEED = Long.getLong("zonepulse.seed", ReferenceYear.DEFAULT_SEED);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HTTP_BATCH", "FILE_IMPORT", "KAFKAJS", "KAFKAJS_WITH_ITS_LEGACY_PARTITIONER", "CONFLUENT_JAVA"})
    @Timeout(600)
    void shouldComeToTheSameKpis(Way way) throws Exception {
        comeToTheSameKpis(way);
    }

    /** These are gone by many other tests, too, or hardly differ from one of the above. */
    @ParameterizedTest
    @EnumSource(
            names = {"HTTP_BATCH", "FILE_IMPORT", "KAFKAJS", "KAFKAJS_WITH_ITS_LEGACY_PARTITIONER", "CONFLUENT_JAVA"})
    @Tag("long")
    @Timeout(600)
    void shouldComeToTheSameKpisByThePlainWays(Way way) throws Exception {
        comeToTheSameKpis(way);
    }

    private void comeToTheSameKpis(Way way) throws Exception {
        // Given
        System.out.println("seed " + SEED + " (-Dzonepulse.seed=...)");
        Map<EventStream, List<Event>> events = slice();
        LedgerView expected = NaiveLedger.mentionedDays(
                ZONE, events.values().stream().flatMap(Collection::stream).toList());

        try (Pipeline pipeline = way == Way.INBOXES
                ? Pipeline.startWithInboxes(folder.resolve("data"))
                : Pipeline.start(folder.resolve("data"))) {
            // When
            way.publish(pipeline, events, folder);
            pipeline.open(ReferenceYear.AS_OF, ZONE);
            Figures figures = Figures.of(pipeline);

            // Then
            assertThat(figures.current())
                    .isNotEmpty()
                    .isEqualTo(Figures.valuesOf(expected, ReferenceYear.AS_OF, figures.current()));
            assertThat(figures.earlier()).isEqualTo(Figures.valuesOf(expected, Figures.EARLIER, figures.earlier()));
            assertThat(pipeline.metric(Ports.Use.KPI_SERVICE, "zonepulse_dead_letters_total", ""))
                    .isZero();
            if (way == Way.INBOXES) {
                assertThat(pipeline.metric(
                                Ports.Use.INBOX_SERVICE, "zonepulse_inbox_admitted_total{", "stream=\"loans\""))
                        .isPositive();
            }
        }
    }

    private static Map<EventStream, List<Event>> slice() {
        ReferenceYear year = ReferenceYear.generate(SEED);
        Map<EventStream, List<Event>> slice = new EnumMap<>(EventStream.class);
        for (EventStream stream : EventStream.values()) {
            List<Event> all = year.events(stream);
            slice.put(stream, all.subList(0, Math.min(SLICE, all.size())));
        }
        return slice;
    }
}

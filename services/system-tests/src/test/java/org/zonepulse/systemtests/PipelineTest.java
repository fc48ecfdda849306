package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;
import org.zonepulse.testkit.LedgerView;
import org.zonepulse.testkit.oracle.NaiveLedger;

/**
 * Events go in over HTTP, and come out as KPIs: through a genuine broker, a genuine registry and all services. What they
 * have to come to is told by the independent recomputation from the measures' definitions.
 */
class PipelineTest {

    private static final Zone ZONE = ZoneFile.bundled();
    private static final LocalDate DAY = ReferenceYear.AS_OF;
    private static final LocalDate EARLIER = LocalDate.of(2021, 12, 31);

    /** Of each stream; so many a loan's enterprise is not there, and the figures have to bear with it. */
    private static final int SLICE = 1_000;

    private static final long SEED = Long.getLong("zonepulse.seed", ReferenceYear.DEFAULT_SEED);

    @TempDir
    private Path folder;

    @Test
    void shouldComeToTheSameFiguresByWhateverWay() throws Exception {
        // Given
        System.out.println("seed " + SEED + " (-Dzonepulse.seed=...)");
        Map<EventStream, List<Event>> events = slice();
        LedgerView expected = NaiveLedger.mentionedDays(
                ZONE, events.values().stream().flatMap(Collection::stream).toList());
        Path data = folder.resolve("data");

        // When
        Figures first;
        try (Pipeline pipeline = Pipeline.start(data)) {
            pipeline.feed(events, Files.createDirectory(folder.resolve("first")));
            pipeline.open(DAY, ZONE);
            first = Figures.of(pipeline);
        }
        Figures restarted;
        Figures fedTwice;
        try (Pipeline pipeline = Pipeline.start(data)) {
            restarted = Figures.of(pipeline);
            pipeline.feed(events, Files.createDirectory(folder.resolve("second")));
            fedTwice = Figures.of(pipeline);
        }

        // Then
        assertThat(first.current).isNotEmpty().isEqualTo(valuesOf(expected, DAY, first.current));
        assertThat(first.earlier).isEqualTo(valuesOf(expected, EARLIER, first.earlier));
        assertThat(first.current.keySet())
                .containsAll(expected.flows().keySet().stream()
                        .filter(series -> expected.valueAt(series, DAY) != 0)
                        .map(Series::toString)
                        .toList());
        assertThat(restarted).isEqualTo(first);
        assertThat(fedTwice).isEqualTo(first);
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

    /** What the definitions say of the same series. */
    private static SortedMap<String, Long> valuesOf(LedgerView expected, LocalDate day, Map<String, Long> like) {
        SortedMap<String, Long> values = new TreeMap<>();
        expected.flows().keySet().stream()
                .filter(series -> like.containsKey(series.toString()) && expected.valueAt(series, day) != 0)
                .forEach(series -> values.put(series.toString(), expected.valueAt(series, day)));
        return values;
    }

    /**
     * What the view shows. Zeros are left out: whether a KPI that is 0 was ever another, and so is published at all,
     * depends on what was committed together.
     *
     * @param current the values of the open business day, without those that formulas give
     * @param earlier the values of an earlier day, likewise
     */
    private record Figures(SortedMap<String, Long> current, SortedMap<String, Long> earlier, int anomalies) {

        static Figures of(Pipeline pipeline) throws Exception {
            try (KpiView view = pipeline.finalView(DAY)) {
                return view.ask(state -> new Figures(
                        summed(state, KpiState::current),
                        summed(state, each -> each.asOf(EARLIER)),
                        state.openAnomalies()));
            }
        }

        private static SortedMap<String, Long> summed(KpiState state, Function<KpiState, Collection<Kpi>> question) {
            SortedMap<String, Long> values = new TreeMap<>();
            for (Kpi kpi : question.apply(state)) {
                Long amount = kpi.amount();
                if (kpi.series().measure().kind().isSummed() && amount != null && amount != 0) {
                    values.put(kpi.series().toString(), amount);
                }
            }
            return values;
        }
    }
}

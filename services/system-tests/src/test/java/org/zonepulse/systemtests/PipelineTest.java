package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
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
        assertThat(first.current()).isNotEmpty().isEqualTo(Figures.valuesOf(expected, DAY, first.current()));
        assertThat(first.earlier()).isEqualTo(Figures.valuesOf(expected, Figures.EARLIER, first.earlier()));
        assertThat(first.current().keySet())
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
}

package org.zonepulse.sandbox;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.sandbox.referenceyear.ComingDays;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;

/**
 * The trickle of events after the reference year, in a pipeline that has all of that year.
 *
 * @param pace how fast
 */
record LiveRun(Ports ports, DataFolder data, LiveTrickle.Pace pace, Words words) {

    /** Goes on until it is interrupted, and tells how far it is. */
    @Nullable Void run(Progress.Step step) {
        long seed = ReferenceYear.DEFAULT_SEED;
        DayBook book = DayBook.in(data.stateOf("live"), seed);
        try (CalendarPublisher calendar = new CalendarPublisher(
                        PipelineAddress.of(ports), ZoneFile.bundled().id());
                LiveTrickle trickle =
                        new LiveTrickle(pace, book, calendar, stream -> ReferenceRun.emitter(ports, stream))) {
            trickle.run(
                    comingDays(seed),
                    (day, published) -> step.tell(words.say("live.progress", day, KpiText.count(published))));
        } catch (InterruptedException e) {
            // Ctrl-C: there is no other end.
        }
        return null;
    }

    private static ComingDays comingDays(long seed) {
        ReferenceYear year = ReferenceYear.generate(seed);
        List<Event> events = Arrays.stream(EventStream.values())
                .flatMap(stream -> year.events(stream).stream())
                .toList();
        return ComingDays.after(events, seed);
    }
}

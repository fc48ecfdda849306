package org.zonepulse.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.referenceyear.PublishedFigures;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;

/**
 * What a pipeline that is ready is given to do: the reference year, up to the figures that were published of it. Which pipeline
 * it is, and who has started it, doesn't matter.
 */
public final class ReferenceRun {

    private static final Duration EMITTER_PATIENCE = Duration.ofSeconds(60);
    private static final Duration VIEW_PATIENCE = Duration.ofSeconds(60);
    /** Without any progress; services that have just started on two slow cores have taken 60 s for their first cut. */
    private static final Duration FINAL_PATIENCE = Duration.ofMinutes(3);

    private static final int REHEARSED = 2_000;

    private final Map<String, ?> settings;
    private final Supplier<Feeder> feeders;
    private final Progress progress;
    private final Words words;
    private final Zone zone = ZoneFile.bundled();
    private final PublishedFigures published = PublishedFigures.bundled();

    /**
     * A run.
     *
     * @param settings how Kafka's clients and the codec find the pipeline
     * @param feeders makes what publishes through its emitters, each time that there is something to be published
     */
    ReferenceRun(Map<String, ?> settings, Supplier<Feeder> feeders, Progress progress, Words words) {
        this.settings = settings;
        this.feeders = feeders;
        this.progress = progress;
        this.words = words;
    }

    /** In a pipeline of this command's own making. */
    static ReferenceRun on(Ports ports, Progress progress, Words words) {
        return new ReferenceRun(
                PipelineAddress.of(ports).settings(),
                () -> new Feeder(stream -> emitter(ports, stream), EMITTER_PATIENCE),
                progress,
                words);
    }

    /** The zone that the reference year is of. */
    Zone zone() {
        return zone;
    }

    /**
     * Feeds what isn't fed yet, waits until the figures include it, and shows them beside the published ones.
     *
     * @param marker how much was fed before
     * @return whether every figure that isn't marked later is met exactly
     * @throws Refusal if an event is refused, or there is no getting on
     */
    boolean run(FeedMarker marker) throws Exception {
        String fed = marker.isComplete() ? words.say("feed.before") : feed(marker);
        long began = System.nanoTime();
        try (KpiView view = KpiView.open(settings)) {
            awaitFinal(view);
            String timing = fed + words.say("final.after", seconds(began));
            return view.ask(state -> show(compare(state), state, timing));
        }
    }

    /**
     * Feeds what isn't fed yet.
     *
     * @param marker how much was fed before
     * @return what is to be told of it
     * @throws Refusal if an event is refused, or an emitter stays unavailable
     */
    String feed(FeedMarker marker) throws Exception {
        long began = System.nanoTime();
        Map<EventStream, List<Event>> events = progress.step(words.say("step.reference-year"), _ -> generate());
        long total = events.values().stream().mapToLong(List::size).sum();
        feed(events, marker);
        return words.say("feed.done", KpiText.count(total), seconds(began));
    }

    private static Map<EventStream, List<Event>> generate() {
        ReferenceYear year = ReferenceYear.generate(ReferenceYear.DEFAULT_SEED);
        Map<EventStream, List<Event>> events = new EnumMap<>(EventStream.class);
        for (EventStream stream : EventStream.values()) {
            events.put(stream, year.events(stream));
        }
        return events;
    }

    /** All of a run with a little of the year; nothing is shown. */
    void rehearse(FeedMarker marker) throws Exception {
        Map<EventStream, List<Event>> few = new EnumMap<>(EventStream.class);
        generate().forEach((stream, events) -> few.put(stream, events.subList(0, Math.min(REHEARSED, events.size()))));
        feed(few, marker);
        run(marker);
    }

    private void feed(Map<EventStream, List<Event>> events, FeedMarker marker) throws Exception {
        long total = events.values().stream().mapToLong(List::size).sum();
        progress.<@Nullable Void>step(words.say("step.feed"), step -> {
            long began = System.nanoTime();
            long before =
                    events.keySet().stream().mapToLong(marker::acknowledged).sum();
            try (Feeder feeder = feeders.get()) {
                feeder.feed(events, marker, done -> {
                    double rate = (done - before) * 1e9 / Math.max(1, System.nanoTime() - began);
                    step.tell(words.say(
                            "feed.progress",
                            KpiText.count(done),
                            KpiText.count(total),
                            KpiText.count(Math.round(rate))));
                });
            }
            return null;
        });
    }

    /** Where events of a stream are posted. */
    public static URI emitter(Ports ports, EventStream stream) {
        return URI.create("http://" + ports.address(Services.emitterOf(stream)) + "/events");
    }

    /**
     * Opens the day that the figures are of, and waits for a cut with all events that are in the log now.
     *
     * @throws Refusal if there is no getting on
     */
    void awaitFinal(KpiView view) throws Exception {
        progress.<@Nullable Void>step(words.say("step.final"), step -> {
            openDay(view);
            new FinalFigures(settings, view, FINAL_PATIENCE).await(published.asOf(), step, words);
            return null;
        });
    }

    /** The day that the figures are of, unless it is open already, or past. */
    private void openDay(KpiView view) throws InterruptedException {
        if (!view.await(_ -> true, VIEW_PATIENCE)) {
            throw new Refusal("refusal.viewSilent", VIEW_PATIENCE.toSeconds());
        }
        if (view.ask(KpiState::businessDay)
                .filter(day -> !day.isBefore(published.asOf()))
                .isEmpty()) {
            try (CalendarPublisher calendar = new CalendarPublisher(settings, zone.id())) {
                calendar.open(published.asOf());
            }
        }
    }

    /** The published figures beside those of a state, at the end of the day that they are of. */
    FigureTable compare(KpiState state) {
        return FigureTable.compare(published, zone, state);
    }

    private boolean show(FigureTable table, KpiState state, String timing) {
        progress.say("\n" + text(table, state) + timing);
        return table.isMet();
    }

    /** The comparison as people read it. */
    String text(FigureTable table, KpiState state) {
        KpiText text = new KpiText(words.isChinese(), state.currency().orElse(""));
        String head = state.cut()
                .map(cut -> words.say(
                        "figures.head", cut.number(), String.valueOf(cut.businessDay()), state.openAnomalies()))
                .orElse("");
        return head + table.in(words, text);
    }

    private static String seconds(long since) {
        return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - since) / 1e9);
    }
}

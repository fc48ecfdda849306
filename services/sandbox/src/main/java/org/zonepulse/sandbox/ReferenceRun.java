package org.zonepulse.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.referenceyear.PublishedFigures;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;

/** What a pipeline that is ready is given to do: the reference year, up to the figures that were published of it. */
public final class ReferenceRun {

    private static final Duration EMITTER_PATIENCE = Duration.ofSeconds(60);
    private static final Duration VIEW_PATIENCE = Duration.ofSeconds(60);
    private static final Duration FINAL_PATIENCE = Duration.ofSeconds(60);

    private static final int REHEARSED = 2_000;

    private final Ports ports;
    private final DataFolder data;
    private final Progress progress;
    private final Words words;
    private final Zone zone = ZoneFile.bundled();

    ReferenceRun(Ports ports, DataFolder data, Progress progress, Words words) {
        this.ports = ports;
        this.data = data;
        this.progress = progress;
        this.words = words;
    }

    /**
     * Feeds what isn't fed yet, waits until the figures include it, and shows them beside the published ones.
     *
     * @return whether every figure that isn't marked later is met exactly
     * @throws Refusal if an event is refused, or there is no getting on
     */
    boolean run() throws Exception {
        FeedMarker marker = FeedMarker.in(data.stateOf("feed"));
        String fed = marker.isComplete() ? words.say("feed.before") : feed(marker);
        long began = System.nanoTime();
        PublishedFigures published = PublishedFigures.bundled();
        PipelineAddress address = PipelineAddress.of(ports);
        try (KpiView view = KpiView.open(address.settings())) {
            progress.step(words.say("step.final"), step -> {
                openDay(address, view, published);
                new FinalFigures(address, view, FINAL_PATIENCE).await(published.asOf(), step, words);
                return null;
            });
            String timing = fed + words.say("final.after", seconds(began));
            return view.ask(state -> show(FigureTable.compare(published, zone, state), state, timing));
        }
    }

    private String feed(FeedMarker marker) throws Exception {
        long began = System.nanoTime();
        Map<EventStream, List<Event>> events = progress.step(words.say("step.reference-year"), _ -> generate());
        long total = events.values().stream().mapToLong(List::size).sum();
        feed(events, marker, ports, progress, words);
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
    void rehearse() throws Exception {
        Map<EventStream, List<Event>> few = new EnumMap<>(EventStream.class);
        generate().forEach((stream, events) -> few.put(stream, events.subList(0, Math.min(REHEARSED, events.size()))));
        FeedMarker marker = FeedMarker.in(data.stateOf("feed"));
        feed(few, marker, ports, progress, words);
        run();
    }

    /** Publishes events through a pipeline's emitters, and shows how far it is. */
    static void feed(
            Map<EventStream, List<Event>> events, FeedMarker marker, Ports ports, Progress progress, Words words)
            throws Exception {
        long total = events.values().stream().mapToLong(List::size).sum();
        progress.<@Nullable Void>step(words.say("step.feed"), step -> {
            long began = System.nanoTime();
            long before =
                    events.keySet().stream().mapToLong(marker::acknowledged).sum();
            try (Feeder feeder = new Feeder(stream -> emitter(ports, stream), EMITTER_PATIENCE)) {
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

    /** The day that the figures are of, unless it is open already, or past. */
    private void openDay(PipelineAddress address, KpiView view, PublishedFigures published)
            throws InterruptedException {
        if (!view.await(_ -> true, VIEW_PATIENCE)) {
            throw new Refusal("refusal.viewSilent", VIEW_PATIENCE.toSeconds());
        }
        if (view.ask(KpiState::businessDay)
                .filter(day -> !day.isBefore(published.asOf()))
                .isEmpty()) {
            try (CalendarPublisher calendar = new CalendarPublisher(address, zone.id())) {
                calendar.open(published.asOf());
            }
        }
    }

    private boolean show(FigureTable table, KpiState state, String timing) {
        KpiText text = new KpiText(words.isChinese(), state.currency().orElse(""));
        String head = state.cut()
                .map(cut -> words.say(
                        "figures.head", cut.number(), String.valueOf(cut.businessDay()), state.openAnomalies()))
                .orElse("");
        progress.say("\n" + head + table.in(words, text) + timing);
        return table.isMet();
    }

    private static String seconds(long since) {
        return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - since) / 1e9);
    }
}

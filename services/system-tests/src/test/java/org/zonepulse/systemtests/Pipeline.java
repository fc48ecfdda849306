package org.zonepulse.systemtests;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.CalendarPublisher;
import org.zonepulse.sandbox.DataFolder;
import org.zonepulse.sandbox.FeedMarker;
import org.zonepulse.sandbox.Feeder;
import org.zonepulse.sandbox.FinalFigures;
import org.zonepulse.sandbox.Installation;
import org.zonepulse.sandbox.PipelineAddress;
import org.zonepulse.sandbox.Ports;
import org.zonepulse.sandbox.Progress;
import org.zonepulse.sandbox.ReferenceRun;
import org.zonepulse.sandbox.RegistryProcess;
import org.zonepulse.sandbox.Sandbox;
import org.zonepulse.sandbox.Services;
import org.zonepulse.sandbox.Words;

/** A whole pipeline, all parts genuine, on ports and data of its own. */
final class Pipeline implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DataFolder data;
    private final Ports ports;
    private final Progress progress = Progress.silent();
    private final Words words = Words.in(Locale.ENGLISH);
    private final Sandbox sandbox;

    private Pipeline(DataFolder data, Ports ports) {
        this.data = data;
        this.ports = ports;
        Installation installation = Installation.in(Path.of("..", "sandbox", "target"));
        var settings = new RegistryProcess.Settings(installation, data, ports, false);
        this.sandbox = new Sandbox(settings, Services.all(Map.of()), progress, words);
    }

    static Pipeline start(Path folder) throws Exception {
        return start(folder, Ports.anywhere());
    }

    /** On given ports, so that clients find it again where it was. */
    static Pipeline start(Path folder, Ports ports) throws Exception {
        Pipeline pipeline = new Pipeline(DataFolder.open(folder), ports);
        try {
            pipeline.sandbox.start();
            return pipeline;
        } catch (Exception e) {
            pipeline.close();
            throw e;
        }
    }

    /** Publishes all of the events over HTTP, whether they have been before or not. */
    void feed(Map<EventStream, List<Event>> events, Path markers) throws InterruptedException {
        try (Feeder feeder = new Feeder(stream -> ReferenceRun.emitter(ports, stream), PATIENCE)) {
            feeder.feed(events, FeedMarker.in(markers), _ -> {});
        }
    }

    void open(LocalDate day, Zone zone) throws InterruptedException {
        try (CalendarPublisher calendar = new CalendarPublisher(address(), zone.id())) {
            calendar.open(day);
        }
    }

    /** A view that shows all events published so far, at the end of that day. */
    KpiView finalView(LocalDate day) throws Exception {
        KpiView view = KpiView.open(address().settings());
        try {
            progress.step("final", step -> {
                new FinalFigures(address(), view, PATIENCE).await(day, step, words);
                return "";
            });
            return view;
        } catch (Exception e) {
            view.close();
            throw e;
        }
    }

    PipelineAddress address() {
        return PipelineAddress.of(ports);
    }

    @Override
    public void close() {
        sandbox.close();
        data.close();
    }
}

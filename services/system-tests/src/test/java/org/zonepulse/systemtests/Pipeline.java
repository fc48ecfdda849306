package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.zonepulse.sandbox.SandboxService;
import org.zonepulse.sandbox.Services;
import org.zonepulse.sandbox.Words;

/** A whole pipeline, all parts genuine, on ports and data of its own. */
final class Pipeline implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final DataFolder data;
    private final Ports ports;
    private final Progress progress = Progress.silent();
    private final Words words = Words.in(Locale.ENGLISH);
    private final Sandbox sandbox;
    /** Left by another pipeline, whose test has failed for it. */
    private final Set<Thread> before;

    private Pipeline(DataFolder data, Ports ports, List<SandboxService> services) {
        this.data = data;
        this.ports = ports;
        Installation installation = Installation.in(Path.of("..", "sandbox", "target"));
        var settings = new RegistryProcess.Settings(installation, data, ports, false);
        this.sandbox = new Sandbox(settings, services, progress, words);
        this.before = streamThreads();
    }

    static Pipeline start(Path folder) throws Exception {
        return start(folder, Ports.anywhere());
    }

    /** On given ports, so that clients find it again where it was. */
    static Pipeline start(Path folder, Ports ports) throws Exception {
        return start(folder, ports, Services.all(Map.of()));
    }

    static Pipeline startWithInboxes(Path folder) throws Exception {
        List<SandboxService> services = new ArrayList<>(Services.all(Map.of()));
        services.add(Services.inboxes(Map.of()));
        return start(folder, Ports.anywhere(), services);
    }

    private static Pipeline start(Path folder, Ports ports, List<SandboxService> services) throws Exception {
        Pipeline pipeline = new Pipeline(DataFolder.open(folder), ports, services);
        try {
            pipeline.sandbox.start();
            return pipeline;
        } catch (Exception e) {
            try {
                pipeline.close();
            } catch (AssertionError left) {
                e.addSuppressed(left);
            }
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

    /** What a service's meters of that name and tag say now, added up. */
    double metric(Ports.Use service, String name, String tag) throws IOException, InterruptedException {
        return metrics(service).stream()
                .filter(line -> line.startsWith(name) && line.contains(tag))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** What a service's meters say now, a line each. */
    List<String> metrics(Ports.Use service) throws IOException, InterruptedException {
        URI metrics = URI.create("http://" + ports.address(service) + "/prometheus");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> answer =
                    client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines());
            return answer.body().filter(line -> !line.startsWith("#")).toList();
        }
    }

    Ports ports() {
        return ports;
    }

    PipelineAddress address() {
        return PipelineAddress.of(ports);
    }

    /** Checks that nobody reads on: an instance left behind would join the next pipeline on these ports, and take partitions there. */
    @Override
    public void close() {
        sandbox.close();
        data.close();
        Set<Thread> left = streamThreads();
        left.removeAll(before);
        assertThat(left)
                .as(() -> "threads of Kafka Streams after all services have stopped: "
                        + left.stream()
                                .map(thread -> Arrays.toString(thread.getStackTrace()))
                                .toList())
                .isEmpty();
    }

    private static Set<Thread> streamThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("-StreamThread-"))
                .collect(Collectors.toCollection(HashSet::new));
    }
}

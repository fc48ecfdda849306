package org.zonepulse.sandbox;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.sandbox.deploy.Deployment;

/** A broker and kpi-service in this JVM, with a registry in memory: enough for commands that read what was published. */
final class SmallPipeline implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Words WORDS = Words.in(Locale.ENGLISH);

    private final Path folder;
    private final Ports ports = Ports.anywhere();
    private final PipelineAddress address;
    private final DataFolder data;
    private final EmbeddedBroker broker;
    private final List<SandboxService.Running> services = new ArrayList<>();
    private int files;

    private SmallPipeline(Path folder, Set<Ports.Use> wanted) throws Exception {
        this.folder = folder;
        this.address = new PipelineAddress(ports.address(Ports.Use.BROKER), "mock://" + UUID.randomUUID());
        this.broker = EmbeddedBroker.start(
                folder.resolve("broker"), address.bootstrapServers(), ports.address(Ports.Use.CONTROLLER));
        Deployment.createTopics(address.settings());
        Deployment.registerSchemas(address.settings());
        this.data = DataFolder.open(folder.resolve("data"));
        for (Ports.Use port : wanted) {
            services.add(start(port));
        }
    }

    /** Starts another of the services; whoever does closes it. */
    SandboxService.Running start(Ports.Use port) throws Exception {
        return Services.all(Map.of()).stream()
                .filter(service -> service.port() == port)
                .findFirst()
                .orElseThrow()
                .start(new SandboxService.Surroundings(
                        address.bootstrapServers(), URI.create(address.registry()), ports, data, _ -> {}));
    }

    static SmallPipeline start(Path folder) throws Exception {
        return new SmallPipeline(folder, EnumSet.of(Ports.Use.KPI_SERVICE));
    }

    /** One that takes events over HTTP, too. */
    static SmallPipeline startWithEmitters(Path folder) throws Exception {
        Set<Ports.Use> wanted = EnumSet.of(Ports.Use.KPI_SERVICE);
        for (EventStream stream : EventStream.values()) {
            wanted.add(Services.emitterOf(stream));
        }
        return new SmallPipeline(folder, wanted);
    }

    /** Where events of a stream are posted. */
    URI emitter(EventStream stream) {
        return ReferenceRun.emitter(ports, stream);
    }

    PipelineAddress address() {
        return address;
    }

    Ports ports() {
        return ports;
    }

    /** As Kafka's clients and the codec want them. */
    Map<String, Object> settings() {
        return address.settings();
    }

    /** Publishes events of a stream, each as JSON, by the command that does so; it counts after {@link #await}. */
    void publish(String stream, String... events) throws Exception {
        files++;
        Path file = Files.write(folder.resolve(stream + "-" + files + ".ndjson"), List.of(events));
        int status = Zonepulse.run(arguments(
                "import",
                stream,
                file.toString(),
                "--result",
                folder.resolve(stream + "-" + files + ".result").toString(),
                "--state",
                folder.resolve("import").toString()));
        if (status != ExitStatus.OK) {
            throw new IllegalStateException("the import has ended with " + status);
        }
    }

    /** Opens the day, and waits for a cut of it that has all that was published. */
    void await(LocalDate day) throws Exception {
        try (CalendarPublisher calendar =
                new CalendarPublisher(address, ZoneFile.bundled().id())) {
            calendar.open(day);
        }
        try (KpiView view = KpiView.open(address.settings());
                Progress progress = Progress.silent()) {
            progress.step("final", step -> {
                new FinalFigures(address, view, PATIENCE).await(day, step, WORDS);
                return "";
            });
        }
    }

    /** The arguments with those that lead to this pipeline. */
    String[] arguments(String... others) {
        List<String> all = new ArrayList<>(List.of(others));
        all.addAll(List.of("--bootstrap-servers", address.bootstrapServers(), "--registry", address.registry()));
        return all.toArray(String[]::new);
    }

    @Override
    public void close() {
        services.forEach(SandboxService.Running::close);
        broker.close();
        data.close();
    }
}

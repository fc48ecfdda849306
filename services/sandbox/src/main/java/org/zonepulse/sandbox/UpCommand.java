package org.zonepulse.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.InvalidZoneFile;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.zone.Zone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the whole pipeline, feeds it the reference year, and keeps it running until Ctrl-C. */
@Command(name = "up", exitCodeListHeading = "%n")
final class UpCommand implements Callable<Integer>, Zonepulse.Speaking {

    private static final int COLUMN = 24;

    @Option(names = "--empty", descriptionKey = "up.empty")
    private boolean empty;

    @Option(names = "--check", descriptionKey = "up.check")
    private boolean check;

    @Option(names = "--live", arity = "0..1", fallbackValue = "2", paramLabel = "RATE", descriptionKey = "up.live")
    private @Nullable Double live;

    @Option(names = "--live-day", paramLabel = "SECONDS", defaultValue = "30", descriptionKey = "up.liveDay")
    private int liveDay;

    @Option(names = "--fresh", descriptionKey = "up.fresh")
    private boolean fresh;

    @Option(names = "--inboxes", descriptionKey = "up.inboxes")
    private boolean inboxes;

    @Option(names = "--publishers", paramLabel = "FILE", descriptionKey = "up.publishers")
    private @Nullable Path publishers;

    @Option(names = "--zone", paramLabel = "FILE", descriptionKey = "up.zone")
    private @Nullable Path zoneFile;

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "option.data")
    private @Nullable Path data;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "" + Ports.DEFAULT_BASE,
            descriptionKey = "option.portBase")
    private int portBase;

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        requireSense();
        Zone zone = zone();
        Ports ports = new Ports(portBase);
        Installation installation = Installation.in(Zonepulse.buildFolder());
        try (DataFolder folder = DataFolder.open(data == null ? Zonepulse.home().resolve(".zonepulse") : data);
                Progress progress = Progress.onConsole()) {
            Zonepulse.logInto(folder.logs());
            var settings = new RegistryProcess.Settings(installation, folder, ports, false);
            RegistryProcess.endLeftOver(settings);
            if (fresh) {
                folder.wipe();
            }
            ZoneOfData.require(folder, zone);
            ports.requireFree();
            tellOfFatalErrors(folder);
            try (Sandbox sandbox = new Sandbox(settings, services(folder), progress, words);
                    Interruption interruption = new Interruption(sandbox, progress, words)) {
                sandbox.start();
                announce(settings, progress);
                return empty
                        ? keepRunning(sandbox, interruption, settings, zone)
                        : showReferenceYear(sandbox, interruption, settings, progress);
            }
        }
    }

    /** What can't be meant is said before anything starts. */
    private void requireSense() {
        if (check && empty) {
            throw usageError("up.checkOfNothing");
        }
        if (live != null) {
            requirePace(live);
        }
        if (zoneFile != null && !empty) {
            throw new Refusal("refusal.zoneWithoutEmpty");
        }
        if (publishers != null && !empty) {
            throw new Refusal("refusal.publishersWithoutEmpty");
        }
        if (publishers != null) {
            PublishersCheckCommand.read(publishers);
        }
    }

    private void requirePace(double rate) {
        if (empty) {
            throw usageError("up.liveOfNothing");
        }
        if (!LiveTrickle.Pace.isPossible(rate, liveDay)) {
            throw usageError("up.livePace", LiveTrickle.Pace.MOST_A_DAY);
        }
    }

    private ParameterException usageError(String key, Object... arguments) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), words.say(key, arguments));
    }

    private Zone zone() {
        if (zoneFile == null) {
            return ZoneFile.bundled();
        }
        try {
            return ZoneFile.read(zoneFile);
        } catch (InvalidZoneFile e) {
            throw Refusal.because(e, "refusal.zoneFile", zoneFile, String.join("\n  ", e.problems()));
        }
    }

    private List<SandboxService> services(DataFolder folder) {
        List<SandboxService> services = new ArrayList<>(Services.all(zoneSetting(), accessSettings(folder)));
        if (inboxes) {
            services.add(Services.inboxes(zoneSetting()));
        }
        return services;
    }

    /** Where publishers are asked who they are, what they publish is logged. */
    private Map<String, Object> accessSettings(DataFolder folder) {
        return publishers == null
                ? Map.of()
                : Map.of(
                        "zonepulse.access.publishers",
                        publishers.toAbsolutePath().toString(),
                        "zonepulse.access.audit-log",
                        folder.logs().toString());
    }

    private Map<String, Object> zoneSetting() {
        return zoneFile == null
                ? Map.of()
                : Map.of("zonepulse.zone", zoneFile.toAbsolutePath().toString());
    }

    private int keepRunning(Sandbox sandbox, Interruption interruption, RegistryProcess.Settings settings, Zone zone)
            throws InterruptedException {
        CalendarPublisher calendar = new CalendarPublisher(PipelineAddress.of(settings.ports()), zone.id());
        try (BusinessDays _ = BusinessDays.keep(calendar, zone.timeZone())) {
            interruption.workIsDone();
            throw sandbox.awaitFailure();
        }
    }

    private int showReferenceYear(
            Sandbox sandbox, Interruption interruption, RegistryProcess.Settings settings, Progress progress)
            throws Exception {
        boolean met = ReferenceRun.on(settings.ports(), progress, words)
                .run(FeedMarker.in(settings.data().stateOf("feed")));
        interruption.workIsDone();
        if (check && (live == null || !met)) {
            return met ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
        }
        progress.say(words.say("up.howToStop"));
        if (live != null) {
            LiveTrickle.Pace pace = new LiveTrickle.Pace(live, liveDay);
            sandbox.doBeside(words.say("step.live"), new LiveRun(settings.ports(), settings.data(), pace, words)::run);
        }
        throw sandbox.awaitFailure();
    }

    /** Kafka ends the process on the spot when, say, its disk is full; people should not be left without a word. */
    private void tellOfFatalErrors(DataFolder folder) {
        Exit.setHaltProcedure((status, message) -> {
            System.err.println(words.say("brokerHalts", folder.logs()));
            Runtime.getRuntime().halt(ExitStatus.REFUSED);
        });
    }

    private void announce(RegistryProcess.Settings settings, Progress progress) {
        Ports ports = settings.ports();
        StringBuilder text = new StringBuilder(words.say("up.ready", sinceStart()));
        for (EventStream stream : EventStream.values()) {
            line(text, "up.emitter." + stream.id(), "POST " + ReferenceRun.emitter(ports, stream));
        }
        line(text, "up.kpiFeed", "http://" + ports.address(Ports.Use.KPI_FEED));
        line(text, "up.kpiService", "http://" + ports.address(Ports.Use.KPI_SERVICE) + "/health");
        if (inboxes) {
            line(text, "up.inboxService", "http://" + ports.address(Ports.Use.INBOX_SERVICE) + "/health");
        }
        line(text, "up.registry", settings.url());
        line(text, "up.broker", ports.address(Ports.Use.BROKER));
        line(text, "up.data", settings.data().root());
        line(text, "up.logs", settings.data().logs());
        text.append(words.say("up.howToAsk", portBase == Ports.DEFAULT_BASE ? "" : " --port-base " + portBase));
        progress.say(text.append(empty ? words.say("up.howToStop") : "").toString());
    }

    private void line(StringBuilder text, String key, Object value) {
        text.append("  ")
                .append(TextWidth.pad(words.say(key), COLUMN))
                .append(value)
                .append('\n');
    }

    /** From when the launcher had nothing left to build; without a launcher, from this program's own start. */
    private static String sinceStart() {
        long started = Long.getLong("zonepulse.started", 0);
        Instant from = started > 0
                ? Instant.ofEpochMilli(started)
                : ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        return String.format(
                Locale.ROOT, "%.1f", Duration.between(from, Instant.now()).toMillis() / 1e3);
    }
}

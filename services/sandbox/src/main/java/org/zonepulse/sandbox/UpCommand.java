package org.zonepulse.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the whole pipeline and keeps it running until Ctrl-C. */
@Command(name = "up", exitCodeListHeading = "%n")
final class UpCommand implements Callable<Integer>, Zonepulse.Speaking {

    private static final int COLUMN = 24;

    @Option(names = "--empty", descriptionKey = "up.empty")
    private boolean empty;

    @Option(names = "--fresh", descriptionKey = "up.fresh")
    private boolean fresh;

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "option.data")
    private @Nullable Path data;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "" + Ports.DEFAULT_BASE,
            descriptionKey = "option.portBase")
    private int portBase;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        if (!empty) {
            throw new Refusal("refusal.nothingToFeed");
        }
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
            ports.requireFree();
            tellOfFatalErrors(folder);
            try (Sandbox sandbox = new Sandbox(settings, Services.all(Map.of()), progress, words);
                    Interruption interruption = new Interruption(sandbox, progress, words)) {
                sandbox.start();
                announce(settings, progress);
                interruption.workIsDone();
                throw sandbox.awaitFailure();
            }
        }
    }

    /** Kafka ends the process on the spot when, say, its disk is full; people should not be left without a word. */
    private void tellOfFatalErrors(DataFolder folder) {
        Exit.setHaltProcedure((status, message) -> {
            System.err.println(words.say("brokerHalts", folder.logs()));
            Runtime.getRuntime().halt(ExitStatus.REFUSED);
        });
    }

    private void announce(RegistryProcess.Settings settings, Progress progress) {
        StringBuilder text = new StringBuilder(words.say("up.ready", sinceStart()));
        line(text, "up.broker", settings.ports().address(Ports.Use.BROKER));
        line(text, "up.registry", settings.url());
        line(text, "up.data", settings.data().root());
        line(text, "up.logs", settings.data().logs());
        progress.say(text.append(words.say("up.howToStop")).toString());
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

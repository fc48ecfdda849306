package org.zonepulse.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.measure.Measure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks a running pipeline for its KPIs. */
@Command(name = "kpi", exitCodeListHeading = "%n")
final class KpiCommand implements Callable<Integer>, Zonepulse.Speaking {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CONNECT_MILLIS = 1_000;

    @Option(names = "--as-of", paramLabel = "DATE", descriptionKey = "kpi.asOf")
    private @Nullable LocalDate asOf;

    @Option(names = "--measure", paramLabel = "ID", descriptionKey = "kpi.measure")
    private @Nullable String measure;

    @Option(names = "--scope", paramLabel = "SCOPE", descriptionKey = "kpi.scope")
    private @Nullable String scope;

    @Option(names = "--json", descriptionKey = "kpi.json")
    private boolean json;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "" + Ports.DEFAULT_BASE,
            descriptionKey = "option.portBase")
    private int portBase;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT,...", descriptionKey = "option.bootstrapServers")
    private @Nullable String bootstrapServers;

    @Option(names = "--registry", paramLabel = "URL", descriptionKey = "option.registry")
    private @Nullable String registry;

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        KpiSelection selection = new KpiSelection(measureAsked(), scope);
        PipelineAddress address = address();
        requireAnyone(address);
        Map<String, Object> settings = new HashMap<>(address.settings());
        settings.put("default.api.timeout.ms", 10_000);
        try (KpiView view = KpiView.open(settings)) {
            if (!view.await(_ -> true, PATIENCE)) {
                throw new Refusal("refusal.viewSilent", PATIENCE.toSeconds());
            }
            KpiAnswer answer = view.ask(state -> KpiAnswer.of(state, selection, asOf));
            System.out.println(json ? answer.json() : answer.table(words));
            return ExitStatus.OK;
        } catch (IllegalStateException e) {
            throw Refusal.because(e, "refusal.notReadable", address.bootstrapServers(), address.registry(), rootOf(e));
        }
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    private @Nullable Measure measureAsked() {
        if (measure == null) {
            return null;
        }
        Measure known = Measure.byId(measure);
        if (known == null) {
            String all = Arrays.stream(Measure.values()).map(Measure::id).collect(Collectors.joining(", "));
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), words.say("kpi.unknownMeasure", measure, all));
        }
        return known;
    }

    private PipelineAddress address() {
        PipelineAddress usual = PipelineAddress.of(new Ports(portBase));
        return new PipelineAddress(
                Objects.requireNonNullElse(bootstrapServers, usual.bootstrapServers()),
                Objects.requireNonNullElse(registry, usual.registry()));
    }

    /** Kafka's client would try for a long time, and then not say why. */
    private static void requireAnyone(PipelineAddress address) {
        if (Arrays.stream(address.bootstrapServers().split(",", -1)).noneMatch(KpiCommand::isThere)) {
            throw new Refusal("refusal.noPipeline", address.bootstrapServers());
        }
    }

    private static boolean isThere(String server) {
        int colon = server.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            server.substring(0, colon).strip(),
                            Integer.parseInt(server.substring(colon + 1).strip())),
                    CONNECT_MILLIS);
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}

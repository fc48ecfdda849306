package org.zonepulse.sandbox;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.sandbox.deploy.EditionResources;
import org.zonepulse.schemas.Edition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a running pipeline for its KPIs. */
@Command(name = "kpi", exitCodeListHeading = "%n")
final class KpiCommand implements Callable<Integer>, Zonepulse.Speaking {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Option(names = "--as-of", paramLabel = "DATE", descriptionKey = "kpi.asOf")
    private @Nullable LocalDate asOf;

    @Option(names = "--measure", paramLabel = "ID", descriptionKey = "kpi.measure")
    private @Nullable String measure;

    @Option(names = "--scope", paramLabel = "SCOPE", descriptionKey = "kpi.scope")
    private @Nullable String scope;

    @Option(names = "--json", descriptionKey = "kpi.json")
    private boolean json;

    @Option(names = "--follow", descriptionKey = "kpi.follow")
    private boolean follow;

    @Option(names = "--edition", paramLabel = "NAME", descriptionKey = "edition.option")
    private @Nullable String edition;

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

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
        Map<String, Object> settings = pipeline.settingsOfOneThere();
        settings.put("default.api.timeout.ms", 10_000);
        try (KpiView view = view(settings)) {
            if (!view.await(_ -> true, PATIENCE)) {
                throw new Refusal("refusal.viewSilent", PATIENCE.toSeconds());
            }
            if (follow) {
                new KpiFollow(selection, asOf, json, words).print(view, System.out);
                return ExitStatus.OK;
            }
            KpiAnswer answer = view.ask(state -> KpiAnswer.of(state, selection, asOf));
            System.out.println(json ? answer.json() : answer.table(words));
            return ExitStatus.OK;
        } catch (IllegalStateException | KafkaException e) {
            throw Refusal.because(
                    e,
                    "refusal.notReadable",
                    String.valueOf(settings.get("bootstrap.servers")),
                    String.valueOf(settings.get("schema.registry.url")),
                    rootOf(e));
        }
    }

    private KpiView view(Map<String, Object> settings) throws InterruptedException {
        if (edition == null) {
            return KpiView.open(settings);
        }
        Edition asked =
                EditionOption.named(edition, Objects.requireNonNull(spec).commandLine(), words);
        if (!EditionResources.isThere(settings, asked)) {
            throw new Refusal("refusal.noEdition", asked.name());
        }
        return KpiView.open(settings, asked);
    }

    static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    private @Nullable Measure measureAsked() {
        return measure == null
                ? null
                : KpiArgument.measure(
                        measure, words, Objects.requireNonNull(spec).commandLine());
    }
}

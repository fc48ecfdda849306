package org.zonepulse.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the published figures of the reference year with those of a running pipeline, whoever has started it. */
@Command(name = "check", exitCodeListHeading = "%n")
final class CheckCommand implements Callable<Integer>, Zonepulse.Speaking {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CALL_MILLIS = 10_000;

    @Option(names = "--feed", descriptionKey = "check.feed")
    private boolean feed;

    @Mixin
    private EmitterOptions emitters = new EmitterOptions();

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        Supplier<Feeder> feeders = emitters.feeders(pipeline.ports(), words);
        Map<String, Object> settings = pipeline.settingsOfOneThere();
        settings.put("default.api.timeout.ms", CALL_MILLIS);
        try (Progress progress = json ? Progress.onErrors() : Progress.onConsole()) {
            ReferenceRun run = new ReferenceRun(settings, feeders, progress, words);
            if (feed) {
                // Of all of it, whatever is there already: the same ids count once.
                var _ = run.feed(FeedMarker.inMemory());
            }
            return compare(run, settings);
        } catch (IllegalStateException e) {
            throw Refusal.because(
                    e,
                    "refusal.notReadable",
                    String.valueOf(settings.get("bootstrap.servers")),
                    String.valueOf(settings.get("schema.registry.url")),
                    KpiCommand.rootOf(e));
        }
    }

    private int compare(ReferenceRun run, Map<String, Object> settings) throws Exception {
        try (KpiView view = KpiView.open(settings)) {
            if (feed) {
                run.awaitFinal(view);
            } else if (!view.await(_ -> true, PATIENCE)) {
                throw new Refusal("refusal.viewSilent", PATIENCE.toSeconds());
            }
            return view.ask(state -> tell(run, state));
        }
    }

    private int tell(ReferenceRun run, KpiState state) {
        FigureTable table = run.compare(state);
        System.out.println((json ? json(table, state) : text(run, table, state)).stripTrailing());
        System.out.flush();
        return table.isMet() ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
    }

    private String text(ReferenceRun run, FigureTable table, KpiState state) {
        if (state.cut().isEmpty()) {
            return words.say("check.noCut");
        }
        return "\n" + run.text(table, state) + (table.hasAny() ? "" : words.say("check.noReferenceYear"));
    }

    private static String json(FigureTable table, KpiState state) {
        return JsonText.object(out -> {
            out.writeStringField("report", "check");
            out.writeStringField("asOf", ReferenceYear.AS_OF.toString());
            if (state.cut().isPresent()) {
                out.writeNumberField("cut", state.cut().orElseThrow().number());
            } else {
                out.writeNullField("cut");
            }
            if (state.businessDay().isPresent()) {
                out.writeStringField(
                        "businessDay", state.businessDay().orElseThrow().toString());
            } else {
                out.writeNullField("businessDay");
            }
            out.writeBooleanField("hasReferenceYear", table.hasAny());
            out.writeBooleanField("met", table.isMet());
            table.write(out);
        });
    }
}

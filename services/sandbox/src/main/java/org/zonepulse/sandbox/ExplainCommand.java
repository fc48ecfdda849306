package org.zonepulse.sandbox;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.explain.Biographer;
import org.zonepulse.audit.explain.Biography;
import org.zonepulse.audit.explain.ContributionFile;
import org.zonepulse.audit.explain.Explainer;
import org.zonepulse.audit.explain.Explanation;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.ledger.event.CreditCode;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells which enterprises and which events a figure is made of, or one enterprise's whole story; checks that they add up. */
@Command(name = "explain", exitCodeListHeading = "%n")
final class ExplainCommand implements Callable<Integer>, Zonepulse.Speaking {

    /** Writes a file about an explanation. */
    @FunctionalInterface
    private interface FileWriting {
        void write(Explanation explanation, Writer out) throws IOException;
    }

    @Parameters(index = "0", arity = "0..1", paramLabel = "MEASURE", descriptionKey = "explain.measure")
    private @Nullable String measure;

    @Option(names = "--enterprise", paramLabel = "CODE", descriptionKey = "explain.enterprise")
    private @Nullable String enterprise;

    @Option(names = "--scope", paramLabel = "SCOPE", descriptionKey = "explain.scope")
    private @Nullable String scope;

    @Option(names = "--as-of", paramLabel = "DATE", descriptionKey = "explain.asOf")
    private @Nullable LocalDate asOf;

    @ArgGroup(exclusive = true)
    private @Nullable CutChoice which;

    @Option(names = "--top", paramLabel = "N", defaultValue = "10", descriptionKey = "explain.top")
    private int top;

    @Option(names = "--csv", paramLabel = "FILE", descriptionKey = "explain.csv")
    private @Nullable Path csv;

    @Option(names = "--ndjson", paramLabel = "FILE", descriptionKey = "explain.ndjson")
    private @Nullable Path ndjson;

    @Mixin
    private AuditOptions audit = new AuditOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        if ((measure == null) == (enterprise == null)) {
            throw new ParameterException(command, words.say("explain.what"));
        }
        if (top < 0) {
            throw new ParameterException(command, words.say("explain.noTop", top));
        }
        ToLongFunction<CutHistory> cut = CutChoice.of(which, command, words);
        if (measure == null) {
            return tell(Objects.requireNonNull(enterprise), cut, command);
        }
        Series series = KpiArgument.series(measure, scope, words, command);
        return audit.during(
                words,
                words.say("explain.label"),
                (log, history, zone, odometer) -> explain(
                        new Explainer(log, history, zone, odometer).explain(series, asOf, cut.applyAsLong(history)),
                        zone));
    }

    private int explain(Explanation explanation, Zone zone) {
        write(csv, explanation, ContributionFile::csv);
        write(ndjson, explanation, ContributionFile::ndjson);
        ExplanationReport report = new ExplanationReport(explanation, zone, top);
        audit.answer(() -> report.text(words), report::json);
        return explanation.holds() ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
    }

    private int tell(String code, ToLongFunction<CutHistory> cut, CommandLine command) throws Exception {
        if (scope != null || csv != null || ndjson != null) {
            throw new ParameterException(command, words.say("explain.notOfEnterprise"));
        }
        return audit.during(words, words.say("explain.label"), (log, history, zone, odometer) -> {
            Biography story = new Biographer(log, history, zone, odometer).of(code, asOf, cut.applyAsLong(history));
            if (story.facts().isEmpty()) {
                throw new Refusal(
                        CreditCode.isValid(code) ? "refusal.unknownEnterprise" : "refusal.noCreditCode",
                        Printable.of(code),
                        story.cut().number());
            }
            BiographyReport report = new BiographyReport(story, zone);
            audit.answer(() -> report.text(words), report::json);
            return story.holds() ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
        });
    }

    private static void write(@Nullable Path file, Explanation explanation, FileWriting writing) {
        if (file == null) {
            return;
        }
        try (Writer out = Files.newBufferedWriter(file)) {
            writing.write(explanation, out);
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.fileUnwritable", file, e);
        }
    }
}

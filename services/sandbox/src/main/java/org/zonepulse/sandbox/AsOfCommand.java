package org.zonepulse.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.asof.BothTimes;
import org.zonepulse.audit.asof.Comparison;
import org.zonepulse.audit.asof.EffectFile;
import org.zonepulse.audit.asof.EffectVisitor;
import org.zonepulse.audit.asof.KnownAt;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.Odometer;
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

/** Tells what was said at one moment about a day, what is known of it now, and which events made the difference. */
@Command(name = "as-of", exitCodeListHeading = "%n")
final class AsOfCommand implements Callable<Integer>, Zonepulse.Speaking {

    /** The moment. */
    private static final class Moments {

        @Option(names = "--known-at", paramLabel = "TIME", descriptionKey = "asOf.knownAt")
        private @Nullable String time;

        @Option(names = "--known-at-cut", paramLabel = "N", descriptionKey = "asOf.knownAtCut")
        private @Nullable Long cut;
    }

    @Parameters(index = "0", paramLabel = "DATE", descriptionKey = "asOf.date")
    private @Nullable LocalDate date;

    @ArgGroup(multiplicity = "1")
    private @Nullable Moments moments;

    @Option(names = "--measure", paramLabel = "ID", descriptionKey = "kpi.measure")
    private @Nullable String measure;

    @Option(names = "--scope", paramLabel = "SCOPE", descriptionKey = "kpi.scope")
    private @Nullable String scope;

    @Option(names = "--all", descriptionKey = "asOf.all")
    private boolean all;

    @Option(names = "--top", paramLabel = "N", defaultValue = "10", descriptionKey = "asOf.top")
    private int top;

    @Option(names = "--csv", paramLabel = "FILE", descriptionKey = "asOf.csv")
    private @Nullable Path csv;

    @Option(names = "--ndjson", paramLabel = "FILE", descriptionKey = "asOf.ndjson")
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
        LocalDate day = Objects.requireNonNull(date);
        KpiSelection selection =
                new KpiSelection(measure == null ? null : KpiArgument.measure(measure, words, command), scope);
        KnownAt knownAt = knownAt(Objects.requireNonNull(moments), command);
        if (top < 0) {
            throw new ParameterException(command, words.say("asOf.noTop", top));
        }
        return audit.during(
                words,
                words.say("explain.label"),
                (log, history, zone, odometer) -> compare(day, knownAt, selection, log, history, zone, odometer));
    }

    private KnownAt knownAt(Moments asked, CommandLine command) {
        if (asked.cut != null) {
            return new KnownAt.CutNumber(asked.cut);
        }
        String time = Objects.requireNonNull(asked.time);
        Instant moment = Moment.given(time, command, words);
        return new KnownAt.Time(moment);
    }

    private int compare(
            LocalDate day,
            KnownAt knownAt,
            KpiSelection selection,
            AuditedLog log,
            CutHistory history,
            Zone zone,
            Odometer odometer) {
        List<EffectFile> files = new ArrayList<>();
        try {
            open(csv, EffectFile.Form.CSV, history, files);
            open(ndjson, EffectFile.Form.NDJSON, history, files);
            EffectVisitor visitor = effects -> files.forEach(file -> file.visit(effects));
            Comparison comparison = new BothTimes(log, history, zone, odometer)
                    .compare(day, knownAt, selection::includes, top, visitor);
            for (EffectFile file : files) {
                file.finish();
            }
            ComparisonReport report = new ComparisonReport(comparison, zone, all);
            audit.answer(() -> report.text(words), report::json);
            return comparison.holds() ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
        } catch (IOException | UncheckedIOException e) {
            throw Refusal.because(e, "refusal.fileUnwritable", targets(files), e);
        } finally {
            close(files);
        }
    }

    private static void open(@Nullable Path target, EffectFile.Form form, CutHistory history, List<EffectFile> files) {
        if (target == null) {
            return;
        }
        try {
            files.add(new EffectFile(target, form, history));
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.fileUnwritable", target, e);
        }
    }

    private static String targets(List<EffectFile> files) {
        return files.stream().map(file -> file.target().toString()).collect(Collectors.joining(", "));
    }

    private static void close(List<EffectFile> files) {
        for (EffectFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("taking away the parts of a file", e);
            }
        }
    }
}

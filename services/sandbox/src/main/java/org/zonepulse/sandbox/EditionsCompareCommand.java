package org.zonepulse.sandbox;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.edition.Readiness;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.verify.Target;
import org.zonepulse.audit.verify.Verification;
import org.zonepulse.audit.verify.VerificationReport;
import org.zonepulse.audit.whatif.EditionComparison;
import org.zonepulse.audit.whatif.EditionReport;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Edition;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Compares what the live edition has published with what this program comes to from the same input by a candidate's rules, and
 * sees whether the candidate publishes that.
 */
@Command(name = "compare", exitCodeListHeading = "%n")
final class EditionsCompareCommand implements Callable<Integer>, Zonepulse.Speaking {

    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "editions.compare.name")
    private String name = "";

    @ArgGroup(exclusive = true)
    private @Nullable CutChoice which;

    @Mixin
    private ComparedKpisOptions kpis = new ComparedKpisOptions();

    @Option(names = "--zone", paramLabel = "FILE", descriptionKey = "editions.zone")
    private @Nullable Path zone;

    @Mixin
    private LiveLogOptions log = new LiveLogOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        CommandSpec command = Objects.requireNonNull(spec);
        Edition edition = EditionOption.named(name, command.commandLine(), words);
        KpiSelection selection = kpis.selection(words, command.commandLine());
        ToLongFunction<CutHistory> cut = CutChoice.of(which, command.commandLine(), words);
        return log.during(words, words.say("editions.compare.label"), (live, history, odometer) -> {
            if (edition.equals(live.edition())) {
                throw new Refusal("editions.isLive", edition.name());
            }
            try (AuditedLog candidate = log.with(edition)) {
                CutHistory own = CutHistory.of(candidate);
                Zone of = ZoneOfLog.zone(zone, candidate, own);
                EditionReport report =
                        EditionComparison.run(live, history, candidate, of, cut.applyAsLong(history), odometer);
                VerificationReport verified =
                        Verification.run(candidate, own, of, new Target.Numbered(own.latest()), odometer);
                EditionText text = new EditionText(
                        report,
                        Readiness.of(history.cut(report.cut()), own.cut(own.latest())),
                        verified,
                        new ComparedKpis(report.kpis(), of.currency(), selection, kpis.all()));
                log.answer(() -> text.table(words, kpis.mostLines()), text::json);
                return report.isEqual() && verified.isEqual() ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
            }
        });
    }
}

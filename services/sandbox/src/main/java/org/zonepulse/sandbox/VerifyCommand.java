package org.zonepulse.sandbox;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.verify.Target;
import org.zonepulse.audit.verify.Verification;
import org.zonepulse.audit.verify.VerificationReport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Recomputes cuts from the log, and compares them with what was published. */
@Command(name = "verify", exitCodeListHeading = "%n")
final class VerifyCommand implements Callable<Integer>, Zonepulse.Speaking {

    /** Which cuts; the latest if nothing is said. */
    private static final class Which extends CutChoice {

        @Option(names = "--all", descriptionKey = "audit.verify.all")
        private boolean all;
    }

    @ArgGroup(exclusive = true)
    private @Nullable Which which;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", descriptionKey = "audit.verify.limit")
    private int limit;

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
        Function<CutHistory, Target> target = target();
        if (limit < 0) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), words.say("audit.noLimit", limit));
        }
        return audit.judging(words, words.say("audit.verify.label"), (log, history, zone, odometer) -> {
            VerificationReport report = Verification.run(log, history, zone, target.apply(history), odometer);
            VerificationText text = new VerificationText(report, zone);
            audit.answer(() -> text.table(words, limit), text::json);
            return report.isEqual() ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
        });
    }

    private Function<CutHistory, Target> target() {
        if (which != null && which.all) {
            return _ -> new Target.All();
        }
        ToLongFunction<CutHistory> cut =
                CutChoice.of(which, Objects.requireNonNull(spec).commandLine(), words);
        return history -> new Target.Numbered(cut.applyAsLong(history));
    }
}

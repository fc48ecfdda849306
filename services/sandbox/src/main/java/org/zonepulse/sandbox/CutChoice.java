package org.zonepulse.sandbox;

import java.time.Instant;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.CutHistory;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which cut an audit is of, by one of these options; the same for each command that goes by one cut. */
class CutChoice {

    @Option(names = "--cut", paramLabel = "N", descriptionKey = "audit.cut")
    private @Nullable Long cut;

    @Option(names = "--at", paramLabel = "TIME", descriptionKey = "audit.at")
    private @Nullable String at;

    /**
     * The number of the cut that was chosen; of the latest if nothing was.
     *
     * @throws ParameterException if a time was given that is none
     */
    static ToLongFunction<CutHistory> of(@Nullable CutChoice choice, CommandLine command, Words words) {
        return choice == null ? CutHistory::latest : choice.number(command, words);
    }

    private ToLongFunction<CutHistory> number(CommandLine command, Words words) {
        Long number = cut;
        if (number != null) {
            return _ -> number;
        }
        Instant moment = Moment.given(Objects.requireNonNull(at), command, words);
        return history -> history.lastAt(moment);
    }
}

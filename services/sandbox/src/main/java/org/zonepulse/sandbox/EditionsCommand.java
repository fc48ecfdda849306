package org.zonepulse.sandbox;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Editions of the KPIs, side by side. */
@Command(
        name = "editions",
        exitCodeListHeading = "%n",
        subcommands = {
            EditionsListCommand.class,
            EditionsCompareCommand.class,
            EditionsSwitchCommand.class,
            EditionsDeleteCommand.class
        })
final class EditionsCommand implements Runnable, Zonepulse.Speaking {

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), words.say("noSubcommand"));
    }
}

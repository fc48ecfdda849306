package org.zonepulse.sandbox;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What could not be read; what can be done about it are its sub-commands. */
@Command(
        name = "dead-letters",
        exitCodeListHeading = "%n",
        subcommands = {DeadLetterListCommand.class, DeadLetterShowCommand.class, RedriveCommand.class})
final class DeadLettersCommand implements Runnable, Zonepulse.Speaking {

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

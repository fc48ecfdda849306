package org.zonepulse.sandbox;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Zonepulse's own users of a Kafka cluster that asks for credentials. */
@Command(
        name = "users",
        subcommands = {UsersApplyCommand.class})
final class UsersCommand implements Runnable, Zonepulse.Speaking {

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

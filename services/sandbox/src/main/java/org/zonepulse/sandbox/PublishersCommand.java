package org.zonepulse.sandbox;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who may publish what. */
@Command(
        name = "publishers",
        subcommands = {
            PublishersCheckCommand.class,
            PublishersAddKeyCommand.class,
            PublishersRevokeKeyCommand.class,
            PublishersAclsCommand.class
        })
final class PublishersCommand implements Runnable, Zonepulse.Speaking {

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

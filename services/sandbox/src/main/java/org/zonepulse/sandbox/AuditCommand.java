package org.zonepulse.sandbox;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The log read again by someone who trusts nobody; what can be asked of it are its sub-commands. */
@Command(
        name = "audit",
        exitCodeListHeading = "%n",
        subcommands = {
            VerifyCommand.class,
            AsOfCommand.class,
            ExplainCommand.class,
            WhatIfCommand.class,
            DigestCommand.class,
            ExportCommand.class,
            CheckReportCommand.class
        })
final class AuditCommand implements Runnable, Zonepulse.Speaking {

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

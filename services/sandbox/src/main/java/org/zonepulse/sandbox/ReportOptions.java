package org.zonepulse.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.report.ReportFile;
import org.zonepulse.audit.report.ReportSigner;
import org.zonepulse.audit.report.UnusableKey;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a report is written to besides, and by which key it is signed. */
final class ReportOptions {

    @Option(names = "--report", paramLabel = "FILE", descriptionKey = "audit.report")
    private @Nullable Path file;

    @Option(names = "--sign", paramLabel = "KEY.pem", descriptionKey = "audit.sign")
    private @Nullable Path key;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    private @Nullable ReportSigner signer;

    /**
     * Reads the key: better before long work than after it.
     *
     * @throws Refusal if it can't be used
     */
    void prepare(Words words) {
        if (key == null) {
            return;
        }
        if (file == null && command != null) {
            throw new ParameterException(command.commandLine(), words.say("audit.signOfNothing"));
        }
        try {
            signer = ReportSigner.with(key);
        } catch (UnusableKey e) {
            throw Refusal.because(e, "refusal.key", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Writes the report, if it is to be written.
     *
     * @throws Refusal if it can't be
     */
    void write(Supplier<String> json) {
        if (file == null) {
            return;
        }
        byte[] report = (json.get().stripTrailing() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            ReportFile.write(file, report, signer);
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.fileUnwritable", file, e);
        }
    }
}

package org.zonepulse.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.report.ReportCheck;
import org.zonepulse.audit.report.ReportFile;
import org.zonepulse.audit.report.UnusableKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a report's signature. It needs neither a cluster nor an archive. */
@Command(name = "check-report", exitCodeListHeading = "%n")
final class CheckReportCommand implements Callable<Integer>, Zonepulse.Speaking {

    /** Ed25519 takes what it signs as a whole, so it has to fit into memory. */
    private static final int MOST_OF_REPORT = 128 << 20;

    /** Beyond 64 bytes, it is no signature; that is no reason to read all of it. */
    private static final int MOST_OF_SIGNATURE = 1024;

    @Parameters(paramLabel = "FILE", descriptionKey = "audit.check.file")
    private Path file = Path.of("");

    @Option(names = "--key", paramLabel = "PUB.pem", required = true, descriptionKey = "audit.check.key")
    private Path key = Path.of("");

    @Option(names = "--signature", paramLabel = "FILE", descriptionKey = "audit.check.signature")
    private @Nullable Path signature;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() {
        try {
            return check();
        } catch (UnusableKey e) {
            return LogOptions.notDone(words.say("refusal.key", String.valueOf(e.getMessage())));
        } catch (Refusal e) {
            return LogOptions.notDone(e.in(words));
        }
    }

    private int check() {
        ReportCheck check = ReportCheck.by(key);
        byte[] report = read(file, MOST_OF_REPORT);
        if (report.length > MOST_OF_REPORT) {
            throw new Refusal("refusal.reportTooLong", file, MOST_OF_REPORT);
        }
        Path signed = signature == null ? ReportFile.signatureOf(file) : signature;
        boolean genuine = check.isGenuine(report, read(signed, MOST_OF_SIGNATURE));
        String text = words.say(genuine ? "audit.check.genuine" : "audit.check.not", file, key, signed);
        System.out.println(
                json
                        ? JsonText.object(fields -> {
                            fields.writeStringField("report", "check-report");
                            fields.writeStringField("file", file.toString());
                            fields.writeStringField("signature", signed.toString());
                            fields.writeStringField("key", key.toString());
                            fields.writeBooleanField("genuine", genuine);
                        })
                        : text);
        return genuine ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
    }

    /** One byte more than that at most, to tell that there are more. */
    private static byte[] read(Path from, int most) {
        try (InputStream in = Files.newInputStream(from)) {
            return in.readNBytes(most + 1);
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.fileUnreadable", from, e);
        }
    }
}

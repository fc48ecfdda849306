package org.zonepulse.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.log.Unreadable;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.KafkaLog;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.Odometer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What log an audit reads, and how it answers: the same options for each command of the kind. By which zone's rules the log
 * is read belongs to {@link AuditOptions}, or to the command itself where it speaks of more than one zone.
 */
final class LogOptions {

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(names = "--archive", paramLabel = "FILE", descriptionKey = "audit.archive")
    private @Nullable Path archive;

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    private @Nullable String answer;

    /** An audit of an open log. */
    @FunctionalInterface
    interface Work {

        /** @return the exit status */
        int on(AuditedLog log, Odometer odometer) throws Exception;
    }

    /** Whether the answer is to be JSON. */
    boolean json() {
        return json;
    }

    /**
     * Gives the answer on standard output, in the form that was asked for, and in the file for it, if there is to be one; on
     * standard output when the work is over, since until then lines of progress are drawn anew on a terminal.
     */
    void answer(Supplier<String> text, Supplier<String> jsonText) {
        report.write(jsonText);
        answer = json ? jsonText.get() : text.get();
    }

    /**
     * Opens the log and does the work; meanwhile standard error tells how far it is. What can't be done is told there, too.
     *
     * @param label of the work, for people
     * @return the work's exit status; {@link ExitStatus#USAGE} if it could not be done
     */
    int during(Words words, String label, Work work) throws Exception {
        try {
            int status = open(words, label, work);
            if (answer != null) {
                System.out.println(answer.stripTrailing());
                System.out.flush();
            }
            return status;
        } catch (Refusal e) {
            return notDone(e.in(words));
        } catch (LogIncomplete e) {
            return notDone(words.say("audit.incomplete", message(e)));
        } catch (OutOfMemoryError e) {
            return notDone(words.say("audit.memory"));
        } catch (KafkaException | Unreadable e) {
            Map<String, Object> settings = pipeline.settings();
            return notDone(words.say(
                    "refusal.logUnreachable",
                    String.valueOf(settings.get("bootstrap.servers")),
                    String.valueOf(settings.get("schema.registry.url")),
                    message(e)));
        }
    }

    private int open(Words words, String label, Work work) throws Exception {
        report.prepare(words);
        if (archive != null && pipeline.isNamed()) {
            throw new Refusal("audit.archiveOrCluster");
        }
        Odometer odometer = new Odometer();
        try (AuditedLog log =
                        archive == null ? KafkaLog.open(pipeline.settingsOfOneThere()) : ArchiveLog.open(archive);
                Progress progress = Progress.onErrors()) {
            return progress.step(label, step -> {
                try (RecordsRead _ = new RecordsRead(words, odometer, step)) {
                    return work.on(log, odometer);
                }
            });
        }
    }

    private static String message(Exception e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    static int notDone(String why) {
        System.err.println(why);
        return ExitStatus.USAGE;
    }
}

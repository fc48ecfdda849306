package org.zonepulse.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.log.Unreadable;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
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

    /** Contradictions of the history of cuts that a report holds, and that people are shown; beyond, they are only counted. */
    private static final int MOST_DAMAGES = 100;

    private static final int MOST_SHOWN = 5;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(names = "--archive", paramLabel = "FILE", descriptionKey = "audit.archive")
    private @Nullable Path archive;

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    private List<String> damages = List.of();
    private @Nullable String answer;

    /** An audit of an open log. */
    @FunctionalInterface
    interface Work {

        /** @return the exit status */
        int on(AuditedLog log, CutHistory history, Odometer odometer) throws Exception;
    }

    /** Whether the answer is to be JSON. */
    boolean json() {
        return json;
    }

    /**
     * Gives the answer on standard output, in the form that was asked for, and in the file for it, if there is to be one; on
     * standard output when the work is over, since until then lines of progress are drawn anew on a terminal.
     */
    void answer(Supplier<String> text, JsonText.Fields fields) {
        Supplier<String> jsonText = () -> JsonText.object(out -> {
            fields.write(out);
            out.writeNumberField("historyDamageCount", damages.size());
            out.writeArrayFieldStart("historyDamages");
            for (String damage : damages.subList(0, Math.min(MOST_DAMAGES, damages.size()))) {
                out.writeString(damage);
            }
            out.writeEndArray();
        });
        report.write(jsonText);
        answer = json ? jsonText.get() : text.get();
    }

    /**
     * Opens the log and does the work; meanwhile standard error tells how far it is. What can't be done is told there, too;
     * and where the history of cuts contradicts itself, since whatever is told by cuts hangs on it.
     *
     * @param label of the work, for people
     * @return the work's exit status, or {@link ExitStatus#ANSWER_IS_NO} if the history of cuts contradicts itself;
     *     {@link ExitStatus#USAGE} if it could not be done
     */
    int during(Words words, String label, Work work) throws Exception {
        int status = answered(words, label, work);
        if (damages.isEmpty()) {
            return status;
        }
        System.err.println(words.say("audit.damaged", damages.size()));
        damages.stream().limit(MOST_SHOWN).forEach(damage -> System.err.println("  " + Printable.of(damage)));
        return status == ExitStatus.OK ? ExitStatus.ANSWER_IS_NO : status;
    }

    private int answered(Words words, String label, Work work) throws Exception {
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
                    CutHistory history = CutHistory.of(log);
                    damages = history.damages();
                    return work.on(log, history, odometer);
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

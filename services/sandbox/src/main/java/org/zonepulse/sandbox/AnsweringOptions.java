package org.zonepulse.sandbox;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.log.Unreadable;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.Odometer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command that reads a cluster's log finds it, and how it answers: the same options for each command of the kind. */
abstract class AnsweringOptions {

    /** Contradictions of the history of cuts that a report holds, and that people are shown; beyond, they are only counted. */
    private static final int MOST_DAMAGES = 100;

    private static final int MOST_SHOWN = 5;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Mixin
    private ReportOptions report = new ReportOptions();

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
        Odometer odometer = new Odometer();
        try (AuditedLog log = opened(words);
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

    /**
     * Opens the log.
     *
     * @throws Refusal if it can't be found, or the options contradict themselves
     */
    abstract AuditedLog opened(Words words);

    /** Where the pipeline is. */
    PipelineOptions pipeline() {
        return pipeline;
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

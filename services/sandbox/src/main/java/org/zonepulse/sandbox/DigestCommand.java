package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.InputDifference;
import org.zonepulse.audit.replay.InputDigests;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.replay.PublishedCut;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells the digests of the log up to a cut, beside those that the cut states. */
@Command(name = "digest", exitCodeListHeading = "%n")
final class DigestCommand implements Callable<Integer>, Zonepulse.Speaking {

    @ArgGroup(exclusive = true)
    private @Nullable CutChoice which;

    @Mixin
    private AuditOptions audit = new AuditOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        ToLongFunction<CutHistory> cut =
                CutChoice.of(which, Objects.requireNonNull(spec).commandLine(), words);
        return audit.during(
                words,
                words.say("audit.digest.label"),
                (log, history, zone, odometer) ->
                        digest(log, history, history.cut(cut.applyAsLong(history)), odometer));
    }

    private int digest(AuditedLog log, CutHistory history, PublishedCut upTo, Odometer odometer) {
        InputDigests digests = InputDigests.of(log, upTo, history, odometer);
        if (!digests.areEqual()) {
            log.requireIntact();
        }
        Answer answer = new Answer(log.description(), upTo, history, digests);
        audit.answer(() -> answer.text(words), answer::json);
        return digests.areEqual() ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
    }

    /** What there is to tell. */
    private record Answer(String log, PublishedCut cut, CutHistory history, InputDigests digests) {

        String text(Words words) {
            StringBuilder text = new StringBuilder();
            text.append(words.say("audit.digest.head", cut.number(), Moment.text(cut.publishedAt()), log));
            TextTable table = new TextTable(false, true, true, false, false);
            table.row(words.say("audit.digest.columns").split(",", -1));
            for (InputDigests.Share share : digests.shares()) {
                table.row(
                        share.found().partition().topic() + "/"
                                + share.found().partition().partition(),
                        KpiText.count(share.records()),
                        KpiText.count(share.found().nextOffset()),
                        share.found().digestText(),
                        share.isEqual() ? "✓" : "✗");
            }
            text.append(table);
            text.append(words.say("audit.digest.all", HexFormat.of().formatHex(digests.found())));
            if (digests.areEqual()) {
                return text.append(words.say("audit.digest.equal", cut.number()))
                        .toString();
            }
            text.append(words.say(
                    "audit.digest.different", cut.number(), HexFormat.of().formatHex(digests.stated())));
            for (InputDifference difference : digests.differences()) {
                text.append(words.say(
                        "audit.digest.range",
                        difference.stated().partition().topic() + "/"
                                + difference.stated().partition().partition(),
                        difference.from(),
                        difference.stated().nextOffset() - 1,
                        before(difference),
                        difference.cut()));
            }
            return text.toString();
        }

        /** The cut up to which all is as stated; 0 if there is none. */
        private long before(InputDifference difference) {
            List<CutHistory.Checkpoint> checkpoints =
                    history.checkpoints().getOrDefault(difference.stated().partition(), List.of());
            return checkpoints.stream()
                    .filter(checkpoint -> checkpoint.cut() < difference.cut())
                    .mapToLong(CutHistory.Checkpoint::cut)
                    .max()
                    .orElse(0);
        }

        void json(JsonGenerator json) throws IOException {
            json.writeStringField("report", "digest");
            json.writeStringField("log", log);
            json.writeBooleanField("equal", digests.areEqual());
            json.writeNumberField("cut", cut.number());
            json.writeStringField("publishedAt", cut.publishedAt().toString());
            json.writeStringField("digest", HexFormat.of().formatHex(digests.found()));
            json.writeStringField("stated", HexFormat.of().formatHex(digests.stated()));
            json.writeArrayFieldStart("partitions");
            for (InputDigests.Share share : digests.shares()) {
                write(share, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("differences");
            for (InputDifference difference : digests.differences()) {
                write(difference, json);
            }
            json.writeEndArray();
        }

        private static void write(InputDigests.Share share, JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("topic", share.found().partition().topic());
            json.writeNumberField("partition", share.found().partition().partition());
            json.writeNumberField("nextOffset", share.found().nextOffset());
            json.writeNumberField("records", share.records());
            json.writeStringField("digest", share.found().digestText());
            json.writeStringField("stated", share.stated().digestText());
            json.writeBooleanField("equal", share.isEqual());
            json.writeEndObject();
        }

        private void write(InputDifference difference, JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("topic", difference.stated().partition().topic());
            json.writeNumberField("partition", difference.stated().partition().partition());
            json.writeNumberField("from", difference.from());
            json.writeNumberField("until", difference.stated().nextOffset());
            json.writeNumberField("equalUpToCut", before(difference));
            json.writeNumberField("cut", difference.cut());
            json.writeStringField("stated", difference.stated().digestText());
            json.writeStringField("found", difference.found());
            json.writeEndObject();
        }
    }
}

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
import org.zonepulse.audit.replay.CompleteDigest;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.InputDifference;
import org.zonepulse.audit.replay.InputDigests;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.ledger.zone.Zone;
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
        return audit.judging(
                words,
                words.say("audit.digest.label"),
                (log, history, zone, odometer) ->
                        digest(log, history, zone, history.cut(cut.applyAsLong(history)), odometer));
    }

    private int digest(AuditedLog log, CutHistory history, Zone zone, PublishedCut upTo, Odometer odometer) {
        InputDigests digests = InputDigests.of(log, upTo, history, odometer);
        CompleteDigest complete = CompleteDigest.of(log, upTo, zone, digests.found());
        Answer answer = new Answer(log.description(), zone, upTo, history, digests, complete);
        if (!answer.isEqual()) {
            log.requireIntact();
        }
        audit.answer(() -> answer.text(words), answer::json);
        return answer.isEqual() ? ExitStatus.OK : ExitStatus.ANSWER_IS_NO;
    }

    /** What there is to tell. */
    private record Answer(
            String log,
            Zone zone,
            PublishedCut cut,
            CutHistory history,
            InputDigests digests,
            CompleteDigest complete) {

        /** Whether events and zone are what the cut was computed from. */
        boolean isEqual() {
            return digests.areEqual() && !cut.zone().isOtherThan(zone);
        }

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
            text.append(words.say("audit.digest.complete", complete.value()));
            text.append(words.say("audit.digest.zone", zone.id(), complete.zone()));
            if (!cut.zone().isStated()) {
                text.append(words.say("audit.digest.zoneUnstated", cut.number()));
            } else if (cut.zone().isOtherThan(zone)) {
                text.append(words.say("audit.otherZone", cut.number(), cut.zone(), complete.zone()));
            }
            if (digests.areEqual()) {
                return text.append(
                                words.say(isEqual() ? "audit.digest.equal" : "audit.digest.equalButZone", cut.number()))
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
            json.writeStringField("zone", zone.id());
            json.writeBooleanField("equal", isEqual());
            json.writeNumberField("cut", cut.number());
            json.writeStringField("publishedAt", cut.publishedAt().toString());
            json.writeStringField("digest", HexFormat.of().formatHex(digests.found()));
            json.writeStringField("stated", HexFormat.of().formatHex(digests.stated()));
            json.writeObjectFieldStart("complete");
            json.writeStringField("digest", complete.value());
            json.writeStringField("deadLetters", complete.deadLetters());
            json.writeStringField("cuts", complete.cuts());
            json.writeStringField("zone", complete.zone());
            json.writeStringField("statedZone", cut.zone().digest());
            json.writeEndObject();
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

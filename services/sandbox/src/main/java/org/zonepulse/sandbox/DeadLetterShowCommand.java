package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.deadletter.Content;
import org.zonepulse.audit.deadletter.ContentReader;
import org.zonepulse.audit.deadletter.DeadLetterLog;
import org.zonepulse.audit.deadletter.HexDump;
import org.zonepulse.audit.deadletter.Letter;
import org.zonepulse.audit.deadletter.LetterJson;
import org.zonepulse.audit.deadletter.Original;
import org.zonepulse.audit.deadletter.Outcome;
import org.zonepulse.audit.deadletter.RedriveBook;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.EventJson;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.deadletter.DeadLetterViolation;
import org.zonepulse.schemas.redrive.Redrive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a dead letter: what is wrong with it, where it came from, and what is in it as far as that can be read. */
@Command(name = "show", exitCodeListHeading = "%n")
final class DeadLetterShowCommand implements Callable<Integer>, Zonepulse.Speaking {

    private static final int MOST_DUMPED = 4 * 1024;

    @Parameters(paramLabel = "ID", descriptionKey = "deadLetters.id")
    private long id;

    @Option(names = "--raw", paramLabel = "FILE|-", descriptionKey = "deadLetters.raw")
    private @Nullable String raw;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Mixin
    private ZoneOption zone = new ZoneOption();

    @Mixin
    private EditionOption edition = new EditionOption();

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        Zone checkedBy = zone.zone();
        Map<String, Object> settings = pipeline.settingsOfOneThere();
        return LogAccess.during(settings, () -> show(checkedBy, settings, edition.of(settings, words)));
    }

    private int show(Zone checkedBy, Map<String, Object> settings, Edition of) throws IOException {
        try (SchemaRegistry registry = SchemaRegistry.open(settings);
                TopicLog log = TopicLog.open(settings)) {
            Letter letter = new DeadLetterLog(log, registry, of)
                    .letter(id)
                    .orElseThrow(() -> new Refusal("refusal.noDeadLetter", id));
            Optional<Original> whole = Original.of(letter, log);
            Original original = whole.orElseGet(() -> Original.asKept(letter));
            if (raw != null) {
                writeRaw(raw, original);
                return ExitStatus.OK;
            }
            Content content =
                    new ContentReader(checkedBy, registry).read(letter.content().getTopic(), original.value());
            List<Redrive> attempts = RedriveBook.of(letter, log, registry);
            System.out.println(
                    json
                            ? json(letter, original, content, attempts)
                            : text(letter, original, whole.isPresent(), content, attempts));
            return ExitStatus.OK;
        }
    }

    private void writeRaw(String target, Original original) throws IOException {
        byte[] value = original.value();
        if (value == null) {
            throw new Refusal("refusal.nothingRaw", id);
        }
        if (target.equals("-")) {
            System.out.write(value);
            System.out.flush();
            return;
        }
        try {
            Files.write(Path.of(target), value);
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.fileUnwritable", target, e);
        }
    }

    private static boolean isRedriven(List<Redrive> attempts) {
        return attempts.stream().anyMatch(each -> !each.getOutcome().equals(Outcome.REFUSED.name()));
    }

    private static String json(Letter letter, Original original, Content content, List<Redrive> attempts)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            LetterJson.whole(out, letter, original, content, attempts, isRedriven(attempts));
        }
        return text.toString();
    }

    private String text(Letter letter, Original original, boolean whole, Content content, List<Redrive> attempts) {
        StringBuilder text = new StringBuilder(words.say("deadLetters.title", letter.id()) + "\n");
        TextTable head = new TextTable(false, false);
        head.row(
                words.say("deadLetters.head.status"),
                words.say(isRedriven(attempts) ? "deadLetters.redriven" : "deadLetters.open"));
        head.row(words.say("deadLetters.head.source"), Printable.of(letter.source()));
        head.row(words.say("deadLetters.head.original"), Printable.of(letter.original()));
        head.row(words.say("deadLetters.head.time"), Moment.text(letter.time()));
        head.row(words.say("deadLetters.head.key"), readable(original.key()));
        for (Header header : original.headers()) {
            head.row(
                    words.say("deadLetters.head.header"),
                    Printable.of(header.key()) + " = " + readable(header.value()));
        }
        text.append(head);
        text.append('\n').append(words.say("deadLetters.why")).append('\n').append(why(letter));
        text.append('\n').append(today(content)).append('\n');
        if (!whole) {
            text.append(words.say("deadLetters.originalGone")).append('\n');
        }
        text.append('\n').append(contentText(letter, original, content));
        if (!attempts.isEmpty()) {
            text.append('\n')
                    .append(words.say("deadLetters.attempts"))
                    .append('\n')
                    .append(attempts(attempts));
        }
        return text.toString().stripTrailing();
    }

    private static TextTable why(Letter letter) {
        TextTable why = new TextTable(false, false, false);
        for (DeadLetterViolation violation : letter.content().getViolations()) {
            why.row(
                    Printable.of(violation.getReason()),
                    Printable.of(violation.getField()),
                    Printable.of(violation.getMessage()));
        }
        return why;
    }

    private String today(Content content) {
        if (content.violations().isEmpty()) {
            return words.say("deadLetters.acceptable");
        }
        TextTable why = new TextTable(false, false, false);
        for (Violation violation : content.violations()) {
            why.row(violation.reason().name(), Printable.of(violation.field()), Printable.of(violation.message()));
        }
        return words.say("deadLetters.stillWrong") + "\n" + why.toString().stripTrailing();
    }

    private String contentText(Letter letter, Original original, Content content) {
        return switch (content) {
            case Content.OfEvent(var event, var _) -> {
                String line = EventJson.write(event);
                yield words.say("deadLetters.event") + "\n  " + line + "\n\n"
                        + words.say("deadLetters.correctionLine") + "\n  {\"deadLetter\":" + letter.id()
                        + ",\"event\":" + line + "}\n";
            }
            case Content.OfRecord ofRecord ->
                words.say("deadLetters.record", Printable.of(ofRecord.schema()), ofRecord.schemaId()) + "\n  "
                        + Printable.of(ofRecord.json()) + "\n";
            case Content.Raw _ -> {
                byte[] value = original.value();
                yield value == null
                        ? words.say("deadLetters.noValue") + "\n"
                        : words.say("deadLetters.bytes", value.length) + "\n" + HexDump.of(value, MOST_DUMPED);
            }
        };
    }

    private TextTable attempts(List<Redrive> attempts) {
        TextTable table = new TextTable(false, false, false, false, false);
        for (Redrive attempt : attempts) {
            String to = attempt.getToTopic() == null
                    ? "–"
                    : attempt.getToTopic() + "/" + attempt.getToPartition() + "/" + attempt.getToOffset();
            String said = attempt.getNote() == null ? "" : attempt.getNote();
            table.row(
                    Moment.text(attempt.getAt()),
                    Printable.of(attempt.getBy()),
                    Printable.of(attempt.getOutcome()),
                    Printable.of(to),
                    Printable.of(said));
        }
        return table;
    }

    /** As text where it is some, else in hexadecimal. */
    private static String readable(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "–";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (Printable.of(text).equals(text)) {
                return text;
            }
        } catch (CharacterCodingException noText) {
            // Shown as bytes.
        }
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}

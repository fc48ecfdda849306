package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.deadletter.DeadLetterLog;
import org.zonepulse.audit.deadletter.Letter;
import org.zonepulse.audit.deadletter.LetterFilter;
import org.zonepulse.audit.deadletter.LetterJson;
import org.zonepulse.audit.deadletter.RedriveBook;
import org.zonepulse.audit.deadletter.Totals;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Edition;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists dead letters: the newest of those that are meant, and how many there are of each reason and source. */
@Command(name = "list", exitCodeListHeading = "%n")
final class DeadLetterListCommand implements Callable<Integer>, Zonepulse.Speaking {

    /** As much of a message as fits a line beside the rest. */
    private static final int MOST_COLUMNS = 90;

    @Mixin
    private LetterOptions letters = new LetterOptions();

    @Option(
            names = "--status",
            paramLabel = "open|redriven|all",
            defaultValue = "open",
            descriptionKey = "deadLetters.status")
    private String status = "open";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", descriptionKey = "deadLetters.limit")
    private int limit;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Mixin
    private EditionOption edition = new EditionOption();

    @Mixin
    private PipelineOptions pipeline = new PipelineOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() throws Exception {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        if (limit < 0) {
            throw new ParameterException(command, words.say("deadLetters.noLimit", limit));
        }
        LetterFilter filter = letters.filter(Set.of(), statusAsked(command), command, words);
        Map<String, Object> settings = pipeline.settingsOfOneThere();
        return LogAccess.during(settings, () -> list(filter, settings, edition.of(settings, words)));
    }

    private LetterFilter.Status statusAsked(CommandLine command) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "open" -> LetterFilter.Status.OPEN;
            case "redriven" -> LetterFilter.Status.REDRIVEN;
            case "all" -> LetterFilter.Status.ALL;
            default -> throw new ParameterException(command, words.say("deadLetters.noStatus", status));
        };
    }

    private int list(LetterFilter filter, Map<String, Object> settings, Edition of) throws IOException {
        Deque<String[]> rows = new ArrayDeque<>();
        Totals totals = new Totals();
        try (SchemaRegistry registry = SchemaRegistry.open(settings);
                TopicLog log = TopicLog.open(settings)) {
            RedriveBook book = RedriveBook.read(log, registry);
            new DeadLetterLog(log, registry, of).each(filter, book, letter -> {
                totals.add(letter);
                if (limit > 0) {
                    if (rows.size() == limit) {
                        rows.removeFirst();
                    }
                    boolean redriven = book.isDone(letter);
                    rows.addLast(json ? new String[] {jsonOf(letter, redriven)} : cells(letter, redriven));
                }
                return true;
            });
        }
        System.out.println(json ? json(rows, totals) : table(rows, totals) + inboxes(of));
        return ExitStatus.OK;
    }

    /** What inboxes refuse is before all editions: it stands in the first one's letters. */
    private String inboxes(Edition of) {
        return of.isFirst() ? "" : "\n" + words.say("deadLetters.inboxes", of.name());
    }

    private String[] cells(Letter letter, boolean redriven) {
        var first = letter.content().getViolations().getFirst();
        String what = first.getField().equals("$") ? first.getMessage() : first.getField() + ": " + first.getMessage();
        return new String[] {
            Long.toString(letter.id()),
            Moment.text(letter.time()),
            words.say(redriven ? "deadLetters.redriven" : "deadLetters.open"),
            Printable.of(letter.content().getReason()),
            Printable.of(letter.source()),
            Printable.of(letter.original()),
            TextWidth.cut(Printable.of(what), MOST_COLUMNS)
        };
    }

    private String table(Deque<String[]> rows, Totals totals) {
        if (totals.all() == 0) {
            return words.say("deadLetters.none");
        }
        TextTable table = new TextTable(true, false, false, false, false, false, false);
        table.row(words.say("deadLetters.columns").split(",", -1));
        rows.forEach(table::row);
        TextTable sums = new TextTable(true, false, false);
        totals.counts()
                .forEach((group, count) ->
                        sums.row(Long.toString(count), Printable.of(group.reason()), Printable.of(group.source())));
        String shown = rows.size() < totals.all()
                ? words.say("deadLetters.shown", rows.size(), totals.all())
                : words.say("deadLetters.all", totals.all());
        return (rows.isEmpty() ? "" : table + "\n") + shown + "\n" + sums + words.say("deadLetters.howToShow");
    }

    private static String jsonOf(Letter letter, boolean redriven) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            LetterJson.open(out, letter, redriven);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    private static String json(Deque<String[]> rows, Totals totals) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            out.writeArrayFieldStart("deadLetters");
            for (String[] row : rows) {
                out.writeRawValue(row[0]);
            }
            out.writeEndArray();
            out.writeNumberField("count", totals.all());
            out.writeArrayFieldStart("totals");
            for (Map.Entry<Totals.Group, Long> total : totals.counts().entrySet()) {
                out.writeStartObject();
                out.writeStringField("reason", total.getKey().reason());
                out.writeStringField("source", total.getKey().source());
                out.writeNumberField("count", total.getValue());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return text.toString();
    }
}

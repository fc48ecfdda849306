package org.zonepulse.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;
import org.zonepulse.sandbox.referenceyear.ReferenceYearFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the reference year's events to files, for whoever wants to read or feed them by themselves. */
@Command(name = "reference-year", exitCodeListHeading = "%n")
final class ReferenceYearCommand implements Callable<Integer>, Zonepulse.Speaking {

    private static final int NAME_COLUMN = 26;
    private static final int NUMBER_COLUMN = 12;

    @Option(names = "--out", paramLabel = "DIR", required = true, descriptionKey = "referenceYear.out")
    private @Nullable Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + ReferenceYear.DEFAULT_SEED,
            descriptionKey = "referenceYear.seed")
    private long seed;

    @Option(names = "--overwrite", descriptionKey = "referenceYear.overwrite")
    private boolean overwrite;

    private Words words = Words.english();

    @Override
    public void speak(Words newWords) {
        words = newWords;
    }

    @Override
    public Integer call() {
        Path folder = Objects.requireNonNull(out, "--out is required");
        ReferenceYearFiles files = new ReferenceYearFiles(folder);
        try {
            List<Path> foreign = overwrite ? List.of() : files.notOurs();
            if (!foreign.isEmpty()) {
                throw new Refusal("refusal.outNotOurs", names(foreign));
            }
            ReferenceYear year = ReferenceYear.generate(seed);
            files.write(year);
            System.out.print(table(files, year));
        } catch (IOException e) {
            throw Refusal.because(e, "refusal.outUnusable", folder, e.toString());
        }
        return ExitStatus.OK;
    }

    private static String names(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private String table(ReferenceYearFiles files, ReferenceYear year) {
        StringBuilder text = new StringBuilder(words.say("referenceYear.title", year.seed()) + "\n");
        text.append(TextWidth.pad("", NAME_COLUMN))
                .append(rightAligned(words.say("referenceYear.lines")))
                .append(rightAligned(words.say("referenceYear.repeats")))
                .append(rightAligned(words.say("referenceYear.reversals")))
                .append('\n');
        for (EventStream stream : EventStream.values()) {
            List<Event> events = year.events(stream);
            long reversals = events.stream()
                    .filter(event -> event.fact() instanceof Reversed)
                    .count();
            text.append(TextWidth.pad("  " + files.of(stream).getFileName(), NAME_COLUMN))
                    .append(number(events.size()))
                    .append(number(repeats(events)))
                    .append(number(reversals))
                    .append('\n');
        }
        return text.toString();
    }

    /** Lines whose event id the same source has used before. */
    private static long repeats(List<Event> events) {
        Set<String> seen = new HashSet<>();
        return events.stream()
                .filter(event -> !seen.add(event.source() + "/" + event.eventId()))
                .count();
    }

    private static String number(long number) {
        return rightAligned(String.format(Locale.ROOT, "%,d", number));
    }

    private static String rightAligned(String text) {
        return " ".repeat(Math.max(1, NUMBER_COLUMN - TextWidth.of(text))) + text;
    }
}

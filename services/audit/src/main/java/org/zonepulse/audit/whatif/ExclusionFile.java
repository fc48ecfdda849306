package org.zonepulse.audit.whatif;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.eventlog.EventDecoder;
import org.zonepulse.ledger.event.Acceptance;
import org.zonepulse.ledger.row.EventKey;

/**
 * A list of events to leave out: a line each, {@code source/eventId} or {@code topic/partition/offset}. Empty lines and those
 * that begin with # say nothing. What begins with the name of an event topic is a place.
 */
public final class ExclusionFile {

    /** Largest file, in bytes: some hundred thousand lines. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    /** More problems aren't told. */
    private static final int MOST_PROBLEMS = 20;

    private static final Pattern PLACE = Pattern.compile("(\\d{1,9})/(\\d{1,18})");

    private ExclusionFile() {}

    /** A file of events to leave out that can't be used. The message names the file and, line by line, what must be there. */
    public static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Path file;
        private final transient List<String> problems;

        private Invalid(Path file, List<String> problems) {
            super("The list of events " + file + " can't be used:\n  " + String.join("\n  ", problems));
            this.file = file;
            this.problems = List.copyOf(problems);
        }

        /** The file. */
        public Path file() {
            return file;
        }

        /** Each problem as line and remedy. */
        public List<String> problems() {
            return problems;
        }
    }

    /**
     * The events in the file, in their order.
     *
     * @throws Invalid if it can't be read, or a line names no event
     */
    public static List<Exclusion> read(Path file) {
        List<String> problems = new ArrayList<>();
        List<Exclusion> exclusions = parse(text(file), problems);
        if (exclusions.isEmpty() && problems.isEmpty()) {
            problems.add("it names no event: a line each, source/eventId or topic/partition/offset");
        }
        if (!problems.isEmpty()) {
            throw new Invalid(file, problems);
        }
        return exclusions;
    }

    private static String text(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            if (content.length > MAX_BYTES) {
                throw new Invalid(file, List.of("it must be at most " + MAX_BYTES + " bytes long"));
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Invalid(file, List.of("it must be encoded in UTF-8"));
        } catch (NoSuchFileException e) {
            throw new Invalid(file, List.of("there is no such file"));
        } catch (IOException e) {
            throw new Invalid(file, List.of("it can't be read: " + e));
        }
    }

    private static List<Exclusion> parse(String text, List<String> problems) {
        List<Exclusion> exclusions = new ArrayList<>();
        List<String> topics = EventDecoder.topics();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size() && problems.size() < MOST_PROBLEMS; i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                int slash = line.indexOf('/');
                String first = slash < 0 ? line : line.substring(0, slash);
                String rest = slash < 0 ? "" : line.substring(slash + 1);
                Matcher place = PLACE.matcher(rest);
                if (topics.contains(first) && place.matches()) {
                    TopicPartition partition = new TopicPartition(first, Integer.parseInt(place.group(1)));
                    exclusions.add(new Exclusion.OfRecord(partition, Long.parseLong(place.group(2))));
                } else if (topics.contains(first)) {
                    problems.add("line " + (i + 1) + ": must be " + first + "/partition/offset, not " + line);
                } else if (Acceptance.isSource(first) && isId(rest)) {
                    exclusions.add(new Exclusion.OfEvent(new EventKey(first, rest)));
                } else {
                    problems.add("line " + (i + 1) + ": must be source/eventId, or topic/partition/offset with one of "
                            + String.join(", ", topics) + ", not " + line);
                }
            }
        }
        return exclusions;
    }

    private static boolean isId(String text) {
        return !text.isBlank() && text.length() <= Acceptance.MAX_ID;
    }
}

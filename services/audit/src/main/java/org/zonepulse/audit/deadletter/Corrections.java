package org.zonepulse.audit.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.EventJson;
import org.zonepulse.contract.Line;
import org.zonepulse.contract.LineReader;
import org.zonepulse.contract.Parsed;

/**
 * Events to be published in the place of dead letters: a file of lines {@code {"deadLetter": 42, "event": {…}}}, or for one
 * letter just the event. It is kept in memory, so its length is bounded.
 */
public final class Corrections {

    /** More events than this have to be given in several files. */
    public static final int MOST = 50_000;

    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int MOST_PROBLEMS = 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<Long, Parsed> byLetter = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private Corrections() {}

    /**
     * Reads a file.
     *
     * @param ids the letters that were asked for by their ids; where it is one, the file may be just its event
     * @param receivedAt stands in where an event says no {@code recordedAt}
     * @throws InvalidCorrections if a line isn't of the form, tells its letter twice, or there are too many
     */
    public static Corrections read(InputStream file, Set<Long> ids, Instant receivedAt)
            throws IOException, InvalidCorrections {
        Corrections corrections = new Corrections();
        byte[] start = file.readNBytes(LineReader.MAX_EVENT_BYTES + 1);
        if (ids.size() == 1 && start.length <= LineReader.MAX_EVENT_BYTES && isEvent(start)) {
            corrections.byLetter.put(ids.iterator().next(), EventJson.read(start, receivedAt));
            return corrections;
        }
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(start), file);
        corrections.readLines(new LineReader(all, MOST_BYTES), receivedAt);
        if (!corrections.problems.isEmpty()) {
            throw new InvalidCorrections(corrections.problems);
        }
        return corrections;
    }

    /** Whether the whole is one object that isn't a line of the other form. */
    private static boolean isEvent(byte[] json) {
        try (JsonParser in = JSON.createParser(new String(json, StandardCharsets.UTF_8))) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                if (in.currentName().equals("deadLetter")) {
                    return false;
                }
                in.nextToken();
                in.skipChildren();
            }
            return in.nextToken() == null;
        } catch (IOException noJson) {
            return false;
        }
    }

    private void readLines(LineReader lines, Instant receivedAt) throws IOException {
        while (problems.size() < MOST_PROBLEMS) {
            switch (lines.next()) {
                case Line.Text(int number, String text) -> {
                    if (!text.isBlank()) {
                        take(number, text, receivedAt);
                    }
                }
                case Line.Unreadable(int number, var violation) -> wrong(number, violation.message());
                case Line.OverLimit(int number) -> {
                    wrong(number, "the file is too long: give it in several");
                    return;
                }
                case Line.End() -> {
                    return;
                }
            }
        }
    }

    private void take(int number, String text, Instant receivedAt) {
        try {
            Pair pair = Pair.parse(text);
            if (byLetter.size() == MOST) {
                wrong(number, "the file has more than " + MOST + " events: give it in several");
            } else if (byLetter.putIfAbsent(pair.letter, EventJson.read(pair.event, receivedAt)) != null) {
                wrong(number, "dead letter " + pair.letter + " stands in the file twice");
            }
        } catch (IOException e) {
            wrong(number, "must be {\"deadLetter\": ID, \"event\": {…}}: " + firstLine(e));
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void wrong(int line, String message) {
        problems.add("line " + line + ": " + message);
    }

    /** The letters for which there are events. */
    public Set<Long> letters() {
        return Collections.unmodifiableSet(byLetter.keySet());
    }

    /** What stands in the file for that letter; null if nothing does. */
    public @Nullable Parsed of(Letter letter) {
        return byLetter.get(letter.id());
    }

    /**
     * One line's.
     *
     * @param event its text as it stands there, so that amounts stay exact
     */
    private record Pair(long letter, String event) {

        static Pair parse(String text) throws IOException {
            try (JsonParser in = JSON.createParser(text)) {
                if (in.nextToken() != JsonToken.START_OBJECT) {
                    throw new IOException("it is no object");
                }
                Long letter = null;
                String event = null;
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    String name = in.currentName();
                    JsonToken token = in.nextToken();
                    if (name.equals("deadLetter") && token == JsonToken.VALUE_NUMBER_INT) {
                        letter = in.getLongValue();
                    } else if (name.equals("event") && token == JsonToken.START_OBJECT) {
                        int from = (int) in.currentTokenLocation().getCharOffset();
                        in.skipChildren();
                        event = text.substring(from, (int) in.currentLocation().getCharOffset());
                    } else {
                        throw new IOException("property " + name + " isn't expected so");
                    }
                }
                if (letter == null || event == null || in.nextToken() != null) {
                    throw new IOException("deadLetter or event is missing, or something follows");
                }
                return new Pair(letter, event);
            }
        }
    }
}

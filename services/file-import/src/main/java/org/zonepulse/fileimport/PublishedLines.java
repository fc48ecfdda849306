package org.zonepulse.fileimport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events that a result file tells to be published, from a length of it to another. */
final class PublishedLines implements Closeable {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser json;
    private final Deque<Map<String, String>> events = new ArrayDeque<>();
    private Map<String, String> event = Map.of();

    private PublishedLines(JsonParser json) {
        this.json = json;
    }

    static PublishedLines in(Path result, long from, long to) throws IOException {
        InputStream in = Files.newInputStream(result);
        in.skipNBytes(from);
        return new PublishedLines(FACTORY.createParser(new BufferedInputStream(new UpTo(in, to - from))));
    }

    /** Goes to the next one; false if there is none. */
    boolean next() throws IOException {
        while (events.isEmpty()) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            readLine();
        }
        event = events.removeFirst();
        return true;
    }

    /** A line is an event itself, or has several of them. */
    private void readLine() throws IOException {
        Map<String, String> line = new HashMap<>();
        boolean several = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_ARRAY && name.equals("events")) {
                several = true;
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    keepIfPublished(fields());
                }
            } else if (value.isStructStart()) {
                json.skipChildren();
            } else {
                line.put(name, json.getText());
            }
        }
        if (!several) {
            keepIfPublished(line);
        }
    }

    private Map<String, String> fields() throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, json.getText());
        }
        return fields;
    }

    private void keepIfPublished(Map<String, String> fields) {
        if ("accepted".equals(fields.get("verdict"))) {
            events.add(fields);
        }
    }

    EventKey key() {
        return ReadEvent.key(text("source"), text("eventId"));
    }

    Publication publication() {
        String content = Objects.requireNonNullElse(event.get("content"), text("eventId"));
        return new Publication(
                EventKey.of(HexFormat.of().parseHex(content.substring("h-".length()))),
                Integer.parseInt(text("partition")),
                Long.parseLong(text("offset")));
    }

    private String text(String name) {
        return Objects.requireNonNull(event.get(name), name);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    /** So many bytes of a stream. */
    private static final class UpTo extends InputStream {
        private final InputStream in;
        private long left;

        UpTo(InputStream in, long bytes) {
            this.in = in;
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? in.read() : -1;
        }

        @Override
        public int read(byte @Nullable [] into, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int count = in.read(Objects.requireNonNull(into), offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

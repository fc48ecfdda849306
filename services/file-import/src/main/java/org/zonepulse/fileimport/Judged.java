package org.zonepulse.fileimport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zonepulse.contract.ViolationJson;

/** A chunk's lines, judged by what was published before: what is to be sent, and what the verdicts are. */
final class Judged {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String OTHER_CONTENT = "this id was published before with other content: where both"
            + " are of one subject they contradict each other, and neither counts";

    /** An event to be sent. */
    record Sending(ReadEvent event, Publication publication) {}

    private record JudgedEvent(ReadEvent event, Publication publication, boolean isNew, boolean contradicts) {}

    private record JudgedLine(ReadLine line, List<JudgedEvent> events) {}

    private final List<JudgedLine> lines = new ArrayList<>();
    private final List<Sending> sendings = new ArrayList<>();
    private final Map<EventKey, List<Publication>> changed = new LinkedHashMap<>();
    private final Counts counts;

    private Judged(Chunk chunk, SeenEvents seen) {
        Map<EventKey, List<Publication>> known = known(chunk, seen);
        long accepted = 0;
        long duplicate = 0;
        long rejected = 0;
        for (ReadLine line : chunk.lines()) {
            List<JudgedEvent> events = new ArrayList<>(1);
            switch (line) {
                case ReadLine.Rejected _ -> rejected++;
                case ReadLine.Acceptable acceptable -> {
                    acceptable.events().forEach(event -> events.add(judge(event, known)));
                    if (events.stream().anyMatch(JudgedEvent::isNew)) {
                        accepted++;
                    } else {
                        duplicate++;
                    }
                }
            }
            lines.add(new JudgedLine(line, events));
        }
        counts = new Counts(accepted, duplicate, rejected, sendings.size());
    }

    static Judged of(Chunk chunk, SeenEvents seen) {
        return new Judged(chunk, seen);
    }

    private static Map<EventKey, List<Publication>> known(Chunk chunk, SeenEvents seen) {
        Set<EventKey> keys = new LinkedHashSet<>();
        for (ReadLine line : chunk.lines()) {
            if (line instanceof ReadLine.Acceptable acceptable) {
                acceptable.events().forEach(event -> keys.add(event.key()));
            }
        }
        List<EventKey> ordered = List.copyOf(keys);
        List<List<Publication>> found = seen.find(ordered);
        Map<EventKey, List<Publication>> known = HashMap.newHashMap(ordered.size());
        for (int i = 0; i < found.size(); i++) {
            known.put(ordered.get(i), new ArrayList<>(found.get(i)));
        }
        return known;
    }

    private JudgedEvent judge(ReadEvent event, Map<EventKey, List<Publication>> known) {
        List<Publication> before = known.computeIfAbsent(event.key(), _ -> new ArrayList<>());
        Publication same = Publication.of(before, event.content());
        if (same != null) {
            return new JudgedEvent(event, same, false, false);
        }
        boolean contradicts = !before.isEmpty();
        Publication publication = new Publication(event.content());
        before.add(publication);
        sendings.add(new Sending(event, publication));
        changed.put(event.key(), before);
        return new JudgedEvent(event, publication, true, contradicts);
    }

    /** What is to be sent, in the order of the lines. */
    List<Sending> sendings() {
        return sendings;
    }

    /** All that is now known of the events sent. */
    Map<EventKey, List<Publication>> changed() {
        return changed;
    }

    Counts counts() {
        return counts;
    }

    /** The verdicts as NDJSON, once the places of what was sent are known. */
    ByteBuffer verdicts(String topic, boolean dryRun) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256 * lines.size());
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.setRootValueSeparator(null);
            for (JudgedLine line : lines) {
                write(json, line, topic, dryRun);
                json.writeRaw('\n');
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return ByteBuffer.wrap(out.toByteArray());
    }

    private static void write(JsonGenerator json, JudgedLine judged, String topic, boolean dryRun) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", judged.line.file());
        json.writeNumberField("line", judged.line.line());
        switch (judged.line) {
            case ReadLine.Rejected rejected -> {
                json.writeStringField("verdict", "rejected");
                ViolationJson.write(json, rejected.violations());
            }
            case ReadLine.Acceptable _
            when judged.events.size() == 1 -> write(json, judged.events.getFirst(), topic, dryRun);
            case ReadLine.Acceptable _ -> {
                boolean isNew = judged.events.stream().anyMatch(JudgedEvent::isNew);
                json.writeStringField("verdict", verdict(isNew, dryRun));
                json.writeArrayFieldStart("events");
                for (JudgedEvent event : judged.events) {
                    json.writeStartObject();
                    write(json, event, topic, dryRun);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, JudgedEvent judged, String topic, boolean dryRun) throws IOException {
        json.writeStringField("verdict", verdict(judged.isNew, dryRun));
        json.writeStringField("source", judged.event.source());
        json.writeStringField("eventId", judged.event.eventId());
        if (!judged.event.isDerived()) {
            json.writeStringField("content", ReadEvent.derived(judged.event.content()));
        }
        if (!dryRun) {
            json.writeStringField("topic", topic);
            json.writeNumberField("partition", judged.publication.partition());
            json.writeNumberField("offset", judged.publication.offset());
        }
        if (judged.contradicts) {
            json.writeStringField("note", OTHER_CONTENT);
        }
    }

    private static String verdict(boolean isNew, boolean dryRun) {
        if (!isNew) {
            return "duplicate";
        }
        return dryRun ? "acceptable" : "accepted";
    }
}

package org.zonepulse.audit.asof;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.explain.CsvText;
import org.zonepulse.audit.explain.EventFields;
import org.zonepulse.audit.explain.ExactText;
import org.zonepulse.audit.explain.SeenEvent;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Series;

/**
 * Writes the effects of all events to a file, in order of topic, partition and offset. Until it is finished, each
 * partition's lines lie in a file of their own beside it.
 */
public final class EffectFile implements EffectVisitor, AutoCloseable {

    private static final Comparator<TopicPartition> IN_ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    /** What lines look like. */
    public enum Form {
        /** An effect a line, below a line of headings. */
        CSV,
        /** An event a line, with its effects. */
        NDJSON
    }

    private record Share(Path file, Writer out) {}

    private final Path target;
    private final Form form;
    private final CutHistory history;
    private final Map<TopicPartition, Share> shares = new ConcurrentSkipListMap<>(IN_ORDER);

    /**
     * A file that is to be written.
     *
     * @param history tells since when events are known
     * @throws IOException if it can't be
     */
    public EffectFile(Path target, Form form, CutHistory history) throws IOException {
        this.target = target;
        this.form = form;
        this.history = history;
        try (Writer out = Files.newBufferedWriter(target)) {
            if (form == Form.CSV) {
                List<String> headings = new ArrayList<>(List.of("measure", "scope", "amount", "unit"));
                headings.addAll(EventFields.COLUMNS);
                CsvText.line(headings, out);
            }
        }
    }

    /** Where it is. */
    public Path target() {
        return target;
    }

    @Override
    public void visit(EventEffects effects) {
        try {
            Writer out = shares.computeIfAbsent(effects.seen().topicPartition(), this::open)
                    .out();
            switch (form) {
                case CSV -> csv(effects, out);
                case NDJSON -> out.append(json(effects)).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Share open(TopicPartition partition) {
        Path file = target.resolveSibling(target.getFileName() + "." + partition + ".part");
        try {
            return new Share(file, Files.newBufferedWriter(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void csv(EventEffects effects, Appendable out) throws IOException {
        SeenEvent seen = effects.seen();
        for (Map.Entry<Series, Long> effect : effects.effects().entrySet()) {
            Measure measure = effect.getKey().measure();
            List<String> cells = new ArrayList<>(List.of(
                    measure.id(),
                    effect.getKey().scope().toString(),
                    ExactText.of(measure.unit(), effect.getValue().longValue()),
                    measure.unit().name().toLowerCase(Locale.ROOT)));
            cells.addAll(EventFields.row(seen, history));
            CsvText.line(cells, out);
        }
    }

    private String json(EventEffects effects) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            write(effects, history, json);
            json.writeEndObject();
        }
        return text.toString();
    }

    /** The same as fields of a JSON object that has been begun. */
    public static void write(EventEffects effects, CutHistory history, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("effects");
        for (Map.Entry<Series, Long> effect : effects.effects().entrySet()) {
            Measure measure = effect.getKey().measure();
            json.writeStartObject();
            json.writeStringField("measure", measure.id());
            json.writeStringField("scope", effect.getKey().scope().toString());
            json.writeStringField(
                    "amount", ExactText.of(measure.unit(), effect.getValue().longValue()));
            json.writeStringField("unit", measure.unit().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        json.writeEndArray();
        EventFields.write(effects.seen(), history, json);
    }

    /** Puts the partitions' lines together. */
    public void finish() throws IOException {
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.APPEND)) {
            for (Share share : shares.values()) {
                share.out().close();
                Files.copy(share.file(), out);
            }
        }
    }

    /** Takes the partitions' own files away. */
    @Override
    public void close() throws IOException {
        for (Share share : shares.values()) {
            share.out().close();
            Files.deleteIfExists(share.file());
        }
    }
}

package org.zonepulse.feed.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.PublishedCut;
import org.zonepulse.ledger.zone.Zone;

/** What JSON answers have in common. They are written field by field: a whole cut has thousands of values. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Writes fields into an object that is open. */
    interface Fields {
        /** Writes them. */
        void to(JsonGenerator json) throws IOException;
    }

    /** An object of these fields, in UTF-8, on one line. */
    static byte[] object(Fields fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return out.toByteArray();
    }

    /** The field that names an answer's cut; null before the first. */
    static void cut(JsonGenerator json, @Nullable PublishedCut cut) throws IOException {
        if (cut == null) {
            json.writeNullField("cut");
            return;
        }
        json.writeObjectFieldStart("cut");
        fields(json, cut);
        json.writeEndObject();
    }

    static void fields(JsonGenerator json, PublishedCut cut) throws IOException {
        json.writeNumberField("number", cut.number());
        json.writeStringField("publishedAt", cut.publishedAt().toString());
        date(json, "businessDay", cut.businessDay());
    }

    /** The field that says what exactly a cut was computed from. */
    static void inputs(JsonGenerator json, PublishedCut cut) throws IOException {
        json.writeArrayFieldStart("inputs");
        for (PublishedCut.Input input : cut.inputs()) {
            json.writeStartObject();
            json.writeStringField("topic", input.topic());
            json.writeNumberField("partition", input.partition());
            json.writeNumberField("nextOffset", input.nextOffset());
            json.writeStringField("digest", input.digest());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void date(JsonGenerator json, String field, @Nullable LocalDate date) throws IOException {
        text(json, field, date == null ? null : date.toString());
    }

    static void text(JsonGenerator json, String field, @Nullable String text) throws IOException {
        if (text == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, text);
        }
    }

    /** Two fields, such as {@code nameEn} and {@code nameZh}. */
    static void names(JsonGenerator json, String field, Zone.Name name) throws IOException {
        json.writeStringField(field + "En", name.en());
        json.writeStringField(field + "Zh", name.zh());
    }
}

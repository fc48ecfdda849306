package org.zonepulse.audit.deadletter;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.EventJson;
import org.zonepulse.contract.ViolationJson;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.schemas.deadletter.DeadLetterViolation;
import org.zonepulse.schemas.redrive.Redrive;

/** Letters for machines. */
public final class LetterJson {

    private LetterJson() {}

    /** An object with what a list tells of a letter; left open, for more. */
    public static void open(JsonGenerator json, Letter letter, boolean redriven) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", letter.id());
        text(json, "time", letter.time());
        json.writeStringField("status", redriven ? "redriven" : "open");
        json.writeStringField("reason", letter.content().getReason());
        text(json, "source", letter.content().getSource());
        json.writeStringField("topic", letter.content().getTopic());
        json.writeNumberField("partition", letter.content().getPartition());
        json.writeNumberField("offset", letter.content().getOffset());
        json.writeArrayFieldStart("violations");
        for (DeadLetterViolation violation : letter.content().getViolations()) {
            json.writeStartObject();
            json.writeStringField("reason", violation.getReason());
            json.writeStringField("field", violation.getField());
            json.writeStringField("detail", violation.getMessage());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** All that there is of a letter. Bytes are in Base64. */
    public static void whole(
            JsonGenerator json,
            Letter letter,
            Original original,
            Content content,
            List<Redrive> attempts,
            boolean redriven)
            throws IOException {
        open(json, letter, redriven);
        bytes(json, "key", original.key());
        json.writeArrayFieldStart("headers");
        for (Header header : original.headers()) {
            json.writeStartObject();
            json.writeStringField("key", header.key());
            bytes(json, "value", header.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        bytes(json, "value", original.value());
        switch (content) {
            case Content.OfEvent(var event, List<Violation> _) -> {
                json.writeFieldName("event");
                json.writeRawValue(EventJson.write(event));
            }
            case Content.OfRecord ofRecord -> {
                json.writeStringField("schema", ofRecord.schema());
                json.writeNumberField("schemaId", ofRecord.schemaId());
                json.writeFieldName("record");
                json.writeRawValue(ofRecord.json());
            }
            case Content.Raw _ -> {}
        }
        json.writeObjectFieldStart("today");
        ViolationJson.write(json, content.violations());
        json.writeEndObject();
        json.writeArrayFieldStart("redrives");
        for (Redrive attempt : attempts) {
            write(json, attempt);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Redrive attempt) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", attempt.getAt().toString());
        json.writeStringField("by", attempt.getBy());
        json.writeStringField("outcome", attempt.getOutcome());
        if (attempt.getToTopic() != null) {
            json.writeStringField("toTopic", attempt.getToTopic());
            json.writeNumberField("toPartition", attempt.getToPartition());
            json.writeNumberField("toOffset", attempt.getToOffset());
        }
        text(json, "eventId", attempt.getEventId());
        text(json, "detail", attempt.getDetail());
        text(json, "note", attempt.getNote());
        json.writeEndObject();
    }

    /** What became of a letter in a run, as an object. */
    public static void attempt(JsonGenerator json, Attempt attempt) throws IOException {
        json.writeStartObject();
        json.writeNumberField("deadLetter", attempt.plan().letter().id());
        json.writeStringField("original", attempt.plan().letter().original());
        json.writeStringField("outcome", attempt.plan().outcome().name());
        if (attempt.topic() != null) {
            json.writeStringField("topic", attempt.topic());
            json.writeNumberField("partition", attempt.partition());
            json.writeNumberField("offset", attempt.offset());
        }
        ViolationJson.write(json, attempt.plan().violations());
        json.writeEndObject();
    }

    private static void bytes(JsonGenerator json, String name, byte @Nullable [] value) throws IOException {
        text(json, name, value == null ? null : Base64.getEncoder().encodeToString(value));
    }

    private static void text(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value.toString());
        }
    }
}

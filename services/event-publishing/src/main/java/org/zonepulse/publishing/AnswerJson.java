package org.zonepulse.publishing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.zonepulse.contract.ProblemJson;
import org.zonepulse.contract.ViolationJson;

/** The JSON of receipts and problems. */
final class AnswerJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private AnswerJson() {}

    /** A generator of UTF-8, without blanks or line ends of its own. */
    static JsonGenerator to(OutputStream out) throws IOException {
        JsonGenerator json = FACTORY.createGenerator(out);
        json.setRootValueSeparator(null);
        return json;
    }

    static byte[] of(Receipt receipt) {
        return document(json -> {
            json.writeStartObject();
            fields(json, receipt);
            json.writeEndObject();
        });
    }

    static byte[] of(Problem problem) {
        return document(json -> write(json, problem));
    }

    /** The receipt's fields, into an object that is open. */
    static void fields(JsonGenerator json, Receipt receipt) throws IOException {
        json.writeStringField("eventId", receipt.eventId());
        json.writeStringField("topic", receipt.topic());
        json.writeNumberField("partition", receipt.partition());
        json.writeNumberField("offset", receipt.offset());
    }

    static void write(JsonGenerator json, Problem problem) throws IOException {
        json.writeStartObject();
        ProblemJson.fields(
                json,
                problem.type(),
                problem.type().title(),
                problem.type().status(),
                problem.detail(),
                problem.type().remedy());
        if (!problem.errors().isEmpty()) {
            ViolationJson.write(json, problem.errors());
        }
        json.writeEndObject();
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static byte[] document(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = to(out)) {
            writing.to(json);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException("writing to memory", impossible);
        }
        return out.toByteArray();
    }
}

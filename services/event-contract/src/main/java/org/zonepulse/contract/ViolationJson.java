package org.zonepulse.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zonepulse.ledger.event.Violation;

/** What is wrong with an event, as every answer tells it: the same over HTTP and in an import's results. */
public final class ViolationJson {

    private ViolationJson() {}

    /** Writes the field {@code errors} into an object that is open. */
    public static void write(JsonGenerator json, List<Violation> errors) throws IOException {
        json.writeArrayFieldStart("errors");
        for (Violation error : errors) {
            write(json, error);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Violation error) throws IOException {
        json.writeStartObject();
        json.writeStringField("reason", error.reason().name());
        json.writeStringField("field", error.field());
        json.writeStringField("pointer", pointer(error.field()));
        json.writeStringField("detail", error.message());
        json.writeEndObject();
    }

    /** The field as a JSON pointer in a URI's fragment, as RFC 9457 has it: {@code #/fact/park}; the whole is {@code #}. */
    static String pointer(String field) {
        if (field.equals("$")) {
            return "#";
        }
        StringBuilder pointer = new StringBuilder("#");
        for (String name : field.split("\\.", -1)) {
            String escaped = name.replace("~", "~0").replace("/", "~1");
            pointer.append('/')
                    .append(URLEncoder.encode(escaped, StandardCharsets.UTF_8)
                            .replace("+", "%20")
                            .replace("%7E", "~"));
        }
        return pointer.toString();
    }
}

package org.zonepulse.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;

/** What problem details (RFC 9457) have in common, whichever service tells them. */
public final class ProblemJson {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemJson() {}

    /** The stable name that stands for a kind of problem: {@code urn:zonepulse:problem:not-found} of {@code NOT_FOUND}. */
    public static String uri(Enum<?> type) {
        return "urn:zonepulse:problem:" + type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Writes the fields that every problem begins with into an object that is open.
     *
     * @param type the kind; callers branch on it
     * @param title what it is
     * @param status the HTTP status
     * @param detail what was wrong this time
     * @param remedy what the caller can do
     */
    public static void fields(JsonGenerator json, Enum<?> type, String title, int status, String detail, String remedy)
            throws IOException {
        json.writeStringField("type", uri(type));
        json.writeStringField("title", title);
        json.writeNumberField("status", status);
        json.writeStringField("detail", detail);
        json.writeStringField("remedy", remedy);
    }
}

package org.zonepulse.publishing;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A batch's answer as NDJSON: a line for each of the batch's lines, in order, and a summary as the last line. Its
 * status says whether anything is left for the caller to do.
 */
final class BatchAnswer {

    private static final int ALL_PUBLISHED = 200;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
    private final JsonGenerator json;
    private int published;
    private int duplicate;
    private int refused;
    private int notPublished;
    private int unconfirmed;
    private @Nullable Problem outage;
    private int status = ALL_PUBLISHED;

    BatchAnswer() throws IOException {
        json = AnswerJson.to(out);
    }

    void published(int line, Receipt receipt) throws IOException {
        published++;
        open(line, "published");
        AnswerJson.fields(json, receipt);
        close();
    }

    /** It is in the topic by the line before it that says the same. */
    void duplicate(int line, int of, Receipt receipt) throws IOException {
        duplicate++;
        open(line, "duplicate");
        json.writeNumberField("duplicateOf", of);
        AnswerJson.fields(json, receipt);
        close();
    }

    void refused(int line, Problem problem) throws IOException {
        refused++;
        open(line, "refused");
        problem(problem);
        close();
    }

    /** It isn't in the topic. */
    void notPublished(int line, String eventId, Problem why) throws IOException {
        notPublished++;
        failed(line, "not-published", eventId, why);
    }

    /** Whether it is in the topic isn't known. */
    void unconfirmed(int line, String eventId, Problem why) throws IOException {
        unconfirmed++;
        failed(line, "unconfirmed", eventId, why);
    }

    private void failed(int line, String status, String eventId, Problem why) throws IOException {
        outage = outage == null ? why : outage;
        open(line, status);
        json.writeStringField("eventId", eventId);
        problem(why);
        close();
    }

    /**
     * Writes the summary, which is the last line.
     *
     * @param stop why the batch wasn't read to its end, unless an outage was why, or null if it was
     * @param unreadFrom the number of the first line that wasn't read, or null if all were
     */
    void finish(@Nullable Problem stop, @Nullable Integer unreadFrom) throws IOException {
        Problem worst = outage == null ? stop : outage;
        json.writeStartObject();
        json.writeObjectFieldStart("summary");
        json.writeNumberField("published", published);
        json.writeNumberField("duplicate", duplicate);
        json.writeNumberField("refused", refused);
        json.writeNumberField("notPublished", notPublished);
        json.writeNumberField("unconfirmed", unconfirmed);
        if (unreadFrom != null) {
            json.writeNumberField("unreadFromLine", unreadFrom);
        }
        json.writeEndObject();
        if (worst != null) {
            problem(worst);
        }
        close();
        json.flush();
        if (worst != null) {
            status = worst.type().status();
        } else if (refused > 0) {
            status = ProblemType.EVENT_REFUSED.status();
        }
    }

    /** The HTTP status: 200 only if every line is published. */
    int status() {
        return status;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void open(int line, String status) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", line);
        json.writeStringField("status", status);
    }

    private void problem(Problem problem) throws IOException {
        json.writeFieldName("problem");
        AnswerJson.write(json, problem);
    }

    private void close() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }
}

package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What an emitter answers to a batch (docs/publishing-http.md): an NDJSON line for each of the batch's lines, and a
 * summary as the last.
 */
sealed interface BatchAnswer {

    int ALL_PUBLISHED = 200;
    int TOO_MANY = 429;
    int UNAVAILABLE = 503;
    int UNAUTHENTICATED = 401;
    int NOT_ALLOWED = 403;

    /** All lines are in the log. */
    record Published() implements BatchAnswer {}

    /** Whoever sends this may not, or hasn't said who he is. */
    record NotAllowed(String why) implements BatchAnswer {}

    /** An outage, or too much at once: the same batch can be sent again. */
    record TryAgain(String why) implements BatchAnswer {}

    /**
     * A line isn't acceptable, and never will be.
     *
     * @param line within the batch, from 1; 0 if it is about the batch as a whole
     */
    record Refused(int line, String problem) implements BatchAnswer {}

    /**
     * Reads the answer to a batch of that many lines.
     *
     * @param status of HTTP
     */
    static BatchAnswer read(int status, String body, int lines) {
        if (status == UNAVAILABLE || status == TOO_MANY) {
            return new TryAgain(status + ": " + Parsing.detail(body));
        }
        if (status == UNAUTHENTICATED || status == NOT_ALLOWED) {
            return new NotAllowed(status + ": " + Parsing.detail(body));
        }
        if (status != ALL_PUBLISHED) {
            return Parsing.refused(status, body);
        }
        JsonNode summary = Parsing.last(body).path("summary");
        int published =
                summary.path("published").asInt(-1) + summary.path("duplicate").asInt(0);
        return published == lines
                ? new Published()
                : new Refused(0, "of " + lines + " events, " + published + " were confirmed");
    }

    /** Reads the lines. */
    final class Parsing {

        private static final ObjectMapper JSON = new ObjectMapper();

        private Parsing() {}

        private static JsonNode last(String body) {
            List<String> lines = body.lines().toList();
            return lines.isEmpty() ? JSON.missingNode() : tree(lines.getLast());
        }

        /** Whatever stands between us and the emitter may answer too, in no JSON at all. */
        private static JsonNode tree(String line) {
            try {
                return JSON.readTree(line);
            } catch (JsonProcessingException e) {
                return JSON.missingNode();
            }
        }

        private static String detail(String body) {
            JsonNode answer = last(body);
            JsonNode problem = answer.has("problem") ? answer.path("problem") : answer;
            String title = problem.path("title").asText("");
            return title
                    + (title.isEmpty() ? "" : ": ")
                    + problem.path("detail").asText("");
        }

        private static Refused refused(int status, String body) {
            return body.lines()
                    .map(Parsing::tree)
                    .filter(line -> line.path("status").asText("").equals("refused"))
                    .map(line -> new Refused(
                            line.path("line").asInt(),
                            line.path("problem").path("detail").asText("")))
                    .findFirst()
                    .orElseGet(() -> new Refused(0, status + " " + detail(body)));
        }
    }
}

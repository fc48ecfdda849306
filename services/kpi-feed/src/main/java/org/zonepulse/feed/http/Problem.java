package org.zonepulse.feed.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.Objects;
import org.zonepulse.contract.ProblemJson;

/**
 * What a caller is told when something can't be answered: an RFC 9457 problem detail.
 *
 * @param type the kind, which also gives title, status and remedy
 * @param detail what was wrong this time
 * @param possible what would be possible instead; empty where that can't be listed
 */
record Problem(ProblemType type, String detail, List<String> possible) {

    static final MediaType MEDIA_TYPE = MediaType.of(ProblemJson.MEDIA_TYPE);

    private static final int UNAVAILABLE = 503;

    /** In seconds: a view is read from its topics in about that time. */
    private static final String SOON = "2";

    Problem {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(detail, "detail");
        possible = List.copyOf(possible);
    }

    static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of());
    }

    /** A parameter's value that is none of those that there are. */
    static Problem notOneOf(String parameter, String value, List<String> possible) {
        return new Problem(ProblemType.BAD_PARAMETER, parameter + " is '" + value + "'", possible);
    }

    byte[] json() {
        return Json.object(json -> {
            ProblemJson.fields(json, type, type.title(), type.status(), detail, type.remedy());
            if (!possible.isEmpty()) {
                json.writeArrayFieldStart("possible");
                for (String each : possible) {
                    json.writeString(each);
                }
                json.writeEndArray();
            }
        });
    }

    MutableHttpResponse<byte[]> response() {
        MutableHttpResponse<byte[]> response = HttpResponse.<byte[]>status(type.status(), null)
                .contentType(MEDIA_TYPE)
                .body(json());
        return type.status() == UNAVAILABLE ? response.header(HttpHeaders.RETRY_AFTER, SOON) : response;
    }
}

package org.zonepulse.publishing;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import org.zonepulse.contract.ProblemJson;

/** Receipts and problems as HTTP responses. */
final class Answers {

    static final MediaType PROBLEM = MediaType.of(ProblemJson.MEDIA_TYPE);

    static final MediaType NDJSON = MediaType.of("application/x-ndjson");
    private static final int CREATED = 201;
    private static final int UNAUTHENTICATED = 401;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    /** Longer than a broker needs for a new leader; short enough that nobody waits in vain. */
    private static final String AFTER_AN_OUTAGE = "5";

    /** Most requests are through by then. */
    private static final String AFTER_OTHERS = "1";

    private Answers() {}

    static HttpResponse<byte[]> receipt(Receipt receipt) {
        return answer(CREATED, MediaType.APPLICATION_JSON_TYPE, AnswerJson.of(receipt));
    }

    static HttpResponse<byte[]> problem(Problem problem) {
        return answer(problem.type().status(), PROBLEM, AnswerJson.of(problem));
    }

    static HttpResponse<byte[]> batch(BatchAnswer answer) {
        return answer(answer.status(), NDJSON, answer.bytes());
    }

    /** An answer that was given before. */
    static HttpResponse<byte[]> again(int status, MediaType type, byte[] body) {
        return answer(status, type, body).header(IdempotencyKey.REPLAYED, "true");
    }

    private static MutableHttpResponse<byte[]> answer(int status, MediaType type, byte[] body) {
        MutableHttpResponse<byte[]> response =
                HttpResponse.<byte[]>status(status, null).contentType(type).body(body);
        return switch (status) {
            case UNAUTHENTICATED ->
                response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"zonepulse\", ApiKey realm=\"zonepulse\"");
            case UNAVAILABLE -> response.header(HttpHeaders.RETRY_AFTER, AFTER_AN_OUTAGE);
            case TOO_MANY, CONFLICT -> response.header(HttpHeaders.RETRY_AFTER, AFTER_OTHERS);
            default -> response;
        };
    }
}

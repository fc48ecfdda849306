package org.zonepulse.publishing;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Receipts and problems as HTTP responses. */
final class Answers {

    static final MediaType PROBLEM = MediaType.of("application/problem+json");

    private static final MediaType NDJSON = MediaType.of("application/x-ndjson");
    private static final int CREATED = 201;
    private static final int UNAUTHENTICATED = 401;
    private static final int UNAVAILABLE = 503;

    /** Longer than a broker needs for a new leader; short enough that nobody waits in vain. */
    private static final String RETRY_AFTER_SECONDS = "5";

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

    private static HttpResponse<byte[]> answer(int status, MediaType type, byte[] body) {
        MutableHttpResponse<byte[]> response =
                HttpResponse.<byte[]>status(status, null).contentType(type).body(body);
        if (status == UNAUTHENTICATED) {
            return response.header(
                    HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"zonepulse\", ApiKey realm=\"zonepulse\"");
        }
        return status == UNAVAILABLE ? response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS) : response;
    }
}

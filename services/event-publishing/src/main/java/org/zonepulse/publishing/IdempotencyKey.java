package org.zonepulse.publishing;

import io.micronaut.http.HttpRequest;
import java.util.List;

/**
 * What a caller gives as {@code Idempotency-Key} to tell one request from others: a repeat of the request has the same
 * key. See draft-ietf-httpapi-idempotency-key-header.
 *
 * @param text 1 to 255 visible characters of ASCII
 */
record IdempotencyKey(String text) {

    /** The request header. */
    static final String HEADER = "Idempotency-Key";

    /** The header of an answer that was given before, with the value {@code true}. */
    static final String REPLAYED = "Idempotent-Replayed";

    private static final int MAX_CHARACTERS = 255;

    /** What a request says of a key. */
    sealed interface Found {

        /** Nothing. */
        record None() implements Found {}

        /** A key. */
        record One(IdempotencyKey key) implements Found {}

        /** Something that can't be a key. */
        record Wrong(Problem problem) implements Found {}
    }

    static Found in(HttpRequest<?> request) {
        List<String> values = request.getHeaders().getAll(HEADER);
        if (values.isEmpty()) {
            return new Found.None();
        }
        String value = values.getFirst().strip();
        boolean isKey = values.size() == 1
                && !value.isEmpty()
                && value.length() <= MAX_CHARACTERS
                && value.chars().allMatch(c -> c > ' ' && c < 0x7F);
        return isKey
                ? new Found.One(new IdempotencyKey(value))
                : new Found.Wrong(Problem.of(
                        ProblemType.INVALID_IDEMPOTENCY_KEY,
                        HEADER + " must be one value of 1 to " + MAX_CHARACTERS + " visible ASCII characters"));
    }
}

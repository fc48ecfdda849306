package org.zonepulse.publishing;

/** The kinds of problems that callers can be told of. Names are part of the contract: callers branch on them. */
enum ProblemType {
    EVENT_REFUSED(422, "The event is not acceptable", "Correct what the errors name and send the event again"),
    MALFORMED_EVENT(400, "The text is not one JSON event", "Correct what the errors name and send the event again"),
    TOO_LARGE(413, "The body is too large", "Send the events in several smaller batches"),
    TOO_MANY_LINES(413, "The batch has too many lines", "Send the lines that were not read in a batch of their own"),
    TOO_MANY_REFUSED(
            422,
            "Too many lines of the batch were refused",
            "Correct the lines; then send those that were refused and those that were not read"),
    BODY_BROKE_OFF(400, "The body could not be read to its end", "Send the same batch again: repeats are harmless"),
    BROKER_UNAVAILABLE(503, "The broker does not answer", "Send the same again later: repeats are harmless"),
    REGISTRY_UNAVAILABLE(503, "The schema registry does not answer", "Send the same again later: repeats are harmless"),
    REGISTRY_REFUSES(
            503,
            "The schema registry refuses this service",
            "Tell the operator; then send the same again: repeats are harmless"),
    SCHEMA_NOT_REGISTERED(
            503,
            "The schema registry does not have the stream's schema",
            "Tell the operator, who registers it by: zonepulse topics apply; then send the same again: repeats are harmless"),
    UNAUTHENTICATED(
            401,
            "A credential is needed",
            "Send the API key in X-API-Key, or a token in Authorization: Bearer; the operator gives them"),
    STREAM_NOT_ALLOWED(
            403, "The publisher may not publish to this stream", "Send to your own stream, or ask the operator"),
    SOURCE_NOT_ALLOWED(403, "The publisher may not speak as this source", "Name your own source, or ask the operator"),
    FOREIGN_ORIGIN(
            403,
            "Without credentials, only this machine's own programs may publish",
            "Send it from a program on this machine, to 127.0.0.1"),
    ISSUER_UNAVAILABLE(503, "The token can't be checked now", "Send the same again later: repeats are harmless"),
    BUSY(
            429,
            "The service has as much in work as it takes at once",
            "Send the same again a little later, and less at the same time"),
    BODY_TOO_SLOW(408, "The body took too long", "Send the same again, or in several smaller batches"),
    INVALID_IDEMPOTENCY_KEY(400, "The Idempotency-Key is none", "Give another, or none"),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The Idempotency-Key belongs to another request",
            "Give each request a key of its own, and only its repeats the same; after a correction take a new key"),
    IDEMPOTENCY_KEY_IN_WORK(
            409,
            "A request with this Idempotency-Key is in work",
            "Send the same again a little later: it then gets the first one's answer"),
    BAD_REQUEST(400, "The request could not be understood", "See docs/publishing-http.md"),
    NOT_FOUND(404, "There is nothing at this path", "Events are sent by POST to /events"),
    METHOD_NOT_ALLOWED(405, "The path does not take this method", "Events are sent by POST to /events"),
    NOT_ACCEPTABLE(406, "No such form of answer", "Leave the Accept header out, or accept */*"),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The Content-Type is not one of an event or a batch",
            "Send one event as application/json, or a batch as application/x-ndjson"),
    UNSUPPORTED_ENCODING(415, "The Content-Encoding is not known", "Send the body as it is, or packed by gzip"),
    INTERNAL_ERROR(500, "The service failed", "Tell the operator; then send the same again: repeats are harmless");

    private final int status;
    private final String title;
    private final String remedy;

    ProblemType(int status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    /** The HTTP status. */
    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String remedy() {
        return remedy;
    }

    /** The type of a problem that the HTTP server found by itself. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> BODY_TOO_SLOW;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 429 -> BUSY;
            default -> status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
        };
    }
}

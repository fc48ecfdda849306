package org.zonepulse.feed.http;

/** The kinds of problems, with what never differs between two of a kind. */
enum ProblemType {
    BAD_PARAMETER(400, "A parameter can't be understood", "Give one of what is possible"),
    TOO_MANY_POINTS(400, "The series is too long", "Ask for a shorter time, or by longer periods"),
    BAD_REQUEST(400, "The request could not be understood", "See docs/feed-http.md, or /docs"),
    UNKNOWN_MEASURE(404, "There is no such measure", "Ask for one of what is possible: GET /api/v1/catalogue"),
    UNKNOWN_SCOPE(404, "The measure has no value there", "GET /api/v1/scopes?measure=… lists where it has"),
    UNKNOWN_ENTERPRISE(404, "No events of this enterprise are known", "Check the unified social credit code"),
    NO_CUT(404, "Nothing has been published yet", "Publish events and open a business day; then ask again"),
    NOT_FOUND(404, "There is nothing at this path", "See docs/feed-http.md, or /docs"),
    METHOD_NOT_ALLOWED(405, "The path does not take this method", "Everything is asked by GET"),
    NOT_ACCEPTABLE(406, "No such form of answer", "Accept application/json; lists are also there as text/csv"),
    BUSY(
            503,
            "As many listen already as the service serves",
            "Come back a little later, or listen at another instance"),
    NOT_CAUGHT_UP(503, "What was published has not been read yet", "Ask again in a little while"),
    BACKEND_AWAY(503, "What would have to be asked doesn't answer", "Ask again in a little while"),
    INTERNAL_ERROR(500, "The service failed", "Tell the operator");

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
            default -> status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
        };
    }
}

package org.zonepulse.kpi.http;

/** The kinds of problems that callers can be told of. Names are part of the contract: callers branch on them. */
enum ProblemType {
    INVALID_CREDIT_CODE(
            400,
            "The text is not a unified social credit code",
            "Give 18 characters by GB 32100-2015, of which the last checks the others"),
    INVALID_PARAMETER(400, "A parameter is missing or wrong", "Give what the detail asks for"),
    ENTERPRISE_UNKNOWN(404, "No event is known of the enterprise", "Check the code, or publish its registration"),
    OTHER_INSTANCE(
            421, "Another instance holds the enterprise", "Ask the instance at the address that the problem names"),
    OTHER_EDITION(
            421,
            "This kpi-service computes another edition of the KPIs",
            "Ask an instance of the edition that you want (docs/runbooks/rebuild.md)"),
    NOT_RUNNING(503, "The instance isn't running yet, or partitions are moving", "Ask again a little later"),
    BUSY(503, "As many look through all enterprises as may at once", "Ask again a little later"),
    TOO_LONG(503, "Looking through all enterprises took too long", "Ask again when there is less to do"),
    BAD_REQUEST(400, "The request could not be understood", "See docs/architecture.md"),
    NOT_FOUND(404, "There is nothing at this path", "There are /enterprises/{code}, /contributions and /instances"),
    METHOD_NOT_ALLOWED(405, "The path does not take this method", "Use GET"),
    NOT_ACCEPTABLE(406, "No such form of answer", "Leave the Accept header out, or accept */*"),
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

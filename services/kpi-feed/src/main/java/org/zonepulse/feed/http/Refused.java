package org.zonepulse.feed.http;

/** Ends the making of an answer, from however deep inside the question turns out to have none. Carries no stack trace. */
final class Refused extends RuntimeException {

    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}

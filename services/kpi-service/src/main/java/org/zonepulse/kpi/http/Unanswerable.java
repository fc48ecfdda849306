package org.zonepulse.kpi.http;

import java.util.Objects;

/** Ends the work on a request that can't be answered as it is, or now. */
final class Unanswerable extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Unanswerable(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Unanswerable(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    Problem problem() {
        return Objects.requireNonNull(problem, "never serialized");
    }
}

package org.zonepulse.publishing;

import java.util.List;
import java.util.Objects;
import org.zonepulse.ledger.event.Violation;

/**
 * What a caller is told when something can't be done: an RFC 9457 problem detail.
 *
 * @param type the kind, which also gives title, status and remedy
 * @param detail what was wrong this time
 * @param errors what is wrong with an event, field by field; empty if nothing is
 */
record Problem(ProblemType type, String detail, List<Violation> errors) {
    Problem {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(detail, "detail");
        errors = List.copyOf(errors);
    }

    static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of());
    }

    /** An event that has these violations, at least one. */
    static Problem refused(List<Violation> violations) {
        Violation first = violations.getFirst();
        ProblemType type = switch (first.reason()) {
            case MALFORMED -> ProblemType.MALFORMED_EVENT;
            case FOREIGN_SOURCE -> ProblemType.SOURCE_NOT_ALLOWED;
            default -> ProblemType.EVENT_REFUSED;
        };
        return new Problem(type, first.field() + " " + first.message(), violations);
    }
}

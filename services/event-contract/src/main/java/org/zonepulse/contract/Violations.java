package org.zonepulse.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;

/** Collects what is wrong with an event's shape. Allocates nothing as long as all is right. */
final class Violations {

    /** The field of what is wrong with the document as a whole. */
    static final String WHOLE = "$";

    /** More aren't told: a hostile document must not buy an answer larger than itself. */
    private static final int MAX = 20;

    private @Nullable List<Violation> found;

    void add(RejectionReason reason, String field, String message) {
        if (found == null) {
            found = new ArrayList<>();
        }
        if (found.size() < MAX) {
            found.add(new Violation(reason, field, message));
        }
    }

    boolean isEmpty() {
        return found == null;
    }

    /** What was found; not to be called if nothing was. */
    Parsed.Rejected rejected() {
        return new Parsed.Rejected(found == null ? List.of() : found);
    }

    static Parsed.Rejected one(RejectionReason reason, String field, String message) {
        return new Parsed.Rejected(List.of(new Violation(reason, field, message)));
    }
}

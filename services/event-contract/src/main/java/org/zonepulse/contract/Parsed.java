package org.zonepulse.contract;

import java.util.List;
import java.util.Objects;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Violation;

/** What became of an event's outside form. Bad input is a value and never an exception. */
public sealed interface Parsed {

    /** It is an event. */
    record Ok(Event event) implements Parsed {
        public Ok {
            Objects.requireNonNull(event, "event");
        }
    }

    /**
     * It is none.
     *
     * @param violations all that is wrong, as far as it could be told; at least one
     */
    record Rejected(List<Violation> violations) implements Parsed {
        public Rejected {
            violations = List.copyOf(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("a rejection has at least one violation");
            }
        }
    }
}

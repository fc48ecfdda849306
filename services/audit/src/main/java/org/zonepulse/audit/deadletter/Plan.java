package org.zonepulse.audit.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Violation;

/** What is to be done about a letter. */
public sealed interface Plan {

    /** The letter. */
    Letter letter();

    /** What is wrong today with what is, or would have been, published. */
    List<Violation> violations();

    /** What it comes to, if it succeeds. */
    Outcome outcome();

    /**
     * A record is to be published in its place.
     *
     * @param topic where to
     * @param eventId the event's, if it is one
     */
    record Publish(
            Letter letter,
            Outcome outcome,
            String topic,
            Original record,
            @Nullable String eventId,
            List<Violation> violations)
            implements Plan {
        public Publish {
            violations = List.copyOf(violations);
        }
    }

    /** Nothing is to be published, for what would be is refused again. */
    record Refuse(Letter letter, List<Violation> violations) implements Plan {
        public Refuse {
            violations = List.copyOf(violations);
        }

        @Override
        public Outcome outcome() {
            return Outcome.REFUSED;
        }
    }
}

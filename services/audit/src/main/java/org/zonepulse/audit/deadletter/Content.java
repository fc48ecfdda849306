package org.zonepulse.audit.deadletter;

import java.util.List;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Violation;

/** What a record's bytes are, as far as they can be read today; and what is wrong with them today. */
public sealed interface Content {

    /** What is wrong with it; empty if it would be accepted now. */
    List<Violation> violations();

    /** It has an event's shape; whether it is acceptable, the violations tell. */
    record OfEvent(Event event, List<Violation> violations) implements Content {
        public OfEvent {
            violations = List.copyOf(violations);
        }
    }

    /**
     * An Avro record, but not of an event's shape.
     *
     * @param schema name of the schema that it was written with
     * @param schemaId its id in the registry
     * @param json its fields as that schema has them
     */
    record OfRecord(String schema, int schemaId, String json, List<Violation> violations) implements Content {
        public OfRecord {
            violations = List.copyOf(violations);
        }
    }

    /** Bytes that nothing is known about. */
    record Raw(List<Violation> violations) implements Content {
        public Raw {
            violations = List.copyOf(violations);
        }
    }
}

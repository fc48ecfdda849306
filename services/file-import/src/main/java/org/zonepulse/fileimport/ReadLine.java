package org.zonepulse.fileimport;

import java.util.List;
import org.zonepulse.ledger.event.Violation;

/** A line that was read: what it came to by itself, whatever was published before. */
sealed interface ReadLine {

    /** The file that it stands in, as it was given. */
    String file();

    /** The physical line where it starts, from 1. */
    long line();

    /** It is one acceptable event, or, of a row, several. */
    record Acceptable(String file, long line, List<ReadEvent> events) implements ReadLine {
        public Acceptable {
            events = List.copyOf(events);
        }
    }

    /** It is none, or one of its events isn't acceptable; then none of them is published. */
    record Rejected(String file, long line, List<Violation> violations) implements ReadLine {
        public Rejected {
            violations = List.copyOf(violations);
        }
    }
}

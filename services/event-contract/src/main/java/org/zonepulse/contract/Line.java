package org.zonepulse.contract;

import org.zonepulse.ledger.event.Violation;

/** What comes next where events stand one a line. */
public sealed interface Line {

    /** A line of text, perhaps of blanks only. */
    record Text(int number, String text) implements Line {}

    /** A line that isn't text, or is longer than an event can be. */
    record Unreadable(int number, Violation violation) implements Line {}

    /** Nothing: the body has ended. */
    record End() implements Line {}

    /** Something, but the body is larger than allowed: from the line of this number on it wasn't read. */
    record OverLimit(int number) implements Line {}
}

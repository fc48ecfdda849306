package org.zonepulse.audit.verify;

/** Which cuts are verified. */
public sealed interface Target {

    /** The one of this number. */
    record Numbered(long number) implements Target {}

    /** Every cut in history, in one pass. */
    record All() implements Target {}
}

package org.zonepulse.audit.verify;

import java.time.Instant;
import java.util.Objects;

/** Which cuts are verified. */
public sealed interface Target {

    /** The latest. */
    record Latest() implements Target {}

    /** The one of this number. */
    record Numbered(long number) implements Target {}

    /** The last that was published at this time or before. */
    record At(Instant time) implements Target {
        public At {
            Objects.requireNonNull(time, "time");
        }
    }

    /** Every cut in history, in one pass. */
    record All() implements Target {}
}

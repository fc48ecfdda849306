package org.zonepulse.audit.asof;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.zonepulse.audit.replay.CutHistory;

/** The moment whose knowledge is asked for. */
public sealed interface KnownAt {

    /** The number of the cut that says what was known; nothing if none had been published. */
    Optional<Long> cut(CutHistory history);

    /** What had been published by a time. */
    record Time(Instant time) implements KnownAt {
        public Time {
            Objects.requireNonNull(time, "time");
        }

        @Override
        public Optional<Long> cut(CutHistory history) {
            return history.at(time);
        }
    }

    /** What was published with a cut. */
    record CutNumber(long number) implements KnownAt {
        @Override
        public Optional<Long> cut(CutHistory history) {
            return Optional.of(number);
        }
    }
}

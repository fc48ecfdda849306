package org.zonepulse.feed;

import java.util.Optional;
import java.util.function.Consumer;

/** Where states come from, one after the other. */
public interface KpiSource {

    /**
     * What is shown now; nothing before all that was published at the start has been read.
     *
     * @throws IllegalStateException if there will be no more
     */
    Optional<KpiState> state();

    /**
     * Tells somebody of each new state, from now on; of states that came close together, the last alone.
     *
     * @param follower is called by the one who reads, and must be quick
     */
    void follow(Consumer<KpiState> follower);

    /** Why there will be no more states, if that is so. */
    Optional<RuntimeException> failure();
}

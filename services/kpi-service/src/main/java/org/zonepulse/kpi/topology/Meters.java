package org.zonepulse.kpi.topology;

import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.row.AnomalyCode;

/** Counts what happens to events and cuts; where to, is the service's affair. */
public interface Meters {

    /** Counts nothing: for tests and tools. */
    Meters NONE = new Meters() {
        @Override
        public void applied(String topic) {}

        @Override
        public void duplicate(String topic) {}

        @Override
        public void rejected(String topic, RejectionReason reason, @Nullable String source) {}

        @Override
        public void misrouted(String topic) {}

        @Override
        public void anomalyOpened(AnomalyCode code) {}

        @Override
        public void anomalyResolved(AnomalyCode code) {}

        @Override
        public void cut(long number, int values) {}

        @Override
        public void included(long millis) {}
    };

    /** An event was new, and is in the ledger now. */
    void applied(String topic);

    /** An event was in the ledger already. */
    void duplicate(String topic);

    /**
     * A record went to the dead letters.
     *
     * @param source its publisher; null where that isn't known
     */
    void rejected(String topic, RejectionReason reason, @Nullable String source);

    /** A record lay in another partition than its enterprise's, and was sent on. */
    void misrouted(String topic);

    /** A subject contradicts itself in a way in which it didn't before. */
    void anomalyOpened(AnomalyCode code);

    /** A subject no longer contradicts itself in that way. */
    void anomalyResolved(AnomalyCode code);

    /** A cut was published. */
    void cut(long number, int values);

    /**
     * A cut has included what one partition has read since its commit before.
     *
     * @param millis from the time of the oldest of these records until the cut was written
     */
    void included(long millis);
}

package org.zonepulse.kpi.topology;

import org.zonepulse.ledger.event.RejectionReason;

/** Counts what happens to events and cuts; where to, is the service's affair. */
public interface Meters {

    /** Counts nothing: for tests and tools. */
    Meters NONE = new Meters() {
        @Override
        public void applied(String topic) {}

        @Override
        public void duplicate(String topic) {}

        @Override
        public void rejected(String topic, RejectionReason reason) {}

        @Override
        public void misrouted(String topic) {}

        @Override
        public void cut(long number, int values) {}
    };

    /** An event was new, and is in the ledger now. */
    void applied(String topic);

    /** An event was in the ledger already. */
    void duplicate(String topic);

    /** A record went to the dead letters. */
    void rejected(String topic, RejectionReason reason);

    /** A record lay in another partition than its enterprise's, and was sent on. */
    void misrouted(String topic);

    /** A cut was published. */
    void cut(long number, int values);
}

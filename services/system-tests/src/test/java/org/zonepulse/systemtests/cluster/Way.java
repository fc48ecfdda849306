package org.zonepulse.systemtests.cluster;

import java.util.List;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;

/** How events get into the log. */
@FunctionalInterface
interface Way {

    /** Publishes events; returns when all of them are acknowledged. */
    void publish(EventStream stream, List<Event> events) throws InterruptedException;
}

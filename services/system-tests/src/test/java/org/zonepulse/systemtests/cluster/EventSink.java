package org.zonepulse.systemtests.cluster;

import java.util.List;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;

/** What takes events into the log. */
@FunctionalInterface
interface EventSink {

    /** Publishes events; returns when all of them are acknowledged. */
    void publish(EventStream stream, List<Event> events) throws InterruptedException;
}

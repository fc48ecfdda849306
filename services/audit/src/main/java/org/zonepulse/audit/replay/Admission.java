package org.zonepulse.audit.replay;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.zonepulse.ledger.event.Event;

/** Decides which events a replay takes in. Called by several threads. */
@FunctionalInterface
public interface Admission {

    /** Whether an event that was accepted is to count. */
    boolean admits(ConsumerRecord<byte[], byte[]> record, Event event);
}

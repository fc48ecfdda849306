package org.zonepulse.audit.replay;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.row.Flow;

/**
 * Sees each event as it is taken in, with the difference that it makes to the flows there and then; on the way to a cut one
 * topic after the other, registrations first. The differences of all events add up to the flows of all. Called by several
 * threads, for one partition number by one only.
 */
@FunctionalInterface
public interface Witness {

    /**
     * An event was taken in.
     *
     * @param changes what it adds to flows in the narrowest scopes; empty for a duplicate, and for what makes no difference
     */
    void taken(ConsumerRecord<byte[], byte[]> record, Event event, List<Flow> changes);
}

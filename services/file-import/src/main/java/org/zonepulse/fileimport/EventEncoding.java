package org.zonepulse.fileimport;

import org.zonepulse.ledger.event.Event;

/** Makes an event the record that it is in its topic. */
@FunctionalInterface
interface EventEncoding {

    /** In a dry run, nothing is to be sent. */
    EventEncoding NOTHING = _ -> new byte[0];

    /** @throws ImportRefused if the schema registry stays away, or refuses */
    byte[] encode(Event event) throws InterruptedException;
}

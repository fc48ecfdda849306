package org.zonepulse.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.Parsed;
import org.zonepulse.eventlog.EventDecoder;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Inbox;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * Decides what of an inbox gets into the event log: an acceptable event of the inbox's stream, whose source is the one
 * that the inbox belongs to. The broker's rules can tell who writes to which topic, but don't look into records.
 */
final class Admission {

    private final EventDecoder decoder;

    Admission(Zone zone, SchemaRegistry registry) {
        this.decoder = new EventDecoder(zone, registry);
    }

    /** The event that is let in, or why none is; waits while the registry is away. */
    Parsed decide(Inbox inbox, byte @Nullable [] value) {
        Parsed parsed = decoder.read(TopicCatalogue.ofStream(inbox.streamId()).name(), value);
        if (parsed instanceof Parsed.Ok(Event event) && !event.source().equals(inbox.source())) {
            return new Parsed.Rejected(List.of(new Violation(
                    RejectionReason.FOREIGN_SOURCE,
                    "source",
                    "must be " + inbox.source() + ", whose inbox this is, and is " + event.source())));
        }
        return parsed;
    }

    /** The id of an event that wasn't let in, where it can be told; what is too large to be looked into isn't decoded for it. */
    @Nullable String eventIdOf(Inbox inbox, byte @Nullable [] value) {
        if (value == null || value.length > EventDecoder.MOST_OF_VALUE) {
            return null;
        }
        return decoder.originOf(TopicCatalogue.ofStream(inbox.streamId()).name(), value)
                .eventId();
    }
}

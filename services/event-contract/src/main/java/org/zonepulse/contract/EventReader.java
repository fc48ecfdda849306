package org.zonepulse.contract;

import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.zonepulse.ledger.event.Acceptance;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.ledger.zone.Zone;

/**
 * Reads events of a zone from any of their forms, and asks whether they are acceptable. Emitters and pipeline both read
 * through here, so that what the one answers with a receipt the other never refuses. Safe for use by several threads.
 */
public final class EventReader {

    private final Acceptance acceptance;

    /** A reader of this zone's events. */
    public EventReader(Zone zone) {
        this.acceptance = new Acceptance(zone);
    }

    /** An acceptable event of the stream, from UTF-8 JSON; see {@link EventJson#read(byte[], Instant)}. */
    public Parsed json(byte[] json, EventStream stream, Instant receivedAt) {
        return accepted(EventJson.read(json, receivedAt), stream);
    }

    /** An acceptable event of the stream, from JSON text; see {@link EventJson#read(String, Instant)}. */
    public Parsed json(String json, EventStream stream, Instant receivedAt) {
        return accepted(EventJson.read(json, receivedAt), stream);
    }

    /** An acceptable event of the stream, from UTF-8 JSON; see {@link EventJson#read(byte[], Instant, DerivedId)}. */
    public Parsed json(byte[] json, EventStream stream, Instant receivedAt, DerivedId missingId) {
        return accepted(EventJson.read(json, receivedAt, missingId), stream);
    }

    /** An acceptable event of the stream, from JSON text; see {@link EventJson#read(String, Instant, DerivedId)}. */
    public Parsed json(String json, EventStream stream, Instant receivedAt, DerivedId missingId) {
        return accepted(EventJson.read(json, receivedAt, missingId), stream);
    }

    /** An acceptable event of the stream, from a decoded record. */
    public Parsed avro(SpecificRecord record, EventStream stream) {
        return accepted(EventAvro.read(record), stream);
    }

    /** The event, if it is an acceptable one of the stream. */
    public Parsed event(Event event, EventStream stream) {
        List<Violation> violations = acceptance.check(event, stream);
        return violations.isEmpty() ? new Parsed.Ok(event) : new Parsed.Rejected(violations);
    }

    private Parsed accepted(Parsed parsed, EventStream stream) {
        return switch (parsed) {
            case Parsed.Ok(Event event) -> {
                List<Violation> violations = acceptance.check(event, stream);
                yield violations.isEmpty() ? parsed : new Parsed.Rejected(violations);
            }
            case Parsed.Rejected rejected -> rejected;
        };
    }
}

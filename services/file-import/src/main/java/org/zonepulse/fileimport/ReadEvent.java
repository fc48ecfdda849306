package org.zonepulse.fileimport;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.zonepulse.contract.DerivedId;
import org.zonepulse.contract.Sha256;
import org.zonepulse.ledger.event.Event;

/**
 * An acceptable event, ready to be sent.
 *
 * @param key what identifies it
 * @param content what it says, as {@link DerivedId#contentDigest}
 * @param value its record
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record ReadEvent(EventKey key, EventKey content, String eventId, String source, String enterpriseId, byte[] value) {

    static ReadEvent of(Event event, byte[] value) {
        return new ReadEvent(
                key(event.source(), event.eventId()),
                EventKey.of(DerivedId.contentDigest(event)),
                event.eventId(),
                event.source(),
                event.enterpriseId(),
                value);
    }

    /** An event is identified by its source and its id together. A source has no blank. */
    static EventKey key(String source, String eventId) {
        return EventKey.of(Sha256.of((source + " " + eventId).getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether its id was made from what it says, or might have been. */
    boolean isDerived() {
        return eventId.equals(derived(content));
    }

    static String derived(EventKey content) {
        return "h-" + HexFormat.of().formatHex(content.bytes());
    }
}

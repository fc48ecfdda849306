package org.zonepulse.eventlog;

import org.jspecify.annotations.Nullable;

/**
 * What a record that was rejected still tells of itself.
 *
 * @param source who published it; null where that can't be told, or is no source's name
 * @param eventId its event's id; null where that can't be told
 */
public record RecordOrigin(
        @Nullable String source, @Nullable String eventId) {

    /** Nothing can be told. */
    public static final RecordOrigin UNKNOWN = new RecordOrigin(null, null);
}

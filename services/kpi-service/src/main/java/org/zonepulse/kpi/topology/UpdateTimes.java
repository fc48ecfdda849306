package org.zonepulse.kpi.topology;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * How old what an update includes is, in a header of it: measured, and decides nothing, so it is no part of what the update says. An
 * instance of another version that knows no such header measures nothing.
 */
final class UpdateTimes {

    /** There is no record, or none whose publisher wrote a time. */
    static final long NONE = Long.MAX_VALUE;

    private static final String OLDEST = "zonepulse-oldest";

    private UpdateTimes() {}

    /** The older of two times, in milliseconds since 1970; 0 and less are none. */
    static long older(long oldest, long timestamp) {
        return timestamp > 0 ? Math.min(oldest, timestamp) : oldest;
    }

    /** Headers that tell the time of the oldest record. */
    static Headers headers(long oldest) {
        RecordHeaders headers = new RecordHeaders();
        if (oldest != NONE) {
            headers.add(OLDEST, ByteBuffer.allocate(Long.BYTES).putLong(oldest).array());
        }
        return headers;
    }

    /** What the headers tell; {@link #NONE} if nothing. */
    static long oldest(Headers headers) {
        Header header = headers.lastHeader(OLDEST);
        return header == null || header.value() == null || header.value().length != Long.BYTES
                ? NONE
                : ByteBuffer.wrap(header.value()).getLong();
    }
}

package org.zonepulse.audit.log;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The bytes of a decoded record's fields. */
public final class Bytes {

    private Bytes() {}

    /** What a buffer holds, which stays as it is; null if there is none. */
    public static byte @Nullable [] of(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}

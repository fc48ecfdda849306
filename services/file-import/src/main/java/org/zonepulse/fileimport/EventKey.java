package org.zonepulse.fileimport;

import java.nio.ByteBuffer;

/** The first 16 bytes of a hash: enough that two of a million million events are never taken for one. */
record EventKey(long high, long low) {

    static final int BYTES = 16;

    static EventKey of(byte[] hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new EventKey(bytes.getLong(), bytes.getLong());
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }
}

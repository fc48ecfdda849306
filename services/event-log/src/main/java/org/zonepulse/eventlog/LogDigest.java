package org.zonepulse.eventlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The chained digest of a partition's records: of each record with the digest of all before it, so that two copies of a
 * log can be compared by 32 bytes.
 *
 * <p>digest(n) = SHA-256(digest(n-1), offset, timestamp, key, value, number of headers, then each header's name and
 * value), numbers as 8 bytes big-endian, a missing timestamp (-1) as 0, byte strings with their length in front, -1 for null; digest(0) is 32 zeros.
 * Not thread-safe.
 */
public final class LogDigest {

    /** Length of a digest. */
    public static final int BYTES = 32;

    private final MessageDigest sha256;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    /** A calculator for any number of chains. */
    public LogDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest before the first record. */
    public static byte[] start() {
        return new byte[BYTES];
    }

    /** The digest of a record and all before it. */
    public byte[] next(
            byte[] before,
            long offset,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers) {
        sha256.update(before);
        add(offset);
        add(timestamp);
        add(key);
        add(value);
        Header[] all = headers.toArray();
        add(all.length);
        for (Header header : all) {
            add(header.key().getBytes(StandardCharsets.UTF_8));
            add(header.value());
        }
        return sha256.digest();
    }

    private void add(long value) {
        number.putLong(0, value);
        sha256.update(number.array());
    }

    private void add(byte @Nullable [] bytes) {
        add(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            sha256.update(bytes);
        }
    }
}

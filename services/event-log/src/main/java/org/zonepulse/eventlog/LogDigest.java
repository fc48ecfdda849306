package org.zonepulse.eventlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.Sha256;

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

    /** A record's input, put together first: a digest takes one long string faster than many short ones. */
    private ByteBuffer input = ByteBuffer.allocate(1 << 10);

    /** A calculator for any number of chains. */
    public LogDigest() {
        sha256 = Sha256.calculator();
    }

    /** The digest before the first record. */
    public static byte[] start() {
        return new byte[BYTES];
    }

    /** The digest of a record as a consumer gets it, and all before it. */
    public byte[] next(byte[] before, ConsumerRecord<byte[], byte[]> record) {
        return next(
                before,
                record.offset(),
                Math.max(0, record.timestamp()),
                record.key(),
                record.value(),
                record.headers());
    }

    /** The digest of a record and all before it. */
    public byte[] next(
            byte[] before,
            long offset,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers) {
        input.clear();
        put(before);
        put(offset);
        put(timestamp);
        putWithLength(key);
        putWithLength(value);
        Header[] all = headers.toArray();
        put(all.length);
        for (Header header : all) {
            putWithLength(header.key().getBytes(StandardCharsets.UTF_8));
            putWithLength(header.value());
        }
        sha256.update(input.array(), 0, input.position());
        return sha256.digest();
    }

    private void put(long number) {
        ensure(Long.BYTES);
        input.putLong(number);
    }

    private void put(byte[] bytes) {
        ensure(bytes.length);
        input.put(bytes);
    }

    private void putWithLength(byte @Nullable [] bytes) {
        put(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            put(bytes);
        }
    }

    private void ensure(int more) {
        if (input.remaining() < more) {
            input = ByteBuffer.allocate(Math.max(2 * input.capacity(), input.position() + more))
                    .put(input.flip());
        }
    }
}

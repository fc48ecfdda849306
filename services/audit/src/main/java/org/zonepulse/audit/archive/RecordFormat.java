package org.zonepulse.audit.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * How a record stands in an archive: offset, timestamp, key, value, number of headers, then each header's name and value.
 * Numbers are 8 bytes big-endian, byte strings have their length in front, -1 for null: the bytes that
 * {@link org.zonepulse.eventlog.LogDigest} is made of, so whoever checks the digests needs to know one format only.
 * The zeros cost little, since entries are compressed. For one thread.
 */
final class RecordFormat {

    /** A piece of a long byte string that is taken in trust that it is there; what is claimed beyond has to come first. */
    private static final int PIECE = 64 * 1024;

    /** What a header costs in memory besides its bytes, about. */
    private static final int HEADER_COST = 128;

    private final byte[] eight = new byte[Long.BYTES];
    private final ByteBuffer number = ByteBuffer.wrap(eight);
    private final long most;
    private final LargeRecords large;
    private long left;

    /**
     * The format.
     *
     * @param most largest record that is read, in bytes
     * @param large is entered where a record is large, until it is {@linkplain #release released}
     */
    RecordFormat(long most, LargeRecords large) {
        this.most = most;
        this.large = large;
    }

    /** For who only writes. */
    static RecordFormat forWriting() {
        return new RecordFormat(0, new LargeRecords());
    }

    /**
     * What a record may have at most, in bytes, by this JVM's memory: a claim can then fill no more than a part of it. A
     * broker lets batches of 1 MiB in, which unpack to some 256 MiB at the worst. Of such as are larger than
     * {@link LargeRecords#FROM} there is only one at a time.
     */
    static long mostByMemory() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / 16, 16L << 20, 256L << 20);
    }

    void write(OutputStream out, ConsumerRecord<byte[], byte[]> record) throws IOException {
        write(out, record.offset());
        write(out, record.timestamp());
        write(out, record.key());
        write(out, record.value());
        Header[] headers = record.headers().toArray();
        write(out, headers.length);
        for (Header header : headers) {
            write(out, header.key().getBytes(StandardCharsets.UTF_8));
            write(out, header.value());
        }
    }

    private void write(OutputStream out, long value) throws IOException {
        number.putLong(0, value);
        out.write(eight);
    }

    private void write(OutputStream out, byte @Nullable [] bytes) throws IOException {
        write(out, bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    /** A record can't be read as one. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /**
     * The offset of the next record, the rest of which is to be read next; nothing if none follows.
     *
     * @throws Malformed if what follows is none
     */
    OptionalLong readOffset(InputStream in) throws IOException {
        int read = in.readNBytes(eight, 0, Long.BYTES);
        if (read == 0) {
            return OptionalLong.empty();
        }
        if (read < Long.BYTES) {
            throw new Malformed("it ends within a record");
        }
        return OptionalLong.of(number.getLong(0));
    }

    /**
     * The rest of a record.
     *
     * @throws Malformed if what follows is none, or larger than is read
     */
    ConsumerRecord<byte[], byte[]> readRest(InputStream in, TopicPartition partition, long offset) throws IOException {
        left = most;
        long timestamp = readNumber(in);
        byte[] key = readBytes(in);
        byte[] value = readBytes(in);
        Headers headers = readHeaders(in);
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                timestamp,
                timestamp < 0 ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME,
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    private Headers readHeaders(InputStream in) throws IOException {
        long count = readNumber(in);
        if (count < 0) {
            throw new Malformed("it has " + count + " headers");
        }
        RecordHeaders headers = new RecordHeaders();
        for (long i = 0; i < count; i++) {
            spend(HEADER_COST);
            byte[] name = readBytes(in);
            if (name == null) {
                throw new Malformed("a header has no name");
            }
            headers.add(new String(name, StandardCharsets.UTF_8), readBytes(in));
        }
        return headers;
    }

    private long readNumber(InputStream in) throws IOException {
        if (in.readNBytes(eight, 0, Long.BYTES) < Long.BYTES) {
            throw new Malformed("it ends within a record");
        }
        return number.getLong(0);
    }

    private byte @Nullable [] readBytes(InputStream in) throws IOException {
        long length = readNumber(in);
        if (length == -1) {
            return null;
        }
        if (length < 0) {
            throw new Malformed("a length is " + length);
        }
        spend(length);
        byte[] bytes = new byte[(int) Math.min(length, PIECE)];
        int filled = 0;
        while (true) {
            filled += in.readNBytes(bytes, filled, bytes.length - filled);
            if (filled == length) {
                return bytes;
            }
            if (filled < bytes.length) {
                throw new Malformed("it ends within a record");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * bytes.length));
        }
    }

    /** To be called when the record that was read is done with. */
    void release() {
        large.leave();
    }

    private void spend(long bytes) throws Malformed {
        if (bytes > left) {
            throw new Malformed("a record claims more than " + most + " bytes, which is more than is read");
        }
        left -= bytes;
        if (most - left > LargeRecords.FROM) {
            large.enter();
        }
    }
}

package org.zonepulse.audit.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.contract.Sha256;

/**
 * Reads the entry of one partition, and holds it against what the manifest says of it. Nothing in it is trusted. Between records
 * it has nothing of the next one in memory but its offset, and at the end nothing at all.
 */
final class EntryReader implements AutoCloseable {

    /** Instead of an offset: there is no further record. */
    static final long END = -1;

    /** What {@link #peek} has to find out first. */
    private static final long UNKNOWN = -2;

    private final Manifest.Partition stated;
    private final Damage damage;
    private final RecordFormat format;
    private final DigestInputStream content;
    private final BufferedInputStream in;
    private long next = UNKNOWN;
    private long records;
    private long after;

    EntryReader(Manifest.Partition stated, InputStream content, int buffer, RecordFormat format, Damage damage) {
        this.stated = stated;
        this.damage = damage;
        this.format = format;
        this.content = new DigestInputStream(content, Sha256.calculator());
        this.in = new BufferedInputStream(this.content, buffer);
        this.after = stated.beginning();
    }

    /**
     * The offset of the next record; it stays the next one until it is taken. {@link #END} at the end.
     *
     * @throws LogIncomplete if the entry isn't what the manifest says
     */
    long peek() {
        if (next == UNKNOWN) {
            OptionalLong offset;
            try {
                offset = format.readOffset(in);
                if (offset.isEmpty()) {
                    in.close();
                }
            } catch (IOException e) {
                throw unreadable(records, e);
            }
            offset.ifPresentOrElse(this::requireInPlace, this::requireAsStated);
            next = offset.orElse(END);
        }
        return next;
    }

    /**
     * Takes the record that was peeked at.
     *
     * @throws LogIncomplete if it is none
     */
    ConsumerRecord<byte[], byte[]> take() {
        long offset = next;
        if (offset < 0) {
            throw new IllegalStateException("there is no record to take");
        }
        next = UNKNOWN;
        try {
            return format.readRest(in, stated.partition(), offset);
        } catch (IOException e) {
            throw unreadable(records - 1, e);
        }
    }

    /** To be called when the record that was taken is done with. */
    void release() {
        format.release();
    }

    private LogIncomplete unreadable(long recordsBefore, IOException cause) {
        return damage.in(stated.entry(), "can't be read after " + recordsBefore + " records", cause);
    }

    private void requireInPlace(long offset) {
        records++;
        if (offset < after || offset >= stated.nextOffset()) {
            throw damage.in(
                    stated.entry(),
                    "has offset " + offset + ", where offsets from " + after + " to " + (stated.nextOffset() - 1)
                            + " can be");
        }
        if (records > stated.records()) {
            throw damage.in(
                    stated.entry(), "has more than the " + stated.records() + " records that the manifest states");
        }
        after = offset + 1;
    }

    private void requireAsStated() {
        if (records != stated.records()) {
            throw damage.in(
                    stated.entry(),
                    "has " + records + " records, and the manifest states " + stated.records() + ": some are missing");
        }
        String found = HexFormat.of().formatHex(content.getMessageDigest().digest());
        if (!found.equals(stated.content().sha256())) {
            throw damage.in(
                    stated.entry(),
                    "isn't what was written: its SHA-256 is " + found + ", and the manifest states "
                            + stated.content().sha256());
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

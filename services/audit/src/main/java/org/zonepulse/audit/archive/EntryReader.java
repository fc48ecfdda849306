package org.zonepulse.audit.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.eventlog.LogDigest;

/** Reads the entry of one partition, and holds it against what the manifest says of it. Nothing in it is trusted. */
final class EntryReader implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Manifest.Partition stated;
    private final Damage damage;
    private final RecordFormat format;
    private final DigestInputStream content;
    private final BufferedInputStream in;
    private @Nullable ConsumerRecord<byte[], byte[]> next;
    private long records;
    private long after;
    private boolean ended;

    EntryReader(Manifest.Partition stated, InputStream content, RecordFormat format, Damage damage) {
        this.stated = stated;
        this.damage = damage;
        this.format = format;
        this.content = new DigestInputStream(content, LogDigest.sha256());
        this.in = new BufferedInputStream(this.content, BUFFER);
        this.after = stated.beginning();
    }

    /**
     * The next record; it stays the next one until it is taken. Null at the end.
     *
     * @throws LogIncomplete if the entry isn't what the manifest says
     */
    @Nullable ConsumerRecord<byte[], byte[]> peek() {
        if (next == null && !ended) {
            try {
                next = format.read(in, stated.partition());
            } catch (IOException e) {
                throw damage.in(stated.entry(), "can't be read after " + records + " records", e);
            }
            if (next == null) {
                ended = true;
                requireAsStated();
            } else {
                requireInPlace(next.offset());
            }
        }
        return next;
    }

    /** Takes the record that was peeked at. */
    void take() {
        next = null;
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

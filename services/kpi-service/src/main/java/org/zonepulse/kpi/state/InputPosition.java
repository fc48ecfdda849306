package org.zonepulse.kpi.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.zonepulse.eventlog.LogDigest;

/** How far a partition of an event topic has been read. */
public final class InputPosition {

    private final String topic;
    private final int partition;
    private final long nextOffset;
    private final byte[] digest;

    /**
     * A position.
     *
     * @param topic the topic
     * @param partition its partition
     * @param nextOffset the first offset that isn't included
     * @param digest of all records before it, see {@link LogDigest}; nobody changes it
     */
    public InputPosition(String topic, int partition, long nextOffset, byte[] digest) {
        this.topic = topic;
        this.partition = partition;
        this.nextOffset = nextOffset;
        this.digest = digest;
    }

    /** The topic. */
    public String topic() {
        return topic;
    }

    /** Its partition. */
    public int partition() {
        return partition;
    }

    /** The first offset that isn't included. */
    public long nextOffset() {
        return nextOffset;
    }

    /** The digest of all records before it; nobody changes it. */
    public byte[] digest() {
        return digest;
    }

    /** Writes it among other things. */
    public void write(DataOutput out) throws IOException {
        out.writeUTF(topic);
        out.writeInt(partition);
        out.writeLong(nextOffset);
        out.write(digest);
    }

    /** Reads what {@link #write} wrote. */
    public static InputPosition read(DataInput in) throws IOException {
        String topic = in.readUTF();
        int partition = in.readInt();
        long nextOffset = in.readLong();
        byte[] digest = new byte[LogDigest.BYTES];
        in.readFully(digest);
        return new InputPosition(topic, partition, nextOffset, digest);
    }
}

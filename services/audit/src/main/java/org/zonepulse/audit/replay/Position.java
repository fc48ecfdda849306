package org.zonepulse.audit.replay;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far a partition of the log is included in something, with the digest of all that is. */
public final class Position {

    /** By topic, then by number of the partition. */
    static final Comparator<Position> BY_PARTITION = Comparator.comparing(
                    (Position position) -> position.partition().topic())
            .thenComparingInt(position -> position.partition().partition());

    private final TopicPartition partition;
    private final long nextOffset;
    private final byte[] digest;

    /**
     * A position.
     *
     * @param partition the partition
     * @param nextOffset offset of the first record that is not included
     * @param digest of all records before it, see {@link org.zonepulse.eventlog.LogDigest}; nobody changes it
     */
    public Position(TopicPartition partition, long nextOffset, byte[] digest) {
        this.partition = Objects.requireNonNull(partition, "partition");
        this.nextOffset = nextOffset;
        this.digest = Objects.requireNonNull(digest, "digest");
    }

    /** The partition. */
    public TopicPartition partition() {
        return partition;
    }

    /** Offset of the first record that is not included. */
    public long nextOffset() {
        return nextOffset;
    }

    /** The digest's bytes; not to be changed. */
    public byte[] digest() {
        return digest;
    }

    /** The digest in hexadecimal digits. */
    public String digestText() {
        return HexFormat.of().formatHex(digest);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Position that
                && partition.equals(that.partition)
                && nextOffset == that.nextOffset
                && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return partition.hashCode() * 31 + Long.hashCode(nextOffset);
    }

    @Override
    public String toString() {
        return partition + "@" + nextOffset + "=" + digestText();
    }
}

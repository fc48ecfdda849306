package org.zonepulse.audit.restore;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.Position;
import org.zonepulse.eventlog.LogDigest;

/**
 * The chained digest of what a partition holds, wherever it stands: as {@link LogDigest}, with each record's number from 0 in
 * place of its offset, which is another in a log that was restored. For one thread.
 */
final class ContentChain {

    private final TopicPartition partition;
    private final LogDigest digest = new LogDigest();
    private byte[] chain = LogDigest.start();
    private long records;

    ContentChain(TopicPartition partition) {
        this.partition = partition;
    }

    /** @param timestamp in milliseconds; -1 counts as 0, which is what it is restored as */
    void take(long timestamp, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        chain = digest.next(chain, records, Math.max(0, timestamp), key, value, headers);
        records++;
    }

    long records() {
        return records;
    }

    /** After so many records, their digest. */
    Position position() {
        return new Position(partition, records, chain);
    }
}

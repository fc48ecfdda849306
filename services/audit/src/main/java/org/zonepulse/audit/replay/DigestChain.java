package org.zonepulse.audit.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.replay.CutHistory.Checkpoint;
import org.zonepulse.eventlog.LogDigest;

/**
 * The chained digest of one partition as it is read, compared with what cuts state. After a difference it goes on from what
 * was stated, so that each range between two cuts is judged by itself.
 */
final class DigestChain {

    private final TopicPartition partition;
    private final LogDigest digest;
    private final List<Checkpoint> checkpoints;
    private final List<InputDifference> differences = new ArrayList<>();
    private byte[] chain = LogDigest.start();
    private long nextOffset;
    private long records;
    private long checkedUntil;
    private int next;

    DigestChain(TopicPartition partition, LogDigest digest, List<Checkpoint> checkpoints) {
        this.partition = partition;
        this.digest = digest;
        this.checkpoints = checkpoints;
    }

    /** A chain that is compared with nothing, and has a calculator of its own, for a thread of its own. */
    static DigestChain of(TopicPartition partition) {
        return new DigestChain(partition, new LogDigest(), List.of());
    }

    /** Takes the next record. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        check(record.offset());
        chain = digest.next(chain, record);
        nextOffset = record.offset() + 1;
        records++;
    }

    /** There is no record more before this offset. */
    void check(long offset) {
        while (next < checkpoints.size() && checkpoints.get(next).position().nextOffset() <= offset) {
            Checkpoint stated = checkpoints.get(next);
            next++;
            if (!Arrays.equals(stated.position().digest(), chain)) {
                differences.add(new InputDifference(stated.cut(), checkedUntil, stated.position(), chain));
                chain = stated.position().digest();
            }
            checkedUntil = stated.position().nextOffset();
        }
    }

    /** How many records it has taken. */
    long records() {
        return records;
    }

    /** Where it stands. */
    Position position() {
        return new Position(partition, nextOffset, chain);
    }

    List<InputDifference> differences() {
        return differences;
    }
}

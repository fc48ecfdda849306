package org.zonepulse.audit.replay;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads some partitions in steps: what is committed, each partition's records in order of offset; partitions among each
 * other in any order. For one thread.
 */
public interface LogReader extends AutoCloseable {

    /** Takes a record. */
    interface Visitor {
        void visit(TopicPartition partition, ConsumerRecord<byte[], byte[]> record);
    }

    /**
     * Reads on to these offsets.
     *
     * @param until for each partition the offset of the first record that is not read; partitions that aren't named stand still
     * @throws LogIncomplete if a partition ends before its offset
     */
    void readTo(Map<TopicPartition, Long> until, Visitor visitor);

    /** Reads on to the end of all partitions, as it is now. */
    void readToEnd(Visitor visitor);

    @Override
    void close();
}

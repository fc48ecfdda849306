package org.zonepulse.audit.replay;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.contract.Parsed;

/**
 * Sees each record as a replay reads it, whatever becomes of it, and has no part in it. Called by several threads, for one
 * partition number by one only.
 */
@FunctionalInterface
public interface Bystander {

    /**
     * A record was read.
     *
     * @param read the event that it is by the replay's zone, or why it is none
     */
    void see(TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Parsed read);
}

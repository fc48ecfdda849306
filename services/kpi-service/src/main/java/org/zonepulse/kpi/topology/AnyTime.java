package org.zonepulse.kpi.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * A record's time decides nothing here, so none is bad: Kafka Streams' own extractor would stop for good at a client that writes
 * none (-1). It counts as 0, in the digest too.
 */
public final class AnyTime implements TimestampExtractor {

    /** For Kafka Streams, which makes one for the topics between the stages. */
    public AnyTime() {}

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.max(0, record.timestamp());
    }
}

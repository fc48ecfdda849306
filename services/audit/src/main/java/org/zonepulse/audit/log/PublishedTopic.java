package org.zonepulse.audit.log;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Topic;

/**
 * A topic that the pipeline itself writes, of one partition, decoded.
 *
 * @param <T> the class of its values
 */
public final class PublishedTopic<T extends SpecificRecord> {

    private final TopicPartition partition;
    private final AvroRecordDecoder<T> decoder;

    /** The topic with values of that class. */
    public PublishedTopic(Topic topic, Class<T> type, SchemaRegistry registry) {
        this.partition = new TopicPartition(topic.name(), 0);
        this.decoder = AvroRecordDecoder.of(type, registry);
    }

    /** Its only partition. */
    public TopicPartition partition() {
        return partition;
    }

    /**
     * A record's value.
     *
     * @throws Unreadable if it isn't one
     */
    public T decode(long offset, byte[] value) {
        return switch (decoder.decode(value)) {
            case Decoded.Ok<T> ok -> ok.value();
            case Decoded.Rejected<T> bad -> throw new Unreadable(partition + "@" + offset, bad.message());
        };
    }
}

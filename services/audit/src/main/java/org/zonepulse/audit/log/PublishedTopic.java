package org.zonepulse.audit.log;

import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
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

    /** A record's value; nothing if it isn't one, for those who go on without. */
    public Optional<T> tryDecode(byte @Nullable [] value) {
        return value != null && decoder.decode(value) instanceof Decoded.Ok<T> ok
                ? Optional.of(ok.value())
                : Optional.empty();
    }

    /**
     * A record's value.
     *
     * @throws Unreadable if it isn't one
     */
    public T decode(long offset, byte @Nullable [] value) {
        if (value == null) {
            throw new Unreadable(partition + "@" + offset, "the value is null");
        }
        return switch (decoder.decode(value)) {
            case Decoded.Ok<T> ok -> ok.value();
            case Decoded.Rejected<T> bad -> throw new Unreadable(partition + "@" + offset, bad.message());
        };
    }
}

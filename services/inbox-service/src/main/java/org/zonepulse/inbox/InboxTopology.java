package org.zonepulse.inbox;

import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.jspecify.annotations.Nullable;
import org.zonepulse.schemas.Inbox;

/** Inboxes in, event topics and dead letters out. */
final class InboxTopology {

    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private static final Serde<Outgoing> OUTGOING = Serdes.serdeFrom((_, outgoing) -> outgoing.value(), (_, _) -> {
        throw new UnsupportedOperationException("what goes out is only written");
    });

    /** A record's time decides nothing, so none is bad; see the topology of KPIs. */
    private static final TimestampExtractor ANY_TIME = (record, _) -> Math.max(0, record.timestamp());

    /** Sends each record where it says. */
    private static final class TopicOfOutgoing implements TopicNameExtractor<byte[], Outgoing> {
        @Override
        public String extract(byte @Nullable [] key, Outgoing outgoing, RecordContext context) {
            return outgoing.topic();
        }

        @Override
        public String toString() {
            return "topic-of-outgoing";
        }
    }

    private InboxTopology() {}

    /** The topology. No partitioner is named: the producer's own then places a record by the murmur2 of its key. */
    static Topology build(Supplier<InboxProcessor> processor) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        Inbox.TOPICS,
                        Consumed.with(BYTES, BYTES)
                                .withTimestampExtractor(ANY_TIME)
                                .withName("read-inboxes"))
                .process(processor::get, Named.as("admit-events"))
                .to(new TopicOfOutgoing(), Produced.with(BYTES, OUTGOING).withName("publish-admitted"));
        return builder.build();
    }
}

package org.zonepulse.eventlog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.avrocodec.UndecodableReason;
import org.zonepulse.contract.EventBytes;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.ledger.event.Acceptance;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/** From a record's bytes to an accepted event, or to the reasons why it is none. */
public final class EventDecoder {

    /**
     * Largest value that is read, in bytes. A broker limits compressed batches; what is larger than an event topic's limit
     * once unpacked could not be sent on to another partition, and would be met again for ever. Less a key and a batch's header.
     */
    public static final int MOST_OF_VALUE = TopicCatalogue.MAX_EVENT_BYTES - 1024;

    private static final List<String> TOPICS = Stream.of(EventStream.values())
            .map(stream -> TopicCatalogue.ofStream(stream.id()).name())
            .toList();

    private record Source(EventStream stream, AvroRecordDecoder<? extends SpecificRecord> decoder) {}

    private final Map<String, Source> sources = new HashMap<>();
    private final EventReader reader;

    public EventDecoder(Zone zone, SchemaRegistry registry) {
        reader = new EventReader(zone);
        for (EventStream stream : EventStream.values()) {
            Topic topic = TopicCatalogue.ofStream(stream.id());
            sources.put(topic.name(), new Source(stream, AvroRecordDecoder.of(topic.valueType(), registry)));
        }
    }

    /** The event topics. */
    public static List<String> topics() {
        return TOPICS;
    }

    /** Reads a record of an event topic; waits while the registry is away. */
    public Parsed read(String topic, byte @Nullable [] value) {
        Source source = sources.get(topic);
        if (source == null) {
            throw new IllegalStateException("no event topic: " + topic);
        }
        if (value == null) {
            return rejected(RejectionReason.UNDECODABLE, "the value is null: an event topic has no tombstones");
        }
        if (value.length > MOST_OF_VALUE) {
            return rejected(
                    RejectionReason.TOO_LARGE,
                    "the value has " + value.length + " bytes, of " + MOST_OF_VALUE + " at most");
        }
        int fields = source.decoder().fieldsOfOwnSchema(value);
        Event plain = fields < 0 ? null : EventBytes.read(source.stream(), value, fields);
        if (plain != null) {
            return reader.event(plain, source.stream());
        }
        return switch (RegistryPatience.ask(() -> source.decoder().decode(value))) {
            case Decoded.Ok<? extends SpecificRecord> ok -> reader.avro(ok.value(), source.stream());
            case Decoded.Rejected<? extends SpecificRecord> bad -> rejected(reason(bad.reason()), bad.message());
        };
    }

    /** What a record that was rejected says of who published it, and as what, where it can be decoded. */
    public RecordOrigin originOf(String topic, byte @Nullable [] value) {
        Source source = sources.get(topic);
        if (source == null || value == null) {
            return RecordOrigin.UNKNOWN;
        }
        return switch (RegistryPatience.ask(() -> source.decoder().decode(value))) {
            case Decoded.Ok<? extends SpecificRecord> ok -> {
                String name = text(ok.value(), "source");
                yield new RecordOrigin(
                        name != null && Acceptance.isSource(name) ? name : null, text(ok.value(), "eventId"));
            }
            case Decoded.Rejected<? extends SpecificRecord> _ -> RecordOrigin.UNKNOWN;
        };
    }

    private static @Nullable String text(SpecificRecord record, String name) {
        Schema.Field field = record.getSchema().getField(name);
        return field != null && record.get(field.pos()) instanceof String text ? text : null;
    }

    private static Parsed rejected(RejectionReason reason, String message) {
        return new Parsed.Rejected(List.of(new Violation(reason, "$", message)));
    }

    /** What it means for an event that its bytes can't be decoded. */
    public static RejectionReason reason(UndecodableReason reason) {
        return switch (reason) {
            case UNKNOWN_SCHEMA_ID -> RejectionReason.UNKNOWN_SCHEMA;
            case UNUSABLE_SCHEMA, SCHEMA_MISMATCH, READER_CLASS_UNAVAILABLE -> RejectionReason.INCOMPATIBLE_SCHEMA;
            case NOT_CONFLUENT_FORMAT, MALFORMED, TRAILING_BYTES -> RejectionReason.UNDECODABLE;
        };
    }
}

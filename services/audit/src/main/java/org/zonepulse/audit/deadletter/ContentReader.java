package org.zonepulse.audit.deadletter;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.eventlog.EventDecoder;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.calendar.BusinessDayOpened;

/** Reads a record as the pipeline would today; and where that fails, as far as it can be read at all. */
public final class ContentReader {

    private final Map<EventStream, AvroRecordDecoder<? extends SpecificRecord>> events =
            new EnumMap<>(EventStream.class);
    private final AvroRecordDecoder<BusinessDayOpened> calendar;
    private final AvroRecordDecoder<GenericRecord> anything;
    private final EventReader reader;

    /** A reader of this zone's events. */
    public ContentReader(Zone zone, SchemaRegistry registry) {
        reader = new EventReader(zone);
        for (EventStream stream : EventStream.values()) {
            events.put(
                    stream,
                    AvroRecordDecoder.of(TopicCatalogue.ofStream(stream.id()).valueType(), registry));
        }
        calendar = AvroRecordDecoder.of(BusinessDayOpened.class, registry);
        anything = AvroRecordDecoder.generic(registry);
    }

    /** What a record of that topic is. */
    public Content read(String topic, byte @Nullable [] value) {
        if (value == null) {
            return new Content.Raw(wrong(RejectionReason.UNDECODABLE, "the value is null"));
        }
        return switch (Origin.of(topic)) {
            case Origin.Events(EventStream stream) -> event(stream, null, value);
            case Origin.Inbox(EventStream stream, String source) -> event(stream, source, value);
            case Origin.Calendar _ -> other(value, objectionsToDay(value));
            case Origin.Other _ ->
                other(value, wrong(RejectionReason.UNDECODABLE, topic + " is no topic that is known here"));
        };
    }

    /** What is wrong with an event that is to be published to that topic; empty if nothing is. */
    public List<Violation> objections(String topic, Event event) {
        return switch (Origin.of(topic)) {
            case Origin.Events(EventStream stream) -> objections(event, stream, null);
            case Origin.Inbox(EventStream stream, String source) -> objections(event, stream, source);
            case Origin.Calendar _, Origin.Other _ ->
                wrong(RejectionReason.WRONG_STREAM, topic + " holds no events, so none can stand in for this");
        };
    }

    private Content event(EventStream stream, @Nullable String inboxOf, byte[] value) {
        AvroRecordDecoder<? extends SpecificRecord> decoder = events.get(stream);
        if (decoder == null) {
            throw new IllegalStateException("no decoder of " + stream);
        }
        return switch (decoder.decode(value)) {
            case Decoded.Ok<? extends SpecificRecord> ok ->
                switch (EventAvro.read(ok.value())) {
                    case Parsed.Ok(Event event) -> new Content.OfEvent(event, objections(event, stream, inboxOf));
                    case Parsed.Rejected rejected -> other(value, rejected.violations());
                };
            case Decoded.Rejected<? extends SpecificRecord> bad ->
                other(value, wrong(EventDecoder.reason(bad.reason()), bad.message()));
        };
    }

    private List<Violation> objections(Event event, EventStream stream, @Nullable String inboxOf) {
        if (inboxOf != null && !inboxOf.equals(event.source())) {
            return List.of(new Violation(
                    RejectionReason.INVALID_FIELD, "source", "must be " + inboxOf + ", whose inbox this is"));
        }
        return switch (reader.event(event, stream)) {
            case Parsed.Ok _ -> List.of();
            case Parsed.Rejected rejected -> rejected.violations();
        };
    }

    private List<Violation> objectionsToDay(byte[] value) {
        return switch (calendar.decode(value)) {
            case Decoded.Ok<BusinessDayOpened> _ -> List.of();
            case Decoded.Rejected<BusinessDayOpened> bad -> wrong(EventDecoder.reason(bad.reason()), bad.message());
        };
    }

    private Content other(byte[] value, List<Violation> violations) {
        return switch (anything.decode(value)) {
            case Decoded.Ok<GenericRecord> ok ->
                new Content.OfRecord(
                        ok.value().getSchema().getFullName(),
                        ok.schemaId(),
                        ok.value().toString(),
                        violations);
            case Decoded.Rejected<GenericRecord> _ -> new Content.Raw(violations);
        };
    }

    private static List<Violation> wrong(RejectionReason reason, String message) {
        return List.of(new Violation(reason, "$", message));
    }
}

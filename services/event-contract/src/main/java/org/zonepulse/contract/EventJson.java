package org.zonepulse.contract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.RejectionReason;

/**
 * The JSON form of an event:
 *
 * <pre>{@code
 * {"eventId": "bof-2023-000017", "source": "bank-of-foshan", "occurredOn": "2023-01-31",
 *  "recordedAt": "2023-02-01T08:00:00Z", "enterpriseId": "91350100M000100Y43",
 *  "fact": {"type": "LoanDisbursed", "loanId": "L-2023-0001",
 *           "amount": {"amount": "1000000.00", "currency": "CNY"}}}
 * }</pre>
 *
 * Properties of a fact are named as its components. Amounts are in major units, as decimal text or number, and exact.
 * Dates are ISO, years of four digits. Null is the same as left out. What isn't known is rejected.
 *
 * <p>A source that has no ids of its own leaves {@code eventId} out. It is then made from what the event says (source, date, enterprise,
 * fact; not {@code recordedAt}), so that a repeat is known as one. Such a source can't publish the same fact of the
 * same day twice: two equal repayments of a loan on one day need ids.
 */
public final class EventJson {

    private EventJson() {}

    /**
     * Reads an event. That it has the right shape doesn't make it acceptable: see {@link EventReader}.
     *
     * @param json UTF-8 text of one JSON object
     * @param receivedAt stands in where the event says no {@code recordedAt}
     */
    public static Parsed read(byte[] json, Instant receivedAt) {
        return read(json, receivedAt, DerivedId::ofContent);
    }

    /**
     * Reads an event, as {@link #read(byte[], Instant)} does.
     *
     * @param missingId makes the id where the event says none
     */
    public static Parsed read(byte[] json, Instant receivedAt, DerivedId missingId) {
        if (json.length > 3 * JsonTree.MAX_CHARACTERS) {
            return Violations.one(
                    RejectionReason.MALFORMED,
                    Violations.WHOLE,
                    "must be at most " + JsonTree.MAX_CHARACTERS + " characters long");
        }
        try {
            return read(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(json))
                            .toString(),
                    receivedAt,
                    missingId);
        } catch (CharacterCodingException notUtf8) {
            return Violations.one(RejectionReason.MALFORMED, Violations.WHOLE, "must be encoded in UTF-8");
        }
    }

    /** Reads an event from text, as {@link #read(byte[], Instant)} does. */
    public static Parsed read(String json, Instant receivedAt) {
        return read(json, receivedAt, DerivedId::ofContent);
    }

    /** Reads an event from text, as {@link #read(byte[], Instant, DerivedId)} does. */
    public static Parsed read(String json, Instant receivedAt, DerivedId missingId) {
        Violations violations = new Violations();
        try {
            Shape event = new Shape(JsonTree.read(json), "", violations);
            Event read = event(event, receivedAt, missingId, violations);
            return read == null ? violations.rejected() : new Parsed.Ok(read);
        } catch (JsonTree.Malformed malformed) {
            return Violations.one(RejectionReason.MALFORMED, malformed.field(), malformed.remedy());
        }
    }

    /** Writes an event: one line, always the same text for the same event. */
    public static String write(Event event) {
        return JsonText.of(event);
    }

    private static @Nullable Event event(Shape in, Instant receivedAt, DerivedId missingId, Violations violations) {
        String eventId = in.textOrNull("eventId");
        String source = in.text("source");
        LocalDate occurredOn = in.date("occurredOn");
        Instant recordedAt = in.instantOr("recordedAt", receivedAt);
        String enterpriseId = in.text("enterpriseId");
        Fact fact = fact(in.object("fact"), violations);
        in.end();
        if (fact == null || !violations.isEmpty()) {
            return null;
        }
        Event event = new Event(eventId == null ? "" : eventId, source, occurredOn, recordedAt, enterpriseId, fact);
        return eventId == null ? withId(missingId.of(event), event) : event;
    }

    private static @Nullable Fact fact(@Nullable Shape in, Violations violations) {
        if (in == null) {
            return null;
        }
        String type = in.text("type");
        Function<Shape, Fact> shape = FactShapes.BY_TYPE.get(type);
        if (shape == null) {
            violations.add(RejectionReason.INVALID_FIELD, "fact.type", "must be one of " + FactShapes.BY_TYPE.keySet());
            return null;
        }
        Fact fact = shape.apply(in);
        in.end();
        return fact;
    }

    private static Event withId(String eventId, Event event) {
        return new Event(
                eventId, event.source(), event.occurredOn(), event.recordedAt(), event.enterpriseId(), event.fact());
    }
}

package org.zonepulse.kpi.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.kpi.state.InputPosition;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.measure.Measure;

/** Parts that several documents have. */
final class JsonParts {

    private JsonParts() {}

    /** How far the event topics have been read: what an answer is made of. */
    static void inputs(JsonGenerator json, List<InputPosition> inputs) throws IOException {
        json.writeArrayFieldStart("inputs");
        for (InputPosition input : inputs) {
            json.writeStartObject();
            json.writeStringField("topic", input.topic());
            json.writeNumberField("partition", input.partition());
            json.writeNumberField("nextOffset", input.nextOffset());
            json.writeStringField("digest", HexFormat.of().formatHex(input.digest()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void date(JsonGenerator json, String name, @Nullable LocalDate date) throws IOException {
        json.writeStringField(name, date == null ? null : date.toString());
    }

    /** An amount as exact decimal text: money in major units, counts as they are. */
    static String amount(Measure measure, long amount, String currency) {
        return measure.unit() == Measure.Unit.MONEY
                ? new Money(amount, currency).major().toPlainString()
                : Long.toString(amount);
    }
}

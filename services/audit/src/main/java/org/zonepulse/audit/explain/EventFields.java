package org.zonepulse.audit.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.contract.EventJson;
import org.zonepulse.ledger.event.Event;

/** What files and reports say of an event: what it is, where it stands, and since when it is known. */
public final class EventFields {

    /** The columns of {@link #row}. */
    public static final List<String> COLUMNS = List.of(
            "enterpriseId",
            "subject",
            "fact",
            "source",
            "eventId",
            "occurredOn",
            "topic",
            "partition",
            "offset",
            "recordTime",
            "knownSinceCut");

    private EventFields() {}

    /** The cells of a row. An id that a spreadsheet would take for a formula has an apostrophe before it. */
    public static List<String> row(SeenEvent seen, CutHistory history) {
        Event event = seen.event();
        OptionalLong cut = history.firstWith(seen.topicPartition(), seen.offset());
        return List.of(
                event.enterpriseId(),
                event.fact().subject().toString(),
                event.fact().getClass().getSimpleName(),
                event.source(),
                CsvText.harmless(event.eventId()),
                event.occurredOn().toString(),
                seen.topic(),
                Integer.toString(seen.partition()),
                Long.toString(seen.offset()),
                seen.time().toString(),
                cut.isPresent() ? Long.toString(cut.getAsLong()) : "");
    }

    /** The same as fields of a JSON object that has been begun, with the whole event. */
    public static void write(SeenEvent seen, CutHistory history, JsonGenerator json) throws IOException {
        json.writeStringField("topic", seen.topic());
        json.writeNumberField("partition", seen.partition());
        json.writeNumberField("offset", seen.offset());
        json.writeStringField("recordTime", seen.time().toString());
        OptionalLong cut = history.firstWith(seen.topicPartition(), seen.offset());
        if (cut.isPresent()) {
            json.writeNumberField("knownSinceCut", cut.getAsLong());
        } else {
            json.writeNullField("knownSinceCut");
        }
        json.writeFieldName("event");
        json.writeRawValue(EventJson.write(seen.event()));
    }
}

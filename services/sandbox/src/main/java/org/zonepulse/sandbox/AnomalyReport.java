package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.zonepulse.audit.anomaly.FoundEvent;
import org.zonepulse.audit.anomaly.OpenAnomaly;
import org.zonepulse.audit.anomaly.Remedy;
import org.zonepulse.contract.EventJson;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.zone.Zone;

/**
 * Open anomalies, for people or for machines.
 *
 * @param answers those to be shown
 * @param open all that are meant
 * @param complete whether all events of the enterprises were looked at
 */
record AnomalyReport(List<AnomalyAnswer> answers, List<OpenAnomaly> open, boolean complete) {
    AnomalyReport {
        answers = List.copyOf(answers);
        open = List.copyOf(open);
    }

    String text(Words words) {
        if (open.isEmpty()) {
            return words.say("anomalies.none");
        }
        StringBuilder text = new StringBuilder();
        for (AnomalyAnswer answer : answers) {
            text.append(Printable.of(answer.anomaly().enterpriseId()))
                    .append("  ")
                    .append(Printable.of(answer.anomaly().subject()))
                    .append("  (")
                    .append(words.say(
                            "anomalies.since", Moment.text(answer.anomaly().since())))
                    .append(")\n");
            answer.findings().forEach(finding -> write(finding, text, words));
            text.append('\n');
        }
        text.append(
                answers.size() < open.size()
                        ? words.say("anomalies.shown", answers.size(), open.size())
                        : words.say("anomalies.all", open.size()));
        TextTable sums = new TextTable(true, false);
        totals().forEach((name, count) -> sums.row(Long.toString(count), Printable.of(name)));
        text.append('\n').append(sums);
        if (!complete) {
            text.append(words.say("anomalies.incomplete"));
        }
        return text.toString().stripTrailing();
    }

    private static void write(AnomalyAnswer.Finding finding, StringBuilder text, Words words) {
        text.append("  ").append(Printable.of(finding.name()));
        if (finding.code() != null) {
            text.append("  ").append(in(finding.code().meaning(), words));
        }
        text.append('\n');
        for (AnomalyAnswer.Reference reference : finding.events()) {
            if (reference.found().isEmpty()) {
                text.append("    ")
                        .append(words.say(
                                "anomalies.notFound",
                                Printable.of(reference.key().toString())))
                        .append('\n');
            }
            for (FoundEvent found : reference.found()) {
                text.append(String.format(
                        "    %s/%d/%d  %s%n",
                        found.topic(),
                        found.partition(),
                        found.offset(),
                        Printable.of(EventJson.write(found.event()))));
            }
        }
        for (Remedy remedy : finding.remedies()) {
            text.append("    → ").append(Printable.of(in(remedy.text(), words))).append('\n');
            if (!remedy.events().isEmpty()) {
                text.append("      ")
                        .append(words.say(remedy.toBeFilledIn() ? "anomalies.example" : "anomalies.events"))
                        .append('\n');
            }
            for (Event event : remedy.events()) {
                text.append("      ").append(Printable.of(Remedy.json(event))).append('\n');
            }
        }
    }

    private static String in(Zone.Name text, Words words) {
        return words.isChinese() ? text.zh() : text.en();
    }

    private Map<String, Long> totals() {
        Map<String, Long> totals = new TreeMap<>();
        for (OpenAnomaly anomaly : open) {
            anomaly.findings().forEach(finding -> totals.merge(finding.name(), 1L, Long::sum));
        }
        return totals;
    }

    String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("anomalies");
            for (AnomalyAnswer answer : answers) {
                json.writeStartObject();
                json.writeStringField("enterpriseId", answer.anomaly().enterpriseId());
                json.writeStringField("subject", answer.anomaly().subject());
                json.writeStringField("since", answer.anomaly().since().toString());
                json.writeArrayFieldStart("findings");
                for (AnomalyAnswer.Finding finding : answer.findings()) {
                    write(finding, json);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("count", open.size());
            json.writeObjectFieldStart("findings");
            for (Map.Entry<String, Long> total : totals().entrySet()) {
                json.writeNumberField(total.getKey(), total.getValue());
            }
            json.writeEndObject();
            json.writeBooleanField("complete", complete);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(AnomalyAnswer.Finding finding, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", finding.name());
        if (finding.code() != null) {
            json.writeStringField("meaningEn", finding.code().meaning().en());
            json.writeStringField("meaningZh", finding.code().meaning().zh());
        }
        json.writeArrayFieldStart("events");
        for (AnomalyAnswer.Reference reference : finding.events()) {
            json.writeStartObject();
            json.writeStringField("source", reference.key().source());
            json.writeStringField("eventId", reference.key().eventId());
            json.writeArrayFieldStart("found");
            for (FoundEvent found : reference.found()) {
                json.writeStartObject();
                json.writeStringField("topic", found.topic());
                json.writeNumberField("partition", found.partition());
                json.writeNumberField("offset", found.offset());
                json.writeFieldName("event");
                json.writeRawValue(EventJson.write(found.event()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("remedies");
        for (Remedy remedy : finding.remedies()) {
            json.writeStartObject();
            json.writeStringField("en", remedy.text().en());
            json.writeStringField("zh", remedy.text().zh());
            json.writeBooleanField("toBeFilledIn", remedy.toBeFilledIn());
            json.writeArrayFieldStart("events");
            for (Event event : remedy.events()) {
                json.writeRawValue(Remedy.json(event));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}

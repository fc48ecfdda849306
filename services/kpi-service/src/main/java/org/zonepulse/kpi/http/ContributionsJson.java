package org.zonepulse.kpi.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.zonepulse.kpi.stores.Contributions;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.zone.Zone;

/**
 * The enterprises behind a figure, as fields of a JSON object.
 *
 * @param allPartitions number of partitions of each event topic, held here or not
 */
record ContributionsJson(Contributions found, Zone zone, int allPartitions) implements Answers.Writing {

    @Override
    public void to(JsonGenerator json) throws IOException {
        json.writeStringField("measure", found.kpi().measure().id());
        json.writeStringField("scope", found.kpi().scope().toString());
        json.writeStringField("asOf", found.asOf().toString());
        json.writeArrayFieldStart("sums");
        for (Contributions.Sum sum : found.sums()) {
            Measure measure = sum.series().measure();
            json.writeStartObject();
            json.writeStringField("measure", measure.id());
            json.writeStringField("scope", sum.series().scope().toString());
            json.writeStringField("total", JsonParts.amount(measure, sum.total(), zone.currency()));
            json.writeNumberField("count", sum.count());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("listedMeasure", found.listed().id());
        json.writeStringField("unit", found.listed().unit().name().toLowerCase(Locale.ROOT));
        if (found.listed().unit() == Measure.Unit.MONEY) {
            json.writeStringField("currency", zone.currency());
        }
        json.writeStringField("total", amount(found.total()));
        json.writeNumberField("count", found.count());
        json.writeArrayFieldStart("enterprises");
        for (Contributions.Enterprise enterprise : found.largest()) {
            json.writeStartObject();
            json.writeStringField("enterpriseId", enterprise.enterpriseId());
            json.writeStringField("name", enterprise.name());
            json.writeStringField("contribution", amount(enterprise.amount()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("allPartitions", allPartitions);
        json.writeArrayFieldStart("partitions");
        for (int partition : found.partitions()) {
            json.writeNumber(partition);
        }
        json.writeEndArray();
        json.writeBooleanField("movedOn", found.movedOn());
        JsonParts.inputs(json, found.inputs());
    }

    private String amount(long amount) {
        return JsonParts.amount(found.listed(), amount, zone.currency());
    }
}

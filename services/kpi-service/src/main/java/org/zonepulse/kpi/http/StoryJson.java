package org.zonepulse.kpi.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zonepulse.kpi.state.InputPosition;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.CertificateTerm;
import org.zonepulse.ledger.row.EventKey;
import org.zonepulse.ledger.row.Place;
import org.zonepulse.ledger.story.Account;
import org.zonepulse.ledger.story.FactText;
import org.zonepulse.ledger.story.FairVisit;
import org.zonepulse.ledger.story.NameSpell;
import org.zonepulse.ledger.story.StageSpell;
import org.zonepulse.ledger.story.Story;
import org.zonepulse.ledger.story.StoryFact;
import org.zonepulse.ledger.zone.Zone;

/**
 * An enterprise's story as fields of a JSON object. Buyers, clients and reasons aren't in it.
 *
 * @param inputs how far the event topics had been read
 */
record StoryJson(Story story, Zone zone, List<InputPosition> inputs) implements Answers.Writing {

    @Override
    public void to(JsonGenerator json) throws IOException {
        json.writeStringField("enterpriseId", story.enterpriseId());
        JsonParts.date(json, "asOf", story.asOf());
        json.writeStringField("name", story.name());
        writeNames(json);
        writePlaces(json);
        JsonParts.date(json, "deregisteredOn", story.deregisteredOn());
        writeStages(json);
        writeCertificates(json);
        writeLoans(json);
        writeFairs(json);
        writeOrders(json);
        writeAnomalies(json);
        writeContributions(json);
        writeTimeline(json);
        JsonParts.inputs(json, inputs);
    }

    private void writeNames(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("names");
        for (NameSpell spell : story.names()) {
            json.writeStartObject();
            json.writeStringField("name", spell.name());
            days(json, spell.from(), spell.until());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void days(JsonGenerator json, LocalDate from, @Nullable LocalDate until) throws IOException {
        JsonParts.date(json, "from", from);
        JsonParts.date(json, "until", until);
    }

    private void writePlaces(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("places");
        for (Place place : story.places()) {
            json.writeStartObject();
            json.writeStringField("park", place.park());
            json.writeStringField("industry", place.industry());
            days(json, place.from(), place.until());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeStages(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("stages");
        for (StageSpell spell : story.stages()) {
            json.writeStartObject();
            json.writeStringField("stage", spell.stage().id());
            days(json, spell.from(), spell.until());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeCertificates(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("certificates");
        for (CertificateTerm term : story.certificates()) {
            Zone.Name kind = FactText.of(term.kind());
            json.writeStartObject();
            json.writeStringField("kind", term.kind().id());
            json.writeStringField("kindEn", kind.en());
            json.writeStringField("kindZh", kind.zh());
            String id = term.subject().id();
            json.writeStringField("number", id.substring(id.indexOf('/') + 1));
            days(json, term.from(), term.until());
            if (story.asOf() != null) {
                json.writeBooleanField("inForce", term.isInForceOn(story.asOf()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeLoans(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("loans");
        for (Account account : story.accounts()) {
            if (account instanceof Account.Loan loan) {
                json.writeStartObject();
                json.writeStringField("loan", loan.subject().id());
                json.writeStringField("product", loan.product());
                json.writeStringField("bank", loan.bank());
                money(json, "granted", loan.granted());
                money(json, "disbursed", loan.disbursed());
                money(json, "repaid", loan.repaid());
                money(json, "writtenOff", loan.writtenOff());
                money(json, "balance", loan.balance());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void writeOrders(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("orders");
        for (Account account : story.accounts()) {
            if (account instanceof Account.Order order) {
                json.writeStartObject();
                json.writeStringField("order", order.subject().id());
                json.writeStringField("fair", order.fair());
                money(json, "signed", order.signed());
                money(json, "converted", order.converted());
                json.writeBooleanField("cancelled", order.cancelled());
                money(json, "balance", order.balance());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private void money(JsonGenerator json, String name, long minor) throws IOException {
        json.writeStringField(name, new Money(minor, zone.currency()).major().toPlainString());
    }

    private void writeFairs(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("fairs");
        for (FairVisit visit : story.fairs()) {
            json.writeStartObject();
            json.writeStringField("fair", visit.fair());
            JsonParts.date(json, "attended", visit.attended());
            json.writeNumberField("clients", visit.clients());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeAnomalies(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("anomalies");
        for (Anomaly anomaly : story.anomalies()) {
            json.writeStartObject();
            json.writeStringField("subject", anomaly.subject().toString());
            json.writeArrayFieldStart("findings");
            for (Anomaly.Finding finding : anomaly.findings()) {
                json.writeStartObject();
                json.writeStringField("code", finding.code().name());
                text(json, finding.code().meaning());
                json.writeArrayFieldStart("events");
                for (EventKey key : finding.events()) {
                    json.writeStartObject();
                    event(json, key);
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, Zone.Name text) throws IOException {
        json.writeStringField("textEn", text.en());
        json.writeStringField("textZh", text.zh());
    }

    private static void event(JsonGenerator json, EventKey key) throws IOException {
        json.writeStringField("source", key.source());
        json.writeStringField("eventId", key.eventId());
    }

    private void writeContributions(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("contributions");
        for (Map.Entry<Series, Long> each : story.contributions().entrySet()) {
            Measure measure = each.getKey().measure();
            json.writeStartObject();
            json.writeStringField("measure", measure.id());
            json.writeStringField("scope", each.getKey().scope().toString());
            json.writeStringField("amount", JsonParts.amount(measure, each.getValue(), zone.currency()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeTimeline(JsonGenerator json) throws IOException {
        FactText texts = new FactText(zone);
        json.writeArrayFieldStart("timeline");
        for (StoryFact told : story.facts()) {
            json.writeStartObject();
            JsonParts.date(json, "date", LocalDate.ofEpochDay(told.entry().day()));
            json.writeStringField("type", told.entry().fact().getClass().getSimpleName());
            json.writeStringField("subject", told.entry().fact().subject().toString());
            text(json, texts.of(told.entry().fact()));
            event(json, told.entry().key());
            Money amount = FactText.amountOf(told.entry().fact());
            if (amount != null) {
                json.writeStringField("amount", amount.major().toPlainString());
                json.writeStringField("currency", amount.currency());
            }
            json.writeStringField(
                    "standing",
                    told.judgement().standing().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

package org.zonepulse.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.event.LoanFact.Pledge;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.RegistrationFact.Reclassified;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;

/** Writes an event as JSON: always the same text for the same event. */
final class JsonText {

    private final JsonGenerator out;

    private JsonText(JsonGenerator out) {
        this.out = out;
    }

    /** The whole event. */
    static String of(Event event) {
        return write(event, true);
    }

    /** What the event says, without its id and without the moment of recording: equal for repeats of one fact. */
    static String contentOf(Event event) {
        return write(event, false);
    }

    private static String write(Event event, boolean identified) {
        StringWriter text = new StringWriter(320);
        try (JsonGenerator out = JsonTree.FACTORY.createGenerator(text)) {
            new JsonText(out).event(event, identified);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to a string", impossible);
        }
        return text.toString();
    }

    private void event(Event event, boolean identified) throws IOException {
        out.writeStartObject();
        if (identified) {
            text("eventId", event.eventId());
        }
        text("source", event.source());
        date("occurredOn", event.occurredOn());
        if (identified) {
            text("recordedAt", event.recordedAt().toString());
        }
        text("enterpriseId", event.enterpriseId());
        out.writeObjectFieldStart("fact");
        fact(event.fact());
        out.writeEndObject();
        out.writeEndObject();
    }

    private void fact(Fact fact) throws IOException {
        switch (fact) {
            case Registered it ->
                type("Registered")
                        .text("name", it.name())
                        .text("park", it.park())
                        .text("industry", it.industry());
            case Relocated it -> type("Relocated").text("park", it.park());
            case Renamed it -> type("Renamed").text("name", it.name());
            case Reclassified it -> type("Reclassified").text("industry", it.industry());
            case Deregistered it -> type("Deregistered").text("reason", it.reason());
            case CertificateGranted it ->
                type("CertificateGranted")
                        .text("kind", it.kind().id())
                        .text("number", it.number())
                        .text("ruleSet", it.ruleSet())
                        .text("issuer", it.issuer())
                        .date("validFrom", it.validFrom())
                        .date("validTo", it.validTo());
            case CertificateRenewed it ->
                type("CertificateRenewed")
                        .text("kind", it.kind().id())
                        .text("number", it.number())
                        .text("previousNumber", it.previousNumber())
                        .text("ruleSet", it.ruleSet())
                        .text("issuer", it.issuer())
                        .date("validFrom", it.validFrom())
                        .date("validTo", it.validTo());
            case CertificateRevoked it ->
                type("CertificateRevoked")
                        .text("kind", it.kind().id())
                        .text("number", it.number())
                        .text("reason", it.reason());
            case CityTotalReported it ->
                type("CityTotalReported").text("kind", it.kind().id()).count("total", it.total());
            case LoanGranted it ->
                type("LoanGranted")
                        .text("loanId", it.loanId())
                        .text("product", it.product())
                        .text("bank", it.bank())
                        .money("amount", it.amount())
                        .pledge(it.pledge());
            case LoanDisbursed it ->
                type("LoanDisbursed").text("loanId", it.loanId()).money("amount", it.amount());
            case LoanRepaid it -> type("LoanRepaid").text("loanId", it.loanId()).money("amount", it.amount());
            case LoanWrittenOff it ->
                type("LoanWrittenOff").text("loanId", it.loanId()).money("amount", it.amount());
            case FairParticipated it -> type("FairParticipated").text("fair", it.fair());
            case IntendedClientMet it ->
                type("IntendedClientMet").text("fair", it.fair()).text("client", it.client());
            case IntendedOrderSigned it ->
                type("IntendedOrderSigned")
                        .text("orderId", it.orderId())
                        .text("fair", it.fair())
                        .text("buyer", it.buyer())
                        .money("amount", it.amount());
            case IntendedOrderAmended it ->
                type("IntendedOrderAmended").text("orderId", it.orderId()).money("amount", it.amount());
            case IntendedOrderCancelled it ->
                type("IntendedOrderCancelled").text("orderId", it.orderId()).text("reason", it.reason());
            case IntendedOrderConverted it ->
                type("IntendedOrderConverted")
                        .text("orderId", it.orderId())
                        .text("contractNumber", it.contractNumber())
                        .money("amount", it.amount());
            case Reversed it ->
                type("Reversed")
                        .text("eventId", it.eventId())
                        .text("subject", it.subject().toString())
                        .text("reason", it.reason());
        }
    }

    private JsonText type(String type) throws IOException {
        return text("type", type);
    }

    private JsonText text(String name, String value) throws IOException {
        out.writeStringField(name, value);
        return this;
    }

    private JsonText date(String name, @Nullable LocalDate value) throws IOException {
        return value == null ? this : text(name, value.toString());
    }

    private JsonText count(String name, long value) throws IOException {
        out.writeNumberField(name, value);
        return this;
    }

    private JsonText money(String name, Money value) throws IOException {
        out.writeObjectFieldStart(name);
        text("amount", value.major().toPlainString());
        text("currency", value.currency());
        out.writeEndObject();
        return this;
    }

    private void pledge(@Nullable Pledge value) throws IOException {
        if (value != null) {
            out.writeObjectFieldStart("pledge");
            text("registrationNumber", value.registrationNumber());
            money("securedAmount", value.securedAmount());
            out.writeEndObject();
        }
    }
}

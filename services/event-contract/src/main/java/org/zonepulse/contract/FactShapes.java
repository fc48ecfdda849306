package org.zonepulse.contract;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.event.LoanFact.Pledge;
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

/** The JSON form of each fact, by its {@code type}: the properties are named as the fact's components. */
final class FactShapes {

    /** By name, so that "must be one of" reads in order. */
    static final Map<String, Function<Shape, Fact>> BY_TYPE = byType();

    private FactShapes() {}

    private static Map<String, Function<Shape, Fact>> byType() {
        Map<String, Function<Shape, Fact>> shapes = new TreeMap<>();
        shapes.put("Reversed", in -> new Reversed(in.text("eventId"), in.subject("subject"), in.text("reason")));
        registrations(shapes);
        certifications(shapes);
        loans(shapes);
        tradeFairs(shapes);
        return shapes;
    }

    private static void registrations(Map<String, Function<Shape, Fact>> shapes) {
        shapes.put("Registered", in -> new Registered(in.text("name"), in.text("park"), in.text("industry")));
        shapes.put("Relocated", in -> new Relocated(in.text("park")));
        shapes.put("Renamed", in -> new Renamed(in.text("name")));
        shapes.put("Reclassified", in -> new Reclassified(in.text("industry")));
        shapes.put("Deregistered", in -> new Deregistered(in.text("reason")));
    }

    private static void certifications(Map<String, Function<Shape, Fact>> shapes) {
        shapes.put(
                "CertificateGranted",
                in -> new CertificateGranted(
                        in.certificateKind("kind"),
                        in.text("number"),
                        in.text("ruleSet"),
                        in.text("issuer"),
                        in.date("validFrom"),
                        in.dateOrNull("validTo")));
        shapes.put(
                "CertificateRenewed",
                in -> new CertificateRenewed(
                        in.certificateKind("kind"),
                        in.text("number"),
                        in.text("previousNumber"),
                        in.text("ruleSet"),
                        in.text("issuer"),
                        in.date("validFrom"),
                        in.dateOrNull("validTo")));
        shapes.put(
                "CertificateRevoked",
                in -> new CertificateRevoked(in.certificateKind("kind"), in.text("number"), in.text("reason")));
        shapes.put("CityTotalReported", in -> new CityTotalReported(in.certificateKind("kind"), in.count("total")));
    }

    private static void loans(Map<String, Function<Shape, Fact>> shapes) {
        shapes.put(
                "LoanGranted",
                in -> new LoanGranted(
                        in.text("loanId"),
                        in.text("product"),
                        in.text("bank"),
                        in.money("amount"),
                        pledge(in.objectOrNull("pledge"))));
        shapes.put("LoanDisbursed", in -> new LoanDisbursed(in.text("loanId"), in.money("amount")));
        shapes.put("LoanRepaid", in -> new LoanRepaid(in.text("loanId"), in.money("amount")));
        shapes.put("LoanWrittenOff", in -> new LoanWrittenOff(in.text("loanId"), in.money("amount")));
    }

    private static @Nullable Pledge pledge(@Nullable Shape in) {
        if (in == null) {
            return null;
        }
        Pledge pledge = new Pledge(in.text("registrationNumber"), in.money("securedAmount"));
        in.end();
        return pledge;
    }

    private static void tradeFairs(Map<String, Function<Shape, Fact>> shapes) {
        shapes.put("FairParticipated", in -> new FairParticipated(in.text("fair")));
        shapes.put("IntendedClientMet", in -> new IntendedClientMet(in.text("fair"), in.text("client")));
        shapes.put(
                "IntendedOrderSigned",
                in -> new IntendedOrderSigned(
                        in.text("orderId"), in.text("fair"), in.text("buyer"), in.money("amount")));
        shapes.put("IntendedOrderAmended", in -> new IntendedOrderAmended(in.text("orderId"), in.money("amount")));
        shapes.put("IntendedOrderCancelled", in -> new IntendedOrderCancelled(in.text("orderId"), in.text("reason")));
        shapes.put(
                "IntendedOrderConverted",
                in -> new IntendedOrderConverted(in.text("orderId"), in.text("contractNumber"), in.money("amount")));
    }
}

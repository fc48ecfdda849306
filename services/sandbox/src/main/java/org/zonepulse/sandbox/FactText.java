package org.zonepulse.sandbox;

import java.time.LocalDate;
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
import org.zonepulse.ledger.zone.Zone;

/**
 * What facts say, in one line for people. Buyers and clients are left out: who has to know finds them in the event.
 *
 * @param words the language
 * @param zone whose parks and products are called by their names
 */
record FactText(Words words, Zone zone) {

    String of(Fact fact) {
        return Printable.of(text(fact));
    }

    private String text(Fact fact) {
        return switch (fact) {
            case Registered is -> words.say("fact.registered", is.name(), park(is.park()), is.industry());
            case Relocated is -> words.say("fact.relocated", park(is.park()));
            case Renamed is -> words.say("fact.renamed", is.name());
            case Reclassified is -> words.say("fact.reclassified", is.industry());
            case Deregistered is -> words.say("fact.deregistered", is.reason());
            case CertificateGranted is ->
                words.say("fact.granted", is.kind().id(), is.number(), is.validFrom(), end(is.validTo()));
            case CertificateRenewed is ->
                words.say(
                        "fact.renewed",
                        is.kind().id(),
                        is.number(),
                        is.previousNumber(),
                        is.validFrom(),
                        end(is.validTo()));
            case CertificateRevoked is -> words.say("fact.revoked", is.kind().id(), is.number(), is.reason());
            case CityTotalReported is -> words.say("fact.cityTotal", is.kind().id(), KpiText.count(is.total()));
            case LoanGranted is -> words.say("fact.loanGranted", money(is.amount()), product(is.product()), is.bank());
            case LoanDisbursed is -> words.say("fact.disbursed", money(is.amount()));
            case LoanRepaid is -> words.say("fact.repaid", money(is.amount()));
            case LoanWrittenOff is -> words.say("fact.writtenOff", money(is.amount()));
            case FairParticipated is -> words.say("fact.participated", is.fair());
            case IntendedClientMet is -> words.say("fact.clientMet", is.fair());
            case IntendedOrderSigned is -> words.say("fact.orderSigned", money(is.amount()), is.fair());
            case IntendedOrderAmended is -> words.say("fact.orderAmended", money(is.amount()));
            case IntendedOrderCancelled is -> words.say("fact.orderCancelled", is.reason());
            case IntendedOrderConverted is -> words.say("fact.orderConverted", money(is.amount()));
            case Reversed is -> words.say("fact.reversed", is.eventId(), is.reason());
        };
    }

    private String end(@Nullable LocalDate validTo) {
        return validTo == null ? words.say("fact.openEnd") : validTo.toString();
    }

    private static String money(Money money) {
        return KpiText.money(money.minor()) + " " + money.currency();
    }

    private String park(String id) {
        Zone.Park park = zone.park(id);
        return park == null ? id : in(park.name());
    }

    private String product(String id) {
        Zone.LoanProduct product = zone.loanProduct(id);
        return product == null ? id : in(product.name());
    }

    private String in(Zone.Name name) {
        return words.isChinese() ? name.zh() : name.en();
    }
}

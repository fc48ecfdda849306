package org.zonepulse.sandbox.referenceyear;

import java.util.List;
import java.util.Objects;
import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RegistrationFact;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.RegistrationFact.Reclassified;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.TradeFairFact;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;
import org.zonepulse.ledger.zone.Zone;

/** Wrong events, made of right ones: what is acceptable by itself and not true. */
final class Mistakes {

    private final Zone zone;
    private final Draw draw;

    Mistakes(Zone zone, long seed) {
        this.zone = zone;
        this.draw = new Draw(seed, "mistakes");
    }

    /** What the ids of the event's source begin with. */
    String prefixOf(Event event) {
        return event.eventId().substring(0, event.eventId().indexOf('-'));
    }

    /** A wrong event in the event's place, under that id. */
    Event madeOf(Event event, String id) {
        return new Event(
                id,
                event.source(),
                event.occurredOn(),
                event.recordedAt().minusSeconds(draw.between(10, 900)),
                event.enterpriseId(),
                wrong(event.fact()));
    }

    private Fact wrong(Fact fact) {
        return switch (fact) {
            case Reversed reversed -> throw new IllegalArgumentException("can't be reversed: " + reversed);
            case RegistrationFact registration -> wrong(registration);
            case CertificationFact certification -> wrong(certification);
            case LoanFact loan -> wrong(loan);
            case TradeFairFact fair -> wrong(fair);
        };
    }

    private Fact wrong(RegistrationFact fact) {
        return switch (fact) {
            case Registered it ->
                new Registered(it.name(), park(), draw.pick(Trade.ALL).industry());
            case Relocated _ -> new Relocated(park());
            case Renamed it -> new Renamed(it.name().replace("Co., Ltd.", "Group Co., Ltd."));
            case Reclassified _ -> new Reclassified(draw.pick(Trade.ALL).industry());
            case Deregistered _ -> new Deregistered("licence withdrawn " + draw.between(1, 99));
            case Reversed reversed -> throw new IllegalArgumentException("can't be reversed: " + reversed);
        };
    }

    /** With the number of another enterprise, or the term of another year. */
    private Fact wrong(CertificationFact fact) {
        return switch (fact) {
            case CertificateGranted it ->
                new CertificateGranted(
                        it.kind(),
                        it.number() + draw.pick(List.of("0", "1", "")),
                        it.ruleSet(),
                        it.issuer(),
                        it.validFrom().minusYears(1).minusDays(draw.between(0, 9)),
                        it.validFrom().plusYears(2));
            case CertificateRenewed it ->
                new CertificateRenewed(
                        it.kind(),
                        it.number(),
                        it.previousNumber() + draw.between(0, 9),
                        it.ruleSet(),
                        it.issuer(),
                        it.validFrom(),
                        Objects.requireNonNullElse(it.validTo(), it.validFrom().plusYears(1)));
            case CertificateRevoked it ->
                new CertificateRevoked(it.kind(), it.number() + draw.between(0, 9), it.reason());
            case CityTotalReported it -> new CityTotalReported(it.kind(), it.total() + draw.between(10, 90));
            case Reversed reversed -> throw new IllegalArgumentException("can't be reversed: " + reversed);
        };
    }

    private Fact wrong(LoanFact fact) {
        return switch (fact) {
            case LoanGranted it ->
                new LoanGranted(it.loanId(), it.product(), it.bank(), wrong(it.amount()), it.pledge());
            case LoanDisbursed it -> new LoanDisbursed(it.loanId(), wrong(it.amount()));
            case LoanRepaid it -> new LoanRepaid(it.loanId(), wrong(it.amount()));
            case LoanWrittenOff it -> new LoanWrittenOff(it.loanId(), wrong(it.amount()));
            case Reversed reversed -> throw new IllegalArgumentException("can't be reversed: " + reversed);
        };
    }

    private Fact wrong(TradeFairFact fact) {
        return switch (fact) {
            case FairParticipated it -> new FairParticipated(it.fair() + " (Online)");
            case IntendedClientMet it -> new IntendedClientMet(it.fair(), it.client() + "-" + draw.between(1, 9));
            case IntendedOrderSigned it ->
                new IntendedOrderSigned(it.orderId(), it.fair(), it.buyer(), wrong(it.amount()));
            case IntendedOrderAmended it -> new IntendedOrderAmended(it.orderId(), wrong(it.amount()));
            case IntendedOrderCancelled it ->
                new IntendedOrderCancelled(it.orderId(), "cancelled in error " + draw.between(1, 99));
            case IntendedOrderConverted it ->
                new IntendedOrderConverted(it.orderId(), it.contractNumber(), wrong(it.amount()));
            case Reversed reversed -> throw new IllegalArgumentException("can't be reversed: " + reversed);
        };
    }

    private String park() {
        return draw.pick(zone.parks()).id();
    }

    /** A digit too many, or another amount near by. */
    private Money wrong(Money right) {
        long minor = draw.oneIn(3) ? right.minor() * 10 : right.minor() + draw.between(1, 999) * 1_000L;
        return new Money(minor, right.currency());
    }
}

package org.zonepulse.contract;

import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.TradeFairFact;
import org.zonepulse.schemas.tradefair.FairParticipated;
import org.zonepulse.schemas.tradefair.IntendedClientMet;
import org.zonepulse.schemas.tradefair.IntendedOrderAmended;
import org.zonepulse.schemas.tradefair.IntendedOrderCancelled;
import org.zonepulse.schemas.tradefair.IntendedOrderConverted;
import org.zonepulse.schemas.tradefair.IntendedOrderSigned;
import org.zonepulse.schemas.tradefair.TradeFairEvent;

/** The Avro form of facts of trade fairs. */
final class TradeFairRecords {

    private TradeFairRecords() {}

    static TradeFairEvent write(Event event) {
        TradeFairEvent.Builder out = TradeFairEvent.newBuilder()
                .setEventId(event.eventId())
                .setSource(event.source())
                .setOccurredOn(event.occurredOn())
                .setRecordedAt(event.recordedAt())
                .setEnterpriseId(event.enterpriseId());
        switch ((TradeFairFact) event.fact()) {
            case TradeFairFact.FairParticipated it -> out.setFairParticipated(new FairParticipated(it.fair()));
            case TradeFairFact.IntendedClientMet it ->
                out.setIntendedClientMet(new IntendedClientMet(it.fair(), it.client()));
            case TradeFairFact.IntendedOrderSigned it ->
                out.setIntendedOrderSigned(
                        new IntendedOrderSigned(it.orderId(), it.fair(), it.buyer(), Amounts.write(it.amount())));
            case TradeFairFact.IntendedOrderAmended it ->
                out.setIntendedOrderAmended(new IntendedOrderAmended(it.orderId(), Amounts.write(it.amount())));
            case TradeFairFact.IntendedOrderCancelled it ->
                out.setIntendedOrderCancelled(new IntendedOrderCancelled(it.orderId(), it.reason()));
            case TradeFairFact.IntendedOrderConverted it ->
                out.setIntendedOrderConverted(
                        new IntendedOrderConverted(it.orderId(), it.contractNumber(), Amounts.write(it.amount())));
            case Reversed it ->
                out.setReversed(new org.zonepulse.schemas.tradefair.Reversed(
                        it.eventId(), it.subject().toString(), it.reason()));
        }
        return out.build();
    }

    static Parsed read(TradeFairEvent in) {
        OneFact fact = new OneFact();
        FairParticipated fairParticipated = in.getFairParticipated();
        if (fairParticipated != null) {
            fact.take(new TradeFairFact.FairParticipated(fairParticipated.getFair()));
        }
        IntendedClientMet intendedClientMet = in.getIntendedClientMet();
        if (intendedClientMet != null) {
            fact.take(new TradeFairFact.IntendedClientMet(intendedClientMet.getFair(), intendedClientMet.getClient()));
        }
        IntendedOrderSigned intendedOrderSigned = in.getIntendedOrderSigned();
        if (intendedOrderSigned != null) {
            fact.take(new TradeFairFact.IntendedOrderSigned(
                    intendedOrderSigned.getOrderId(),
                    intendedOrderSigned.getFair(),
                    intendedOrderSigned.getBuyer(),
                    Amounts.read(intendedOrderSigned.getAmount())));
        }
        IntendedOrderAmended intendedOrderAmended = in.getIntendedOrderAmended();
        if (intendedOrderAmended != null) {
            fact.take(new TradeFairFact.IntendedOrderAmended(
                    intendedOrderAmended.getOrderId(), Amounts.read(intendedOrderAmended.getAmount())));
        }
        IntendedOrderCancelled intendedOrderCancelled = in.getIntendedOrderCancelled();
        if (intendedOrderCancelled != null) {
            fact.take(new TradeFairFact.IntendedOrderCancelled(
                    intendedOrderCancelled.getOrderId(), intendedOrderCancelled.getReason()));
        }
        IntendedOrderConverted intendedOrderConverted = in.getIntendedOrderConverted();
        if (intendedOrderConverted != null) {
            fact.take(new TradeFairFact.IntendedOrderConverted(
                    intendedOrderConverted.getOrderId(),
                    intendedOrderConverted.getContractNumber(),
                    Amounts.read(intendedOrderConverted.getAmount())));
        }
        org.zonepulse.schemas.tradefair.Reversed reversed = in.getReversed();
        if (reversed != null) {
            fact.takeReversed(reversed.getEventId(), reversed.getSubject(), reversed.getReason());
        }
        return fact.event(
                in.getEventId(), in.getSource(), in.getOccurredOn(), in.getRecordedAt(), in.getEnterpriseId());
    }
}

package org.zonepulse.contract;

import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.schemas.certification.CertificateGranted;
import org.zonepulse.schemas.certification.CertificateRenewed;
import org.zonepulse.schemas.certification.CertificateRevoked;
import org.zonepulse.schemas.certification.CertificationEvent;
import org.zonepulse.schemas.certification.CityTotalReported;

/** The Avro form of facts of certification. */
final class CertificationRecords {

    private CertificationRecords() {}

    static CertificationEvent write(Event event) {
        CertificationEvent.Builder out = CertificationEvent.newBuilder()
                .setEventId(event.eventId())
                .setSource(event.source())
                .setOccurredOn(event.occurredOn())
                .setRecordedAt(event.recordedAt())
                .setEnterpriseId(event.enterpriseId());
        switch ((CertificationFact) event.fact()) {
            case CertificationFact.CertificateGranted it ->
                out.setCertificateGranted(new CertificateGranted(
                        it.kind().id(), it.number(), it.ruleSet(), it.issuer(), it.validFrom(), it.validTo()));
            case CertificationFact.CertificateRenewed it ->
                out.setCertificateRenewed(new CertificateRenewed(
                        it.kind().id(),
                        it.number(),
                        it.previousNumber(),
                        it.ruleSet(),
                        it.issuer(),
                        it.validFrom(),
                        it.validTo()));
            case CertificationFact.CertificateRevoked it ->
                out.setCertificateRevoked(new CertificateRevoked(it.kind().id(), it.number(), it.reason()));
            case CertificationFact.CityTotalReported it ->
                out.setCityTotalReported(new CityTotalReported(it.kind().id(), it.total()));
            case Reversed it ->
                out.setReversed(new org.zonepulse.schemas.certification.Reversed(
                        it.eventId(), it.subject().toString(), it.reason()));
        }
        return out.build();
    }

    static Parsed read(CertificationEvent in) {
        OneFact fact = new OneFact();
        CertificateGranted certificateGranted = in.getCertificateGranted();
        if (certificateGranted != null) {
            fact.take(new CertificationFact.CertificateGranted(
                    fact.kind(certificateGranted.getKind()),
                    certificateGranted.getNumber(),
                    certificateGranted.getRuleSet(),
                    certificateGranted.getIssuer(),
                    certificateGranted.getValidFrom(),
                    certificateGranted.getValidTo()));
        }
        CertificateRenewed certificateRenewed = in.getCertificateRenewed();
        if (certificateRenewed != null) {
            fact.take(new CertificationFact.CertificateRenewed(
                    fact.kind(certificateRenewed.getKind()),
                    certificateRenewed.getNumber(),
                    certificateRenewed.getPreviousNumber(),
                    certificateRenewed.getRuleSet(),
                    certificateRenewed.getIssuer(),
                    certificateRenewed.getValidFrom(),
                    certificateRenewed.getValidTo()));
        }
        CertificateRevoked certificateRevoked = in.getCertificateRevoked();
        if (certificateRevoked != null) {
            fact.take(new CertificationFact.CertificateRevoked(
                    fact.kind(certificateRevoked.getKind()),
                    certificateRevoked.getNumber(),
                    certificateRevoked.getReason()));
        }
        CityTotalReported cityTotalReported = in.getCityTotalReported();
        if (cityTotalReported != null) {
            fact.take(new CertificationFact.CityTotalReported(
                    fact.kind(cityTotalReported.getKind()), cityTotalReported.getTotal()));
        }
        org.zonepulse.schemas.certification.Reversed reversed = in.getReversed();
        if (reversed != null) {
            fact.takeReversed(reversed.getEventId(), reversed.getSubject(), reversed.getReason());
        }
        return fact.event(
                in.getEventId(), in.getSource(), in.getOccurredOn(), in.getRecordedAt(), in.getEnterpriseId());
    }
}

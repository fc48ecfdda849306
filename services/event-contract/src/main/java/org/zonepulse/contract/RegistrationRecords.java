package org.zonepulse.contract;

import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.RegistrationFact;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.schemas.registration.Deregistered;
import org.zonepulse.schemas.registration.Reclassified;
import org.zonepulse.schemas.registration.Registered;
import org.zonepulse.schemas.registration.RegistrationEvent;
import org.zonepulse.schemas.registration.Relocated;
import org.zonepulse.schemas.registration.Renamed;

/** The Avro form of facts of registration. */
final class RegistrationRecords {

    private RegistrationRecords() {}

    static RegistrationEvent write(Event event) {
        RegistrationEvent.Builder out = RegistrationEvent.newBuilder()
                .setEventId(event.eventId())
                .setSource(event.source())
                .setOccurredOn(event.occurredOn())
                .setRecordedAt(event.recordedAt())
                .setEnterpriseId(event.enterpriseId());
        switch ((RegistrationFact) event.fact()) {
            case RegistrationFact.Registered it ->
                out.setRegistered(new Registered(it.name(), it.park(), it.industry()));
            case RegistrationFact.Relocated it -> out.setRelocated(new Relocated(it.park()));
            case RegistrationFact.Renamed it -> out.setRenamed(new Renamed(it.name()));
            case RegistrationFact.Reclassified it -> out.setReclassified(new Reclassified(it.industry()));
            case RegistrationFact.Deregistered it -> out.setDeregistered(new Deregistered(it.reason()));
            case Reversed it ->
                out.setReversed(new org.zonepulse.schemas.registration.Reversed(
                        it.eventId(), it.subject().toString(), it.reason()));
        }
        return out.build();
    }

    static Parsed read(RegistrationEvent in) {
        OneFact fact = new OneFact();
        Registered registered = in.getRegistered();
        if (registered != null) {
            fact.take(new RegistrationFact.Registered(
                    registered.getName(), registered.getPark(), registered.getIndustry()));
        }
        Relocated relocated = in.getRelocated();
        if (relocated != null) {
            fact.take(new RegistrationFact.Relocated(relocated.getPark()));
        }
        Renamed renamed = in.getRenamed();
        if (renamed != null) {
            fact.take(new RegistrationFact.Renamed(renamed.getName()));
        }
        Reclassified reclassified = in.getReclassified();
        if (reclassified != null) {
            fact.take(new RegistrationFact.Reclassified(reclassified.getIndustry()));
        }
        Deregistered deregistered = in.getDeregistered();
        if (deregistered != null) {
            fact.take(new RegistrationFact.Deregistered(deregistered.getReason()));
        }
        org.zonepulse.schemas.registration.Reversed reversed = in.getReversed();
        if (reversed != null) {
            fact.takeReversed(reversed.getEventId(), reversed.getSubject(), reversed.getReason());
        }
        return fact.event(
                in.getEventId(), in.getSource(), in.getOccurredOn(), in.getRecordedAt(), in.getEnterpriseId());
    }
}

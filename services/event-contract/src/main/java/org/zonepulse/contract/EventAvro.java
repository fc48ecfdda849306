package org.zonepulse.contract;

import org.apache.avro.specific.SpecificRecord;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.schemas.certification.CertificationEvent;
import org.zonepulse.schemas.loan.LoanEvent;
import org.zonepulse.schemas.registration.RegistrationEvent;
import org.zonepulse.schemas.tradefair.TradeFairEvent;

/**
 * The Avro form of an event: one record type for each stream, with one optional field for each fact, exactly one of
 * which is set. Before decoding, {@code TrustedRecords.trust()} has to be called once in a JVM.
 */
public final class EventAvro {

    private EventAvro() {}

    /**
     * Writes an event as a record of its stream. Of {@code recordedAt}, what is finer than a millisecond is cut off.
     */
    public static SpecificRecord write(Event event) {
        return switch (event.fact().stream()) {
            case REGISTRATIONS -> RegistrationRecords.write(event);
            case CERTIFICATIONS -> CertificationRecords.write(event);
            case LOANS -> LoanRecords.write(event);
            case TRADE_FAIRS -> TradeFairRecords.write(event);
        };
    }

    /**
     * Reads an event from a record of any stream. That it has the right shape doesn't make it acceptable: see
     * {@link EventReader}.
     */
    public static Parsed read(SpecificRecord record) {
        return switch (record) {
            case RegistrationEvent registration -> RegistrationRecords.read(registration);
            case CertificationEvent certification -> CertificationRecords.read(certification);
            case LoanEvent loan -> LoanRecords.read(loan);
            case TradeFairEvent fair -> TradeFairRecords.read(fair);
            default ->
                Violations.one(
                        RejectionReason.INCOMPATIBLE_SCHEMA,
                        Violations.WHOLE,
                        "must be an event's record, not " + record.getSchema().getFullName());
        };
    }
}

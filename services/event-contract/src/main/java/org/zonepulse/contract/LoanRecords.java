package org.zonepulse.contract;

import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.LoanFact;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.schemas.loan.LoanDisbursed;
import org.zonepulse.schemas.loan.LoanEvent;
import org.zonepulse.schemas.loan.LoanGranted;
import org.zonepulse.schemas.loan.LoanRepaid;
import org.zonepulse.schemas.loan.LoanWrittenOff;
import org.zonepulse.schemas.loan.Pledge;

/** The Avro form of facts of loans. */
final class LoanRecords {

    private LoanRecords() {}

    static LoanEvent write(Event event) {
        LoanEvent.Builder out = LoanEvent.newBuilder()
                .setEventId(event.eventId())
                .setSource(event.source())
                .setOccurredOn(event.occurredOn())
                .setRecordedAt(event.recordedAt())
                .setEnterpriseId(event.enterpriseId());
        switch ((LoanFact) event.fact()) {
            case LoanFact.LoanGranted it ->
                out.setLoanGranted(new LoanGranted(
                        it.loanId(), it.product(), it.bank(), Amounts.write(it.amount()), write(it.pledge())));
            case LoanFact.LoanDisbursed it ->
                out.setLoanDisbursed(new LoanDisbursed(it.loanId(), Amounts.write(it.amount())));
            case LoanFact.LoanRepaid it -> out.setLoanRepaid(new LoanRepaid(it.loanId(), Amounts.write(it.amount())));
            case LoanFact.LoanWrittenOff it ->
                out.setLoanWrittenOff(new LoanWrittenOff(it.loanId(), Amounts.write(it.amount())));
            case Reversed it ->
                out.setReversed(new org.zonepulse.schemas.loan.Reversed(
                        it.eventId(), it.subject().toString(), it.reason()));
        }
        return out.build();
    }

    static Parsed read(LoanEvent in) {
        OneFact fact = new OneFact();
        LoanGranted loanGranted = in.getLoanGranted();
        if (loanGranted != null) {
            fact.take(new LoanFact.LoanGranted(
                    loanGranted.getLoanId(),
                    loanGranted.getProduct(),
                    loanGranted.getBank(),
                    Amounts.read(loanGranted.getAmount()),
                    read(loanGranted.getPledge())));
        }
        LoanDisbursed loanDisbursed = in.getLoanDisbursed();
        if (loanDisbursed != null) {
            fact.take(new LoanFact.LoanDisbursed(loanDisbursed.getLoanId(), Amounts.read(loanDisbursed.getAmount())));
        }
        LoanRepaid loanRepaid = in.getLoanRepaid();
        if (loanRepaid != null) {
            fact.take(new LoanFact.LoanRepaid(loanRepaid.getLoanId(), Amounts.read(loanRepaid.getAmount())));
        }
        LoanWrittenOff loanWrittenOff = in.getLoanWrittenOff();
        if (loanWrittenOff != null) {
            fact.take(
                    new LoanFact.LoanWrittenOff(loanWrittenOff.getLoanId(), Amounts.read(loanWrittenOff.getAmount())));
        }
        org.zonepulse.schemas.loan.Reversed reversed = in.getReversed();
        if (reversed != null) {
            fact.takeReversed(reversed.getEventId(), reversed.getSubject(), reversed.getReason());
        }
        return fact.event(
                in.getEventId(), in.getSource(), in.getOccurredOn(), in.getRecordedAt(), in.getEnterpriseId());
    }

    private static @Nullable Pledge write(LoanFact.@Nullable Pledge pledge) {
        return pledge == null ? null : new Pledge(pledge.registrationNumber(), Amounts.write(pledge.securedAmount()));
    }

    private static LoanFact.@Nullable Pledge read(@Nullable Pledge pledge) {
        return pledge == null
                ? null
                : new LoanFact.Pledge(pledge.getRegistrationNumber(), Amounts.read(pledge.getSecuredAmount()));
    }
}

package org.zonepulse.kpi.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
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
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.event.TradeFairFact;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;

/**
 * A fact as bytes in a state store: a tag, then its fields. Internal to this service and its changelogs; a tag is never
 * used again for something else.
 */
final class FactBytes {

    private static final long OPEN_END = Long.MIN_VALUE;

    private FactBytes() {}

    static void write(DataOutput out, Fact fact) throws IOException {
        switch (fact) {
            case Reversed reversed -> {
                out.writeByte(0);
                out.writeUTF(reversed.eventId());
                out.writeUTF(reversed.subject().toString());
                out.writeUTF(reversed.reason());
            }
            case RegistrationFact registration -> writeRegistration(out, registration);
            case CertificationFact certification -> writeCertification(out, certification);
            case LoanFact loan -> writeLoan(out, loan);
            case TradeFairFact fair -> writeTradeFair(out, fair);
        }
    }

    static Fact read(DataInput in) throws IOException {
        int tag = in.readUnsignedByte();
        return switch (tag) {
            case 0 -> new Reversed(in.readUTF(), subject(in.readUTF()), in.readUTF());
            case 1 -> new Registered(in.readUTF(), in.readUTF(), in.readUTF());
            case 2 -> new Relocated(in.readUTF());
            case 3 -> new Renamed(in.readUTF());
            case 4 -> new Reclassified(in.readUTF());
            case 5 -> new Deregistered(in.readUTF());
            case 10 ->
                new CertificateGranted(kind(in), in.readUTF(), in.readUTF(), in.readUTF(), date(in), dateOrNull(in));
            case 11 ->
                new CertificateRenewed(
                        kind(in), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), date(in), dateOrNull(in));
            case 12 -> new CertificateRevoked(kind(in), in.readUTF(), in.readUTF());
            case 13 -> new CityTotalReported(kind(in), in.readLong());
            case 20 -> new LoanGranted(in.readUTF(), in.readUTF(), in.readUTF(), money(in), pledge(in));
            case 21 -> new LoanDisbursed(in.readUTF(), money(in));
            case 22 -> new LoanRepaid(in.readUTF(), money(in));
            case 23 -> new LoanWrittenOff(in.readUTF(), money(in));
            case 30 -> new FairParticipated(in.readUTF());
            case 31 -> new IntendedClientMet(in.readUTF(), in.readUTF());
            case 32 -> new IntendedOrderSigned(in.readUTF(), in.readUTF(), in.readUTF(), money(in));
            case 33 -> new IntendedOrderAmended(in.readUTF(), money(in));
            case 34 -> new IntendedOrderCancelled(in.readUTF(), in.readUTF());
            case 35 -> new IntendedOrderConverted(in.readUTF(), in.readUTF(), money(in));
            default -> throw new IOException("a fact of unknown tag " + tag);
        };
    }

    private static void writeRegistration(DataOutput out, RegistrationFact fact) throws IOException {
        switch (fact) {
            case Registered registered ->
                writeTexts(out, 1, registered.name(), registered.park(), registered.industry());
            case Relocated relocated -> writeTexts(out, 2, relocated.park());
            case Renamed renamed -> writeTexts(out, 3, renamed.name());
            case Reclassified reclassified -> writeTexts(out, 4, reclassified.industry());
            case Deregistered deregistered -> writeTexts(out, 5, deregistered.reason());
            case Reversed reversed -> write(out, (Fact) reversed);
        }
    }

    private static void writeCertification(DataOutput out, CertificationFact fact) throws IOException {
        switch (fact) {
            case CertificateGranted granted -> {
                writeTexts(out, 10, granted.kind().id(), granted.number(), granted.ruleSet(), granted.issuer());
                out.writeLong(granted.validFrom().toEpochDay());
                writeEnd(out, granted.validTo());
            }
            case CertificateRenewed renewed -> {
                writeTexts(
                        out,
                        11,
                        renewed.kind().id(),
                        renewed.number(),
                        renewed.previousNumber(),
                        renewed.ruleSet(),
                        renewed.issuer());
                out.writeLong(renewed.validFrom().toEpochDay());
                writeEnd(out, renewed.validTo());
            }
            case CertificateRevoked revoked ->
                writeTexts(out, 12, revoked.kind().id(), revoked.number(), revoked.reason());
            case CityTotalReported reported -> {
                writeTexts(out, 13, reported.kind().id());
                out.writeLong(reported.total());
            }
            case Reversed reversed -> write(out, (Fact) reversed);
        }
    }

    private static void writeLoan(DataOutput out, LoanFact fact) throws IOException {
        switch (fact) {
            case LoanGranted granted -> {
                writeTexts(out, 20, granted.loanId(), granted.product(), granted.bank());
                writeMoney(out, granted.amount());
                LoanFact.Pledge pledge = granted.pledge();
                out.writeBoolean(pledge != null);
                if (pledge != null) {
                    out.writeUTF(pledge.registrationNumber());
                    writeMoney(out, pledge.securedAmount());
                }
            }
            case LoanDisbursed disbursed -> writePayment(out, 21, disbursed.loanId(), disbursed.amount());
            case LoanRepaid repaid -> writePayment(out, 22, repaid.loanId(), repaid.amount());
            case LoanWrittenOff writtenOff -> writePayment(out, 23, writtenOff.loanId(), writtenOff.amount());
            case Reversed reversed -> write(out, (Fact) reversed);
        }
    }

    private static void writeTradeFair(DataOutput out, TradeFairFact fact) throws IOException {
        switch (fact) {
            case FairParticipated participated -> writeTexts(out, 30, participated.fair());
            case IntendedClientMet met -> writeTexts(out, 31, met.fair(), met.client());
            case IntendedOrderSigned signed -> {
                writeTexts(out, 32, signed.orderId(), signed.fair(), signed.buyer());
                writeMoney(out, signed.amount());
            }
            case IntendedOrderAmended amended -> writePayment(out, 33, amended.orderId(), amended.amount());
            case IntendedOrderCancelled cancelled -> writeTexts(out, 34, cancelled.orderId(), cancelled.reason());
            case IntendedOrderConverted converted -> {
                writeTexts(out, 35, converted.orderId(), converted.contractNumber());
                writeMoney(out, converted.amount());
            }
            case Reversed reversed -> write(out, (Fact) reversed);
        }
    }

    private static void writeTexts(DataOutput out, int tag, String... texts) throws IOException {
        out.writeByte(tag);
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static void writePayment(DataOutput out, int tag, String id, Money amount) throws IOException {
        writeTexts(out, tag, id);
        writeMoney(out, amount);
    }

    private static void writeMoney(DataOutput out, Money money) throws IOException {
        out.writeLong(money.minor());
        out.writeUTF(money.currency());
    }

    private static Money money(DataInput in) throws IOException {
        return new Money(in.readLong(), in.readUTF());
    }

    private static LoanFact.@Nullable Pledge pledge(DataInput in) throws IOException {
        return in.readBoolean() ? new LoanFact.Pledge(in.readUTF(), money(in)) : null;
    }

    private static void writeEnd(DataOutput out, @Nullable LocalDate end) throws IOException {
        out.writeLong(end == null ? OPEN_END : end.toEpochDay());
    }

    private static LocalDate date(DataInput in) throws IOException {
        return LocalDate.ofEpochDay(in.readLong());
    }

    private static @Nullable LocalDate dateOrNull(DataInput in) throws IOException {
        long day = in.readLong();
        return day == OPEN_END ? null : LocalDate.ofEpochDay(day);
    }

    private static CertificateKind kind(DataInput in) throws IOException {
        String id = in.readUTF();
        CertificateKind kind = CertificateKind.byId(id);
        if (kind == null) {
            throw new IOException("a certificate of unknown kind " + id);
        }
        return kind;
    }

    private static Subject subject(String text) throws IOException {
        Subject subject = Subject.parse(text);
        if (subject == null) {
            throw new IOException("no subject: " + text);
        }
        return subject;
    }
}

package org.zonepulse.ledger.row;

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
import org.zonepulse.ledger.event.LoanFact.Pledge;
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

/** A fact in as few bytes as it needs: a tag, then its fields. Lives as long as the process, so it may change any time. */
final class PackedFacts {

    private static final CertificateKind[] KINDS = CertificateKind.values();
    private static final Subject.Kind[] SUBJECTS = Subject.Kind.values();

    private final Packer out;
    private final Unpacker in;

    PackedFacts(Packer out, Unpacker in) {
        this.out = out;
        this.in = in;
    }

    /**
     * Writes a fact.
     *
     * @param id the row's id: number of the loan or order, name of the fair
     */
    void write(Fact fact, String id) {
        switch (fact) {
            case Reversed reversed -> {
                out.writeCount(0);
                out.writeText(reversed.eventId());
                out.writeConstant(reversed.subject().kind());
                out.writeText(reversed.subject().id());
                out.writeText(reversed.reason());
            }
            case RegistrationFact registration -> writeRegistration(registration, id);
            case CertificationFact certification -> writeCertification(certification, id);
            case LoanFact loan -> writeLoan(loan, id);
            case TradeFairFact fair -> writeTradeFair(fair, id);
        }
    }

    /** Reads a fact of the row with this id. */
    Fact read(String id) {
        int tag = in.readCount();
        return switch (tag) {
            case 0 -> new Reversed(in.readText(), new Subject(SUBJECTS[in.readCount()], in.readText()), in.readText());
            case 1 -> new Registered(in.readText(), in.readName(id), in.readName(id));
            case 2 -> new Relocated(in.readName(id));
            case 3 -> new Renamed(in.readText());
            case 4 -> new Reclassified(in.readName(id));
            case 5 -> new Deregistered(in.readText());
            case 6 -> granted(id);
            case 7 -> renewed(id);
            case 8 -> new CertificateRevoked(kind(), in.readText(), in.readText());
            case 9 -> new CityTotalReported(kind(), in.readNumber());
            case 10 -> new LoanGranted(in.readName(id), in.readName(id), in.readName(id), money(id), pledge(id));
            case 11 -> new LoanDisbursed(in.readName(id), money(id));
            case 12 -> new LoanRepaid(in.readName(id), money(id));
            case 13 -> new LoanWrittenOff(in.readName(id), money(id));
            case 14 -> new FairParticipated(in.readName(id));
            case 15 -> new IntendedClientMet(in.readName(id), in.readText());
            case 16 -> new IntendedOrderSigned(in.readName(id), in.readName(id), in.readText(), money(id));
            case 17 -> new IntendedOrderAmended(in.readName(id), money(id));
            case 18 -> new IntendedOrderCancelled(in.readName(id), in.readText());
            case 19 -> new IntendedOrderConverted(in.readName(id), in.readText(), money(id));
            default -> throw new IllegalStateException("a fact of unknown tag " + tag);
        };
    }

    private void writeRegistration(RegistrationFact fact, String id) {
        switch (fact) {
            case Registered registered -> {
                out.writeCount(1);
                out.writeText(registered.name());
                out.writeName(registered.park(), id);
                out.writeName(registered.industry(), id);
            }
            case Relocated relocated -> {
                out.writeCount(2);
                out.writeName(relocated.park(), id);
            }
            case Renamed renamed -> {
                out.writeCount(3);
                out.writeText(renamed.name());
            }
            case Reclassified reclassified -> {
                out.writeCount(4);
                out.writeName(reclassified.industry(), id);
            }
            case Deregistered deregistered -> {
                out.writeCount(5);
                out.writeText(deregistered.reason());
            }
            case Reversed reversed -> write(reversed, id);
        }
    }

    private void writeCertification(CertificationFact fact, String id) {
        switch (fact) {
            case CertificateGranted granted -> {
                out.writeCount(6);
                out.writeConstant(granted.kind());
                out.writeText(granted.number());
                writeIssue(granted.ruleSet(), granted.issuer(), granted.validFrom(), granted.validTo(), id);
            }
            case CertificateRenewed renewed -> {
                out.writeCount(7);
                out.writeConstant(renewed.kind());
                out.writeText(renewed.number());
                out.writeText(renewed.previousNumber());
                writeIssue(renewed.ruleSet(), renewed.issuer(), renewed.validFrom(), renewed.validTo(), id);
            }
            case CertificateRevoked revoked -> {
                out.writeCount(8);
                out.writeConstant(revoked.kind());
                out.writeText(revoked.number());
                out.writeText(revoked.reason());
            }
            case CityTotalReported reported -> {
                out.writeCount(9);
                out.writeConstant(reported.kind());
                out.writeNumber(reported.total());
            }
            case Reversed reversed -> write(reversed, id);
        }
    }

    private void writeIssue(
            String ruleSet, String issuer, LocalDate validFrom, @Nullable LocalDate validTo, String id) {
        out.writeName(ruleSet, id);
        out.writeName(issuer, id);
        out.writeNumber(validFrom.toEpochDay());
        out.writeCount(validTo == null ? 0 : 1);
        if (validTo != null) {
            out.writeNumber(validTo.toEpochDay() - validFrom.toEpochDay());
        }
    }

    private CertificateKind kind() {
        return KINDS[in.readCount()];
    }

    private CertificateGranted granted(String id) {
        CertificateKind kind = kind();
        String number = in.readText();
        String ruleSet = in.readName(id);
        String issuer = in.readName(id);
        LocalDate validFrom = LocalDate.ofEpochDay(in.readNumber());
        return new CertificateGranted(kind, number, ruleSet, issuer, validFrom, validTo(validFrom));
    }

    private CertificateRenewed renewed(String id) {
        CertificateKind kind = kind();
        String number = in.readText();
        String previous = in.readText();
        String ruleSet = in.readName(id);
        String issuer = in.readName(id);
        LocalDate validFrom = LocalDate.ofEpochDay(in.readNumber());
        return new CertificateRenewed(kind, number, previous, ruleSet, issuer, validFrom, validTo(validFrom));
    }

    private @Nullable LocalDate validTo(LocalDate validFrom) {
        return in.readCount() == 0 ? null : validFrom.plusDays(in.readNumber());
    }

    private void writeLoan(LoanFact fact, String id) {
        switch (fact) {
            case LoanGranted granted -> {
                out.writeCount(10);
                out.writeName(granted.loanId(), id);
                out.writeName(granted.product(), id);
                out.writeName(granted.bank(), id);
                write(granted.amount(), id);
                Pledge pledge = granted.pledge();
                out.writeCount(pledge == null ? 0 : 1);
                if (pledge != null) {
                    out.writeText(pledge.registrationNumber());
                    write(pledge.securedAmount(), id);
                }
            }
            case LoanDisbursed disbursed -> writePayment(11, disbursed.loanId(), disbursed.amount(), id);
            case LoanRepaid repaid -> writePayment(12, repaid.loanId(), repaid.amount(), id);
            case LoanWrittenOff writtenOff -> writePayment(13, writtenOff.loanId(), writtenOff.amount(), id);
            case Reversed reversed -> write(reversed, id);
        }
    }

    private @Nullable Pledge pledge(String id) {
        return in.readCount() == 0 ? null : new Pledge(in.readText(), money(id));
    }

    private void writeTradeFair(TradeFairFact fact, String id) {
        switch (fact) {
            case FairParticipated participated -> {
                out.writeCount(14);
                out.writeName(participated.fair(), id);
            }
            case IntendedClientMet met -> {
                out.writeCount(15);
                out.writeName(met.fair(), id);
                out.writeText(met.client());
            }
            case IntendedOrderSigned signed -> {
                out.writeCount(16);
                out.writeName(signed.orderId(), id);
                out.writeName(signed.fair(), id);
                out.writeText(signed.buyer());
                write(signed.amount(), id);
            }
            case IntendedOrderAmended amended -> writePayment(17, amended.orderId(), amended.amount(), id);
            case IntendedOrderCancelled cancelled -> {
                out.writeCount(18);
                out.writeName(cancelled.orderId(), id);
                out.writeText(cancelled.reason());
            }
            case IntendedOrderConverted converted -> {
                out.writeCount(19);
                out.writeName(converted.orderId(), id);
                out.writeText(converted.contractNumber());
                write(converted.amount(), id);
            }
            case Reversed reversed -> write(reversed, id);
        }
    }

    private void writePayment(int tag, String of, Money amount, String id) {
        out.writeCount(tag);
        out.writeName(of, id);
        write(amount, id);
    }

    private void write(Money money, String id) {
        out.writeNumber(money.minor());
        out.writeName(money.currency(), id);
    }

    private Money money(String id) {
        return new Money(in.readNumber(), in.readName(id));
    }
}

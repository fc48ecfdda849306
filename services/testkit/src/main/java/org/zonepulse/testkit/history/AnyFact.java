package org.zonepulse.testkit.history;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Acceptance;
import org.zonepulse.ledger.event.CertificateKind;
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
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;
import org.zonepulse.testkit.TestZone;

/** Facts that each can be accepted, and that needn't make sense together. */
final class AnyFact {

    private static final List<Long> AMOUNTS = List.of(1L, 100L, 100L, 200L, 300L, 1000L, Acceptance.MAX_AMOUNT);
    private static final List<Integer> TERMS = List.of(1, 30, 89, 90, 91, 200, 365, 1096);

    private final Dice dice;
    private final DaysOfInterest days;

    AnyFact(Dice dice, DaysOfInterest days) {
        this.dice = dice;
        this.days = days;
    }

    /** A fact about this subject. */
    Fact about(Subject subject) {
        return switch (subject.kind()) {
            case ENTERPRISE -> registration();
            case CERTIFICATE -> certification(kindOf(subject), numberOf(subject));
            case CITY_TOTAL -> new CityTotalReported(kindOf(subject), dice.between(0, 4) * 100L);
            case LOAN -> loan(subject.id());
            case FAIR ->
                dice.chance(50)
                        ? new FairParticipated(subject.id())
                        : new IntendedClientMet(subject.id(), dice.pick(Names.CLIENTS));
            case ORDER -> order(subject.id());
        };
    }

    private Fact registration() {
        return switch (dice.between(1, 10)) {
            case 1 -> new Registered("Enterprise", dice.pick(Names.PARKS), dice.pick(TestZone.INDUSTRY_CODES));
            case 2, 3, 4 -> new Relocated(dice.pick(Names.PARKS));
            case 5, 6 -> new Reclassified(dice.pick(TestZone.INDUSTRY_CODES));
            case 7, 8 -> new Renamed("Name " + dice.between(1, 2));
            default -> new Deregistered("closed");
        };
    }

    private Fact certification(CertificateKind kind, String number) {
        LocalDate from = days.any(dice);
        int roll = dice.between(1, 10);
        if (roll <= 5) {
            return new CertificateGranted(kind, number, "2016-32", "bureau", from, endOf(from));
        } else if (roll <= 8) {
            return new CertificateRenewed(kind, number, predecessorOf(number), "2016-195", "bureau", from, endOf(from));
        }
        return new CertificateRevoked(kind, number, "conditions not met");
    }

    /** Mostly the same, so that two follow one. */
    private String predecessorOf(String number) {
        List<String> others =
                Names.NUMBERS.stream().filter(each -> !each.equals(number)).toList();
        return dice.chance(50) ? others.getFirst() : dice.pick(others);
    }

    /** The end of a term: a while later, another day of interest, or never. */
    @Nullable LocalDate endOf(LocalDate from) {
        if (dice.chance(20)) {
            return null;
        }
        LocalDate end = dice.chance(50) ? from.plusDays(dice.pick(TERMS)) : days.from(from.plusDays(1), dice);
        return end.isAfter(Acceptance.LATEST) ? null : end;
    }

    private Fact loan(String id) {
        return switch (dice.between(1, 8)) {
            case 1, 2 -> new LoanGranted(id, dice.pick(TestZone.PRODUCTS), dice.pick(TestZone.BANKS), amount(), null);
            case 3, 4, 5 -> new LoanDisbursed(id, amount());
            case 6, 7 -> new LoanRepaid(id, amount());
            default -> new LoanWrittenOff(id, amount());
        };
    }

    private Fact order(String id) {
        return switch (dice.between(1, 8)) {
            case 1, 2, 3 -> new IntendedOrderSigned(id, dice.pick(TestZone.FAIRS), "buyer", amount());
            case 4, 5, 6 -> new IntendedOrderAmended(id, amount());
            case 7 -> new IntendedOrderCancelled(id, "no longer needed");
            default -> new IntendedOrderConverted(id, "contract", amount());
        };
    }

    Money amount() {
        return Names.yuan(dice.pick(AMOUNTS));
    }

    private static CertificateKind kindOf(Subject subject) {
        String id = subject.id();
        int slash = id.indexOf('/');
        CertificateKind kind = CertificateKind.byId(slash < 0 ? id : id.substring(0, slash));
        if (kind == null) {
            throw new IllegalArgumentException("no kind of certificate: " + subject);
        }
        return kind;
    }

    private static String numberOf(Subject subject) {
        return subject.id().substring(subject.id().indexOf('/') + 1);
    }
}

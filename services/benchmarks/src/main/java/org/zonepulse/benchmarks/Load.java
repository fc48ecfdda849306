package org.zonepulse.benchmarks;

import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CreditCode;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;
import org.zonepulse.ledger.zone.Zone;

/**
 * Plausible events of all kinds in any number, the same for the same seed: twenty for each enterprise, from registration
 * over certificates and loans to trade fairs. Enterprises are told in groups whose events interleave, so that neither
 * everything nor nothing of what is needed next was used just before.
 */
final class Load {

    static final int EVENTS_PER_ENTERPRISE = 20;
    private static final int GROUP = 2_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2016, 1, 4);
    private static final String[] INDUSTRIES = {"C3670", "C3491", "C2761", "I6513", "C3972", "C2662", "C3823", "M7320"};

    private final Zone zone;
    private final long seed;

    Load(Zone zone, long seed) {
        this.zone = zone;
        this.seed = seed;
    }

    /** Tells so many events. */
    void tell(int count, Consumer<Event> listener) {
        int told = 0;
        for (int group = 0; told < count; group += GROUP) {
            for (int step = 0; step < EVENTS_PER_ENTERPRISE && told < count; step++) {
                for (int enterprise = group; enterprise < group + GROUP && told < count; enterprise++, told++) {
                    listener.accept(event(enterprise, step));
                }
            }
        }
    }

    private Event event(int enterprise, int step) {
        SplittableRandom life = new SplittableRandom(seed + enterprise);
        LocalDate start = FIRST_DAY.plusDays(life.nextInt(1_500));
        SplittableRandom dice = new SplittableRandom(seed + enterprise * 31L + step * 1_000_003L);
        LocalDate day = start.plusDays(step * 60L + dice.nextInt(30));
        String code = CreditCode.complete("91440605MA" + String.format("%07d", enterprise));
        return new Event(
                code + "-" + step,
                "benchmark",
                step == 0 ? start : day,
                day.atStartOfDay(zone.timeZone()).toInstant().plusSeconds(dice.nextInt(40_000)),
                code,
                fact(enterprise, step, day, dice));
    }

    private Fact fact(int enterprise, int step, LocalDate day, SplittableRandom dice) {
        String loan = "L" + (step < 12 ? 1 : 2);
        String fair = "Fair " + (enterprise % 40);
        return switch (step) {
            case 0 ->
                new Registered("Enterprise " + enterprise, park(dice), INDUSTRIES[enterprise % INDUSTRIES.length]);
            case 1 -> granted(CertificateKind.TECHNOLOGY_SME, "S" + enterprise, day, 1);
            case 2 -> granted(CertificateKind.HIGH_TECH_ENTERPRISE, "GR" + enterprise, day, 2);
            case 3 -> new FairParticipated(fair);
            case 4 -> new IntendedOrderSigned("O1", fair, "Buyer " + dice.nextInt(1_000), money(dice.nextInt(1_000)));
            case 5 -> new LoanGranted(loan, product(enterprise), "bank-" + enterprise % 12, money(100_000), null);
            case 6, 7, 8 -> new LoanDisbursed(loan, money(10_000 + dice.nextInt(10_000)));
            case 9, 10 -> new LoanRepaid(loan, money(1_000 + dice.nextInt(5_000)));
            case 11 ->
                enterprise % 10 == 0 ? new Relocated(park(dice)) : new IntendedClientMet(fair, "c" + dice.nextInt(90));
            case 12 -> new LoanGranted(loan, product(enterprise + 1), "bank-" + enterprise % 11, money(50_000), null);
            case 13, 14 -> new LoanDisbursed(loan, money(5_000 + dice.nextInt(10_000)));
            case 15, 16 -> new LoanRepaid(loan, money(1_000 + dice.nextInt(3_000)));
            case 17 -> new IntendedOrderAmended("O1", money(500 + dice.nextInt(500)));
            case 18 -> renewed(enterprise, day);
            default ->
                enterprise % 2 == 0
                        ? new IntendedOrderCancelled("O1", "withdrawn")
                        : new Renamed("Enterprise " + enterprise + " Ltd");
        };
    }

    private static Fact granted(CertificateKind kind, String number, LocalDate day, int years) {
        return new CertificateGranted(kind, number, "2016-32", "Bureau", day, day.plusYears(years));
    }

    private static Fact renewed(int enterprise, LocalDate day) {
        return new CertificateRenewed(
                CertificateKind.HIGH_TECH_ENTERPRISE,
                "GRR" + enterprise,
                "GR" + enterprise,
                "2016-32",
                "Bureau",
                day,
                day.plusYears(3));
    }

    private String park(SplittableRandom dice) {
        return zone.parks().get(dice.nextInt(zone.parks().size())).id();
    }

    private String product(int number) {
        return zone.loanProducts().get(number % zone.loanProducts().size()).id();
    }

    private Money money(long yuan) {
        return new Money((yuan + 1) * 100, zone.currency());
    }
}

package org.zonepulse.testkit.history;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.RegistrationFact.Reclassified;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.testkit.TestZone;

/** Tells the life of an enterprise without a contradiction in it. */
final class SaneLife {

    private final Dice dice;
    private final DaysOfInterest days;
    private final Telling telling;

    SaneLife(Dice dice, DaysOfInterest days, Telling telling) {
        this.dice = dice;
        this.days = days;
        this.telling = telling;
    }

    void tellAll() {
        LocalDate registeredOn = days.early(dice);
        tellProfile(registeredOn);
        new SaneCertificates(dice, days, telling).tellAll();
        new SaneLoans(dice, days, telling).tellAll(registeredOn);
        new SaneFairs(dice, days, telling).tellAll(registeredOn);
    }

    private void tellProfile(LocalDate registeredOn) {
        telling.tell(
                registeredOn, new Registered("Enterprise", dice.pick(Names.PARKS), dice.pick(TestZone.INDUSTRY_CODES)));
        LocalDate deregisteredOn = dice.chance(25) ? days.from(registeredOn, dice) : null;
        if (deregisteredOn != null) {
            telling.tell(deregisteredOn, new Deregistered("closed"));
        }
        tellChanges(3, registeredOn, deregisteredOn, () -> new Relocated(dice.pick(Names.PARKS)));
        tellChanges(2, registeredOn, deregisteredOn, () -> new Reclassified(dice.pick(TestZone.INDUSTRY_CODES)));
        tellChanges(1, registeredOn, deregisteredOn, () -> new Renamed("Name " + dice.between(1, 2)));
    }

    /** Changes of one sort on different days, from the registration until the day before deregistration. */
    private void tellChanges(int most, LocalDate first, @Nullable LocalDate end, Supplier<Fact> change) {
        Set<LocalDate> taken = new HashSet<>();
        for (int i = dice.between(0, most); i > 0; i--) {
            LocalDate day = days.from(first, dice);
            if ((end == null || day.isBefore(end)) && taken.add(day)) {
                telling.tell(day, change.get());
            }
        }
    }

    /** Tells the city's totals without a contradiction. */
    static void tellCity(Dice dice, DaysOfInterest days, Telling telling) {
        Set<LocalDate> taken = new HashSet<>();
        for (int i = dice.between(1, 4); i > 0; i--) {
            LocalDate day = days.any(dice);
            if (taken.add(day)) {
                CertificateKind kind =
                        dice.chance(80) ? CertificateKind.HIGH_TECH_ENTERPRISE : CertificateKind.TECHNOLOGY_SME;
                telling.tell(day, new CityTotalReported(kind, dice.between(0, 4) * 100L));
            }
        }
    }
}

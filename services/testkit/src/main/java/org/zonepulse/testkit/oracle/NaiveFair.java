package org.zonepulse.testkit.oracle;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.testkit.oracle.SettledRow.Dated;

/** One fair: whether the enterprise took part, and which clients it met. */
final class NaiveFair {

    private final SettledRow row;

    NaiveFair(SettledRow row) {
        this.row = row;
    }

    Set<AnomalyCode> contradictions(LocalDate registeredOn) {
        EnumSet<AnomalyCode> found = EnumSet.noneOf(AnomalyCode.class);
        if (row.daysOf(IntendedClientMet.class).stream().anyMatch(day -> !isAttendedBy(day))) {
            found.add(AnomalyCode.FAIR_NOT_ATTENDED);
        }
        if (row.facts().stream().anyMatch(dated -> dated.on().isBefore(registeredOn))) {
            found.add(AnomalyCode.BEFORE_REGISTRATION);
        }
        return found;
    }

    /** The fair's name; only to be asked if there are any facts. */
    String name() {
        return row.facts().getFirst().fact().subject().id();
    }

    boolean isAttendedBy(LocalDate day) {
        return row.daysOf(FairParticipated.class).stream().anyMatch(attended -> !attended.isAfter(day));
    }

    /** How many clients were met on the day for the first time. */
    long newClientsOn(LocalDate day) {
        return clientsMetBy(day) - clientsMetBy(day.minusDays(1));
    }

    private long clientsMetBy(LocalDate day) {
        return row.facts().stream()
                .filter(dated -> !dated.on().isAfter(day))
                .map(Dated::fact)
                .filter(IntendedClientMet.class::isInstance)
                .map(fact -> ((IntendedClientMet) fact).client())
                .distinct()
                .count();
    }
}

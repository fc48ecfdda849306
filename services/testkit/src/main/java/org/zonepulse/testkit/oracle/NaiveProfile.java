package org.zonepulse.testkit.oracle;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.RegistrationFact.Reclassified;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.testkit.oracle.SettledRow.Dated;

/** Whether an enterprise is in the zone on a day, and where it sits. */
final class NaiveProfile {

    private final Zone zone;
    private final SettledRow row;

    NaiveProfile(Zone zone, SettledRow row) {
        this.zone = zone;
        this.row = row;
    }

    /** Whether it is known that, when and where the enterprise was registered. */
    boolean isSound() {
        return isRegistered() && contradictions().isEmpty();
    }

    boolean isRegistered() {
        return !row.daysOf(Registered.class).isEmpty();
    }

    /** How the facts contradict each other. */
    Set<AnomalyCode> contradictions() {
        EnumSet<AnomalyCode> found = EnumSet.noneOf(AnomalyCode.class);
        List<LocalDate> registered = row.daysOf(Registered.class);
        List<LocalDate> deregistered = row.daysOf(Deregistered.class);
        if (registered.isEmpty() && !row.facts().isEmpty()) {
            found.add(AnomalyCode.NOT_REGISTERED);
        }
        if (registered.size() > 1) {
            found.add(AnomalyCode.REGISTERED_TWICE);
        }
        if (deregistered.size() > 1) {
            found.add(AnomalyCode.DEREGISTERED_TWICE);
        }
        if (registered.size() == 1 && changedOutside(registered.getFirst())) {
            found.add(AnomalyCode.CHANGED_OUTSIDE_REGISTRATION);
        }
        if (conflicts(Relocated.class) || conflicts(Reclassified.class) || conflicts(Renamed.class)) {
            found.add(AnomalyCode.CONFLICTING_CHANGES);
        }
        return found;
    }

    private boolean changedOutside(LocalDate registeredOn) {
        boolean before = row.facts().stream().anyMatch(dated -> dated.on().isBefore(registeredOn));
        List<LocalDate> deregistered = row.daysOf(Deregistered.class);
        boolean after = row.facts().stream()
                .filter(dated -> !(dated.fact() instanceof Registered || dated.fact() instanceof Deregistered))
                .anyMatch(change ->
                        deregistered.stream().anyMatch(end -> !change.on().isBefore(end)));
        return before || after;
    }

    /** Whether two facts of the type say different things of one day. */
    private boolean conflicts(Class<? extends Fact> type) {
        Set<Dated> said = new HashSet<>(row.facts().stream()
                .filter(dated -> type.isInstance(dated.fact()))
                .toList());
        long days = said.stream().map(Dated::on).distinct().count();
        return said.size() > days;
    }

    LocalDate registeredOn() {
        return row.daysOf(Registered.class).getFirst();
    }

    /** Whether it is on the zone's register on the day; the day of deregistration is none. */
    boolean isRegisteredOn(LocalDate day) {
        return !day.isBefore(registeredOn())
                && row.daysOf(Deregistered.class).stream().allMatch(day::isBefore);
    }

    /** Where it sits at the end of the day, or sat last if it was deregistered by then. */
    Place placeOn(LocalDate day) {
        Registered registered = row.all(Registered.class).getFirst();
        Relocated relocated = latest(Relocated.class, day);
        Reclassified reclassified = latest(Reclassified.class, day);
        String code = reclassified == null ? registered.industry() : reclassified.industry();
        return new Place(
                relocated == null ? registered.park() : relocated.park(),
                zone.industryOf(code).id());
    }

    private <F extends Fact> @Nullable F latest(Class<F> type, LocalDate day) {
        return row.facts().stream()
                .filter(dated -> type.isInstance(dated.fact()) && !dated.on().isAfter(day))
                .max(Comparator.comparing(Dated::on))
                .map(dated -> type.cast(dated.fact()))
                .orElse(null);
    }
}

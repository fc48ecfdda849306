package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.RegistrationFact;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.RegistrationFact.Reclassified;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.zone.Zone;

/** Reads a profile row: registration, changes and deregistration of an enterprise. */
final class ProfileRules {

    private final Zone zone;
    private final Cells cells;

    ProfileRules(Zone zone, Cells cells) {
        this.zone = zone;
        this.cells = cells;
    }

    Profile read(Row row) {
        Settled settled = row.settled();
        List<Entry> registered = new ArrayList<>(1);
        List<Entry> deregistered = new ArrayList<>(1);
        List<Entry> changes = new ArrayList<>();
        for (Entry entry : settled.facts()) {
            switch (entry.fact()) {
                case Registered _ -> registered.add(entry);
                case Deregistered _ -> deregistered.add(entry);
                default -> changes.add(entry);
            }
        }
        changes.sort(Comparator.comparingInt(Entry::day));
        List<SubjectFinding> findings = new ArrayList<>(settled.findings());
        int known = findings.size();
        if (registered.isEmpty()) {
            if (!settled.facts().isEmpty()) {
                find(findings, AnomalyCode.NOT_REGISTERED, settled.facts());
            }
            return new Profile(Placement.UNREGISTERED, findings);
        }
        if (registered.size() > 1) {
            find(findings, AnomalyCode.REGISTERED_TWICE, registered);
        }
        if (deregistered.size() > 1) {
            find(findings, AnomalyCode.DEREGISTERED_TWICE, deregistered);
        }
        if (findings.size() == known) {
            checkDates(registered.getFirst(), deregistered, changes, findings);
            checkConflicts(changes, findings);
        }
        boolean consistent = findings.size() == known;
        return new Profile(
                consistent ? place(registered.getFirst(), deregistered, changes) : Placement.INCONSISTENT, findings);
    }

    private static void find(List<SubjectFinding> findings, AnomalyCode code, List<Entry> entries) {
        findings.add(SubjectFinding.of(
                Subject.ENTERPRISE, code, entries.stream().map(Entry::key).toList()));
    }

    private static void checkDates(
            Entry registered, List<Entry> deregistered, List<Entry> changes, List<SubjectFinding> findings) {
        int end = deregistered.isEmpty()
                ? Placement.NEVER
                : deregistered.getFirst().day();
        List<Entry> outside = new ArrayList<>();
        if (end < registered.day()) {
            outside.add(deregistered.getFirst());
        }
        for (Entry change : changes) {
            if (change.day() < registered.day() || change.day() >= end) {
                outside.add(change);
            }
        }
        if (!outside.isEmpty()) {
            find(findings, AnomalyCode.CHANGED_OUTSIDE_REGISTRATION, outside);
        }
    }

    private static void checkConflicts(List<Entry> changes, List<SubjectFinding> findings) {
        Map<String, Entry> byDay = new HashMap<>();
        for (Entry change : changes) {
            Entry other = byDay.putIfAbsent(change.fact().getClass().getSimpleName() + change.day(), change);
            if (other != null && !other.fact().equals(change.fact())) {
                find(findings, AnomalyCode.CONFLICTING_CHANGES, List.of(other, change));
            }
        }
    }

    private Placement place(Entry registered, List<Entry> deregistered, List<Entry> changes) {
        Registered first = (Registered) registered.fact();
        TreeSet<Integer> days = new TreeSet<>();
        days.add(registered.day());
        changes.forEach(change -> days.add(change.day()));
        String park = first.park();
        String industry = zone.industryOf(first.industry()).id();
        List<Integer> from = new ArrayList<>();
        List<Cell> places = new ArrayList<>();
        int next = 0;
        for (int day : days) {
            for (; next < changes.size() && changes.get(next).day() == day; next++) {
                park = parkAfter((RegistrationFact) changes.get(next).fact(), park);
                industry = industryAfter((RegistrationFact) changes.get(next).fact(), industry);
            }
            Cell cell = cells.of(Scope.parkIndustry(park, industry));
            Cell last = places.isEmpty() ? null : places.getLast();
            if (last == null || !last.scope().equals(cell.scope())) {
                from.add(day);
                places.add(cell);
            }
        }
        return new Placement(
                registered.day(),
                deregistered.isEmpty()
                        ? Placement.NEVER
                        : deregistered.getFirst().day(),
                from.stream().mapToInt(Integer::intValue).toArray(),
                places.toArray(Cell[]::new));
    }

    private static String parkAfter(RegistrationFact change, String park) {
        return change instanceof Relocated relocated ? relocated.park() : park;
    }

    private String industryAfter(RegistrationFact change, String industry) {
        return change instanceof Reclassified reclassified
                ? zone.industryOf(reclassified.industry()).id()
                : industry;
    }

    /** The enterprise's latest name, or null if nobody has registered it. */
    static @Nullable String latestName(Row row) {
        String name = null;
        int day = Integer.MIN_VALUE;
        for (Entry entry : row.settled().facts()) {
            String given = switch (entry.fact()) {
                case Registered registered -> registered.name();
                case Renamed renamed -> renamed.name();
                default -> null;
            };
            boolean renamed = entry.fact() instanceof Renamed;
            if (given != null && (entry.day() > day || (entry.day() == day && renamed))) {
                name = given;
                day = entry.day();
            }
        }
        return name;
    }
}

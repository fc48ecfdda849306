package org.zonepulse.testkit.oracle;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Stage;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.testkit.oracle.SettledRow.Finding;

/** What one enterprise adds to the measures on a day. */
final class NaiveEnterprise {

    /** The histogram's last class: as many months and more. */
    private static final int MOST_MONTHS = 240;

    private final NaiveProfile profile;
    private final boolean counts;
    private final NaiveCertificates certificates;
    private final List<NaiveLoan> loans = new ArrayList<>();
    private final List<NaiveFair> fairs = new ArrayList<>();
    private final List<NaiveOrder> orders = new ArrayList<>();
    private final Set<Finding> findings = new HashSet<>();
    private final Map<Stage, LocalDate> firstDays = new EnumMap<>(Stage.class);

    NaiveEnterprise(Zone zone, Collection<Event> events) {
        Map<Object, SettledRow> rows = settle(events);
        this.profile = new NaiveProfile(zone, rows.getOrDefault(Subject.ENTERPRISE, SettledRow.of(List.of())));
        this.counts = profile.isSound();
        profile.contradictions().forEach(code -> findings.add(new Finding(Subject.ENTERPRISE, code)));
        rows.values().forEach(row -> findings.addAll(row.findings()));
        this.certificates =
                new NaiveCertificates(rows.getOrDefault(Subject.Kind.CERTIFICATE, SettledRow.of(List.of())));
        if (counts) {
            findings.addAll(certificates.contradictions());
        }
        rows.forEach((key, row) -> {
            if (!profile.isRegistered()) {
                row.facts()
                        .forEach(
                                dated -> findings.add(new Finding(dated.fact().subject(), AnomalyCode.NOT_REGISTERED)));
            } else if (counts && key instanceof Subject subject && !row.facts().isEmpty()) {
                judge(subject, row);
            }
        });
    }

    /** Certificates are settled together, since one can stand in the way of another; all else subject by subject. */
    private static Map<Object, SettledRow> settle(Collection<Event> events) {
        Map<Object, List<Event>> byRow = new HashMap<>();
        for (Event event : events) {
            Subject subject = event.fact().subject();
            Object row = subject.kind() == Subject.Kind.CERTIFICATE ? Subject.Kind.CERTIFICATE : subject;
            byRow.computeIfAbsent(row, _ -> new ArrayList<>()).add(event);
        }
        Map<Object, SettledRow> settled = new HashMap<>();
        byRow.forEach((row, its) -> settled.put(row, SettledRow.of(its)));
        return settled;
    }

    private void judge(Subject subject, SettledRow row) {
        LocalDate registeredOn = profile.registeredOn();
        switch (subject.kind()) {
            case LOAN -> {
                NaiveLoan loan = new NaiveLoan(row);
                keep(subject, loan, loan.contradictions(registeredOn), loans);
            }
            case FAIR -> {
                NaiveFair fair = new NaiveFair(row);
                keep(subject, fair, fair.contradictions(registeredOn), fairs);
            }
            case ORDER -> {
                NaiveOrder order = new NaiveOrder(row);
                keep(subject, order, order.contradictions(registeredOn), orders);
            }
            case ENTERPRISE, CERTIFICATE, CITY_TOTAL -> {}
        }
    }

    /** Keeps a subject among those that count, unless it contradicts itself. */
    private <T> void keep(Subject subject, T thing, Set<AnomalyCode> contradictions, List<T> counting) {
        if (contradictions.isEmpty()) {
            counting.add(thing);
        }
        contradictions.forEach(code -> findings.add(new Finding(subject, code)));
    }

    Set<Finding> findings() {
        return findings;
    }

    /** What there is at the end of the day: stocks, and counts of enterprises. */
    Tally levelsOn(LocalDate day) {
        Tally levels = new Tally();
        if (!counts || day.isBefore(profile.registeredOn())) {
            return levels;
        }
        Place place = profile.placeOn(day);
        if (profile.isRegisteredOn(day)) {
            addStatus(levels, place, day);
        }
        addLoans(levels, place, day);
        addFairs(levels, place, day);
        return levels;
    }

    private void addStatus(Tally levels, Place place, LocalDate day) {
        levels.addAt(place, Measure.REGISTERED_ENTERPRISES, 1);
        levels.addAt(place, Measure.ofStage(stageOn(day)), 1);
        for (CertificateKind kind : CertificateKind.values()) {
            levels.addAt(place, measureOf(kind), certificates.isHeldOn(kind, day) ? 1 : 0);
        }
        levels.addAt(place, Measure.CERTIFICATES_EXPIRING, certificates.expiringOn(day));
    }

    private void addLoans(Tally levels, Place place, LocalDate day) {
        Set<Scope> ever = new HashSet<>();
        Set<Scope> currently = new HashSet<>();
        for (NaiveLoan loan : loans) {
            long balance = loan.balanceOn(day);
            List<Scope> scopes = scopesOf(loan);
            levels.addAt(place, Measure.LOAN_BALANCE, balance);
            scopes.forEach(scope -> levels.add(Measure.LOAN_BALANCE, scope, balance));
            if (loan.isDisbursedBy(day)) {
                ever.addAll(scopes);
            }
            if (balance > 0) {
                currently.addAll(scopes);
            }
        }
        levels.addAt(place, Measure.ENTERPRISES_WITH_LOAN, ever.isEmpty() ? 0 : 1);
        ever.forEach(scope -> levels.add(Measure.ENTERPRISES_WITH_LOAN, scope, 1));
        levels.addAt(place, Measure.ENTERPRISES_WITH_CURRENT_LOAN, currently.isEmpty() ? 0 : 1);
        currently.forEach(scope -> levels.add(Measure.ENTERPRISES_WITH_CURRENT_LOAN, scope, 1));
    }

    private void addFairs(Tally levels, Place place, LocalDate day) {
        boolean attended = false;
        for (NaiveFair fair : fairs) {
            if (fair.isAttendedBy(day)) {
                attended = true;
                levels.add(Measure.FAIR_PARTICIPANTS, Scope.fair(fair.name()), 1);
            }
        }
        levels.addAt(place, Measure.FAIR_PARTICIPANTS, attended ? 1 : 0);
        for (NaiveOrder order : orders) {
            levels.addAt(place, Measure.INTENDED_ORDERS, order.standingOn(day));
            levels.add(Measure.INTENDED_ORDERS, Scope.fair(order.fair()), order.standingOn(day));
        }
    }

    /**
     * What happened on the day and stays where it happened.
     *
     * <p>To be asked for the days in their order, since the time from stage to stage depends on days before.
     */
    Tally happeningsOn(LocalDate day) {
        Tally happenings = new Tally();
        if (!counts || day.isBefore(profile.registeredOn())) {
            return happenings;
        }
        Place place = profile.placeOn(day);
        if (day.equals(profile.registeredOn())) {
            happenings.addAt(place, Measure.NEW_REGISTRATIONS, 1);
        }
        for (NaiveLoan loan : loans) {
            List<Scope> scopes = scopesOf(loan);
            addFlow(happenings, place, Measure.LOAN_DISBURSED, scopes, loan.paidOn(LoanDisbursed.class, day));
            addFlow(happenings, place, Measure.LOAN_REPAID, scopes, loan.paidOn(LoanRepaid.class, day));
            addFlow(happenings, place, Measure.LOAN_WRITTEN_OFF, scopes, loan.paidOn(LoanWrittenOff.class, day));
        }
        for (NaiveFair fair : fairs) {
            List<Scope> scopes = List.of(Scope.fair(fair.name()));
            addFlow(happenings, place, Measure.INTENDED_CLIENTS, scopes, fair.newClientsOn(day));
        }
        for (NaiveOrder order : orders) {
            List<Scope> scopes = List.of(Scope.fair(order.fair()));
            addFlow(happenings, place, Measure.INTENDED_ORDERS_SIGNED, scopes, order.signedOn(day));
            addFlow(happenings, place, Measure.INTENDED_ORDERS_CONVERTED, scopes, order.convertedOn(day));
        }
        if (profile.isRegisteredOn(day)) {
            addTransition(happenings, day);
        }
        return happenings;
    }

    private static void addFlow(Tally happenings, Place place, Measure measure, List<Scope> scopes, long amount) {
        happenings.addAt(place, measure, amount);
        scopes.forEach(scope -> happenings.add(measure, scope, amount));
    }

    private void addTransition(Tally happenings, LocalDate day) {
        Stage now = stageOn(day);
        LocalDate dayBefore = day.minusDays(1);
        if (profile.isRegisteredOn(dayBefore) && stageOn(dayBefore) != now) {
            Stage before = stageOn(dayBefore);
            happenings.add(Measure.STAGE_TRANSITIONS, Scope.transition(before, now), 1);
            if (now.compareTo(before) > 0 && !firstDays.containsKey(now)) {
                long months =
                        Period.between(firstDays.getOrDefault(before, day), day).toTotalMonths();
                happenings.add(
                        Measure.STAGE_TRANSITION_MONTHS,
                        Scope.transitionMonths(before, now, (int) Math.min(months, MOST_MONTHS)),
                        1);
            }
        }
        firstDays.putIfAbsent(now, day);
    }

    private Stage stageOn(LocalDate day) {
        if (certificates.isHeldOn(CertificateKind.SINGLE_CHAMPION, day)) {
            return Stage.SINGLE_CHAMPION;
        } else if (certificates.isHeldOn(CertificateKind.LITTLE_GIANT, day)) {
            return Stage.LITTLE_GIANT;
        } else if (certificates.isHeldOn(CertificateKind.HIGH_TECH_ENTERPRISE, day)) {
            return Stage.HIGH_TECH;
        } else if (certificates.isHeldOn(CertificateKind.TECHNOLOGY_SME, day)) {
            return Stage.TECHNOLOGY_SME;
        }
        return Stage.REGISTERED;
    }

    private static List<Scope> scopesOf(NaiveLoan loan) {
        return List.of(
                Scope.product(loan.grant().product()), Scope.bank(loan.grant().bank()));
    }

    private static Measure measureOf(CertificateKind kind) {
        return switch (kind) {
            case HIGH_TECH_ENTERPRISE -> Measure.HIGH_TECH_ENTERPRISES;
            case TECHNOLOGY_SME -> Measure.TECHNOLOGY_SMES;
            case LITTLE_GIANT -> Measure.LITTLE_GIANTS;
            case SINGLE_CHAMPION -> Measure.SINGLE_CHAMPIONS;
            case NATIONAL_RD_INSTITUTION -> Measure.ENTERPRISES_WITH_NATIONAL_RD_INSTITUTION;
        };
    }
}

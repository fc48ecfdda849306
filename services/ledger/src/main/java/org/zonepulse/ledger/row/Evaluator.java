package org.zonepulse.ledger.row;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.zone.Zone;

/**
 * What rows contribute: a pure function of the row's set of events and of where the enterprise sits. Not thread-safe:
 * it keeps the scopes that it meets; each task has its own.
 */
public final class Evaluator {

    private final Cells cells = new Cells();
    private final ProfileRules profiles;
    private final CertificateRules certificates;
    private final CityTotalRules cityTotals;
    private final LoanRules loans;
    private final FairRules fairs;
    private final OrderRules orders;
    private final Set<Measure> staying;

    /** The evaluator of a zone, by these definitions. */
    public Evaluator(Zone zone, Definitions definitions) {
        profiles = new ProfileRules(zone, cells);
        certificates = new CertificateRules(cells, definitions);
        cityTotals = new CityTotalRules(cells);
        loans = new LoanRules(cells, definitions);
        fairs = new FairRules(cells);
        orders = new OrderRules(cells, definitions);
        staying = definitions.staying();
    }

    Placement placement(Row profile) {
        return profile.profile(profiles).placement();
    }

    /** What a row contributes by itself, where its enterprise sits: dated flows in the narrowest scopes. */
    public List<Flow> flows(RowKey key, Row row, Row profile) {
        return evaluate(key, row, placement(profile)).flows();
    }

    /** The certificates of an enterprise that make sense, with the days on which they are in force, by kind and number. */
    public List<CertificateTerm> certificates(Row row, Row profile) {
        Placement placement = placement(profile);
        return placement.isSettled() ? certificates.terms(row, placement) : List.of();
    }

    /** The sorts of row that a measure's figures come from; an enterprise's profile is always one. */
    public static Set<RowKey.Kind> rowsBehind(Measure measure) {
        return switch (measure) {
            case REGISTERED_ENTERPRISES, NEW_REGISTRATIONS -> EnumSet.of(RowKey.Kind.PROFILE);
            case HIGH_TECH_ENTERPRISES,
                    TECHNOLOGY_SMES,
                    LITTLE_GIANTS,
                    SINGLE_CHAMPIONS,
                    ENTERPRISES_WITH_NATIONAL_RD_INSTITUTION,
                    CERTIFICATES_EXPIRING,
                    HIGH_TECH_SHARE_OF_CITY,
                    STAGE_REGISTERED,
                    STAGE_TECHNOLOGY_SME,
                    STAGE_HIGH_TECH,
                    STAGE_LITTLE_GIANT,
                    STAGE_SINGLE_CHAMPION,
                    STAGE_TRANSITIONS,
                    STAGE_TRANSITION_MONTHS,
                    MEDIAN_MONTHS_BETWEEN_STAGES ->
                EnumSet.of(RowKey.Kind.PROFILE, RowKey.Kind.CERTIFICATES, RowKey.Kind.CITY_TOTALS);
            case LOAN_BALANCE,
                    LOAN_DISBURSED,
                    LOAN_REPAID,
                    LOAN_WRITTEN_OFF,
                    ENTERPRISES_WITH_LOAN,
                    ENTERPRISES_WITH_CURRENT_LOAN,
                    LOAN_PRODUCTS -> EnumSet.of(RowKey.Kind.PROFILE, RowKey.Kind.LOAN);
            case FAIR_PARTICIPANTS, INTENDED_CLIENTS -> EnumSet.of(RowKey.Kind.PROFILE, RowKey.Kind.FAIR);
            case INTENDED_ORDERS, INTENDED_ORDERS_SIGNED, INTENDED_ORDERS_CONVERTED ->
                EnumSet.of(RowKey.Kind.PROFILE, RowKey.Kind.ORDER);
        };
    }

    /** Where an enterprise sits, in order of days; nowhere if it isn't registered, or its profile contradicts itself. */
    public List<Place> places(Row profile) {
        Placement placement = placement(profile);
        List<Place> places = new ArrayList<>(placement.places());
        for (int i = 0; i < placement.places(); i++) {
            Scope scope = placement.cell(i).scope();
            int until = placement.until(i);
            places.add(new Place(
                    scope.first(),
                    scope.second(),
                    LocalDate.ofEpochDay(placement.from(i)),
                    until == Placement.NEVER ? null : LocalDate.ofEpochDay(until)));
        }
        return places;
    }

    /**
     * Evaluates a row.
     *
     * @param placement where the enterprise sits; for a profile its own
     */
    Evaluation evaluate(RowKey key, Row row, Placement placement) {
        if (row.size() == 0 && key.kind() != RowKey.Kind.CERTIFICATES) {
            return Evaluation.NOTHING;
        }
        Evaluation known = row.evaluationFor(placement);
        if (known != null) {
            return known;
        }
        Evaluation evaluation = switch (key.kind()) {
            case PROFILE -> evaluateProfile(key, row);
            case CERTIFICATES -> certificates.evaluate(key, row, placement);
            case CITY_TOTALS -> cityTotals.evaluate(key, row);
            case LOAN -> evaluate(loans, key, row, placement);
            case FAIR -> evaluate(fairs, key, row, placement);
            case ORDER -> evaluate(orders, key, row, placement);
        };
        if (row.size() > 0) {
            row.remember(placement, evaluation);
        }
        return evaluation;
    }

    private Evaluation evaluateProfile(RowKey key, Row row) {
        Profile profile = row.profile(profiles);
        Placement placement = profile.placement();
        FlowWriter flows = new FlowWriter();
        if (placement.isSettled()) {
            Steps registered = Steps.during(placement.registered(), placement.deregistered());
            flows.addFollowing(Measure.REGISTERED_ENTERPRISES, placement, registered);
            flows.add(Measure.NEW_REGISTRATIONS, placement.cell(0), placement.registered(), 1);
        }
        return new Evaluation(flows.flows(), List.of(), Evaluation.anomalies(key.enterpriseId(), profile.findings()));
    }

    private static Evaluation evaluate(SubjectRules rules, RowKey key, Row row, Placement placement) {
        Settled settled = row.settled();
        List<Entry> facts = settled.facts();
        List<SubjectFinding> findings = settled.findings();
        if (facts.isEmpty()) {
            return new Evaluation(List.of(), List.of(), Evaluation.anomalies(key.enterpriseId(), findings));
        }
        Optional<AnomalyCode> contradiction = contradiction(rules, facts, placement);
        if (contradiction.isPresent() || !placement.isSettled()) {
            List<SubjectFinding> more = new ArrayList<>(findings);
            contradiction.ifPresent(code -> more.add(SubjectFinding.of(
                    facts.getFirst().fact().subject(),
                    code,
                    facts.stream().map(Entry::key).toList())));
            return new Evaluation(List.of(), List.of(), Evaluation.anomalies(key.enterpriseId(), more));
        }
        FlowWriter flows = new FlowWriter();
        List<Spell> spells = new ArrayList<>(3);
        rules.contribute(facts, placement, flows, spells);
        return new Evaluation(flows.flows(), spells, Evaluation.anomalies(key.enterpriseId(), findings));
    }

    /** What speaks against the facts. Of an enterprise whose own profile contradicts itself, only that is shown. */
    private static Optional<AnomalyCode> contradiction(SubjectRules rules, List<Entry> facts, Placement placement) {
        if (placement.isUnregistered()) {
            return Optional.of(AnomalyCode.NOT_REGISTERED);
        }
        if (placement.isInconsistent()) {
            return Optional.empty();
        }
        return Entry.isAnyBefore(placement.registered(), facts)
                ? Optional.of(AnomalyCode.BEFORE_REGISTRATION)
                : rules.contradiction(facts);
    }

    /** The flows of a change in what an enterprise counts once however many spells it has. */
    List<Flow> evaluate(Presence.Key key, PresenceSteps steps, Placement placement) {
        if (!placement.isSettled()) {
            return List.of();
        }
        FlowWriter flows = new FlowWriter();
        switch (key.kind()) {
            case LOAN -> {
                write(Measure.ENTERPRISES_WITH_LOAN, key.scope(), placement, steps.ever(), flows);
                write(Measure.ENTERPRISES_WITH_CURRENT_LOAN, key.scope(), placement, steps.current(), flows);
            }
            case FAIR -> write(Measure.FAIR_PARTICIPANTS, key.scope(), placement, steps.ever(), flows);
        }
        return flows.flows();
    }

    private void write(Measure measure, Scope scope, Placement placement, Steps steps, FlowWriter flows) {
        if (scope.kind() != Scope.Kind.ZONE) {
            flows.add(measure, cells.of(scope), steps);
        } else if (staying.contains(measure)) {
            flows.addWhereHappened(measure, placement, steps);
        } else {
            flows.addFollowing(measure, placement, steps);
        }
    }
}

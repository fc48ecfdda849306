package org.zonepulse.ledger.row;

import java.time.LocalDate;
import java.time.Period;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Stage;

/** The growth pipeline: an enterprise's stage by date, its steps from stage to stage, and how long they took. */
final class GrowthRules {

    private final Cells cells;
    private final Set<CertificateKind> ladder;
    private final int longestStepMonths;

    GrowthRules(Cells cells, Definitions definitions) {
        this.cells = cells;
        this.ladder = definitions.ladder();
        this.longestStepMonths = definitions.longestStepMonths();
    }

    /** Writes the flows of an enterprise that has never held any status. */
    void contribute(Placement placement, FlowWriter flows) {
        Steps registered = Steps.during(placement.registered(), placement.deregistered());
        flows.addFollowing(Measure.ofStage(Stage.REGISTERED), placement, registered);
    }

    /**
     * Writes the flows of the stages.
     *
     * @param held the days on which each status is held, within the registration
     */
    void contribute(Map<CertificateKind, List<Terms.Term>> held, Placement placement, FlowWriter flows) {
        if (placement.registered() >= placement.deregistered()) {
            return;
        }
        Map<Stage, Steps> levels = new EnumMap<>(Stage.class);
        Map<Stage, Integer> firstAt = new EnumMap<>(Stage.class);
        Stage stage = null;
        for (int day : changes(held, placement)) {
            Stage now = stageOn(day, held);
            if (now == stage) {
                continue;
            }
            if (stage != null) {
                levels(levels, stage).add(day, -1);
                flows.add(Measure.STAGE_TRANSITIONS, cells.of(Scope.transition(stage, now)), day, 1);
                Integer since = firstAt.get(stage);
                if (since != null && !firstAt.containsKey(now) && now.compareTo(stage) > 0) {
                    int months = months(since, day);
                    Cell cell = cells.of(Scope.transitionMonths(stage, now, months));
                    flows.add(Measure.STAGE_TRANSITION_MONTHS, cell, day, 1);
                }
            }
            levels(levels, now).add(day, 1);
            firstAt.putIfAbsent(now, day);
            stage = now;
        }
        if (stage != null && placement.deregistered() != Placement.NEVER) {
            levels(levels, stage).add(placement.deregistered(), -1);
        }
        levels.forEach((each, steps) -> flows.addFollowing(Measure.ofStage(each), placement, steps));
    }

    private static Steps levels(Map<Stage, Steps> levels, Stage stage) {
        return levels.computeIfAbsent(stage, _ -> new Steps());
    }

    private static SortedSet<Integer> changes(Map<CertificateKind, List<Terms.Term>> held, Placement placement) {
        SortedSet<Integer> days = new TreeSet<>();
        days.add(placement.registered());
        for (List<Terms.Term> terms : held.values()) {
            for (Terms.Term term : terms) {
                days.add(term.from());
                if (term.until() < placement.deregistered()) {
                    days.add(term.until());
                }
            }
        }
        return days;
    }

    private Stage stageOn(int day, Map<CertificateKind, List<Terms.Term>> held) {
        if (holds(CertificateKind.SINGLE_CHAMPION, day, held)) {
            return Stage.SINGLE_CHAMPION;
        }
        if (holds(CertificateKind.LITTLE_GIANT, day, held)) {
            return Stage.LITTLE_GIANT;
        }
        if (holds(CertificateKind.HIGH_TECH_ENTERPRISE, day, held)) {
            return Stage.HIGH_TECH;
        }
        return holds(CertificateKind.TECHNOLOGY_SME, day, held) ? Stage.TECHNOLOGY_SME : Stage.REGISTERED;
    }

    private boolean holds(CertificateKind kind, int day, Map<CertificateKind, List<Terms.Term>> held) {
        if (!ladder.contains(kind)) {
            return false;
        }
        for (Terms.Term term : held.getOrDefault(kind, List.of())) {
            if (term.contains(day)) {
                return true;
            }
        }
        return false;
    }

    private int months(int from, int to) {
        long months = Period.between(LocalDate.ofEpochDay(from), LocalDate.ofEpochDay(to))
                .toTotalMonths();
        return (int) Math.min(longestStepMonths, months);
    }
}

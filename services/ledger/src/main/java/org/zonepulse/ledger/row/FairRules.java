package org.zonepulse.ledger.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;

/** Evaluates the row of an enterprise at one fair: its participation, and the clients that it met there. */
final class FairRules implements SubjectRules {

    private final Cells cells;

    FairRules(Cells cells) {
        this.cells = cells;
    }

    @Override
    public Optional<AnomalyCode> contradiction(List<Entry> facts) {
        int attended = firstDay(facts);
        return Entry.isAnyBefore(attended, facts) ? Optional.of(AnomalyCode.FAIR_NOT_ATTENDED) : Optional.empty();
    }

    @Override
    public void contribute(List<Entry> facts, Placement placement, FlowWriter flows, List<Spell> spells) {
        int attended = firstDay(facts);
        Cell fair = cells.of(Scope.fair(facts.getFirst().fact().subject().id()));
        flows.add(Measure.FAIR_PARTICIPANTS, fair, attended, 1);
        spells.add(new Spell(Presence.Kind.FAIR, Scope.ZONE, attended, Placement.NEVER));
        Map<String, Integer> firstMet = new HashMap<>();
        for (Entry entry : facts) {
            if (entry.fact() instanceof IntendedClientMet met) {
                firstMet.merge(met.client(), entry.day(), Math::min);
            }
        }
        Steps clients = new Steps();
        firstMet.values().forEach(day -> clients.add(day, 1));
        flows.add(Measure.INTENDED_CLIENTS, fair, clients);
        flows.addWhereHappened(Measure.INTENDED_CLIENTS, placement, clients);
    }

    private static int firstDay(List<Entry> facts) {
        int first = Placement.NEVER;
        for (Entry entry : facts) {
            if (entry.fact() instanceof FairParticipated) {
                first = Math.min(first, entry.day());
            }
        }
        return first;
    }
}

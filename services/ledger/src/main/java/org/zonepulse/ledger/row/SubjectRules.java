package org.zonepulse.ledger.row;

import java.util.List;
import java.util.Optional;

/** The rules of a subject whose facts are settled among themselves, given where its enterprise sits. */
sealed interface SubjectRules permits LoanRules, FairRules, OrderRules {

    /** What the facts, of which there is at least one, contradict; empty if they make sense. */
    Optional<AnomalyCode> contradiction(List<Entry> facts);

    /** Writes what consistent facts contribute. */
    void contribute(List<Entry> facts, Placement placement, FlowWriter flows, List<Spell> spells);

    /** For a fact that can't be in such a row, since its subject is another: a bug, not bad input. */
    static IllegalStateException strange(Entry entry) {
        return new IllegalStateException(
                "a fact in the wrong row: " + entry.fact().getClass().getName());
    }
}

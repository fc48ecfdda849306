package org.zonepulse.ledger.row;

import java.util.List;

/**
 * What is left of a row's events when duplicates, contradictions of one id and reversals are settled.
 *
 * @param facts the facts that stand, none of them a reversal
 * @param findings contradictory ids and reversals whose event is missing
 */
record Settled(List<Entry> facts, List<SubjectFinding> findings) {

    static final Settled EMPTY = new Settled(List.of(), List.of());

    Settled {
        facts = List.copyOf(facts);
        findings = List.copyOf(findings);
    }
}

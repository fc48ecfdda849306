package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zonepulse.ledger.event.Subject;

/**
 * What a row contributes, and what contradicts itself in it.
 *
 * @param flows dated flows in the narrowest scopes
 * @param spells what distinct counts over many rows are made of
 * @param anomalies one for each subject that shows any
 */
record Evaluation(List<Flow> flows, List<Spell> spells, List<Anomaly> anomalies) {

    static final Evaluation NOTHING = new Evaluation(List.of(), List.of(), List.of());

    /** One anomaly a subject, its findings in order of code. */
    static List<Anomaly> anomalies(String enterpriseId, List<SubjectFinding> findings) {
        if (findings.isEmpty()) {
            return List.of();
        }
        Map<Subject, List<Anomaly.Finding>> bySubject = new LinkedHashMap<>();
        for (SubjectFinding found : findings) {
            bySubject.computeIfAbsent(found.subject(), _ -> new ArrayList<>()).add(found.finding());
        }
        return bySubject.entrySet().stream()
                .map(entry -> new Anomaly(
                        enterpriseId,
                        entry.getKey(),
                        entry.getValue().stream().sorted(Anomaly.Finding.ORDER).toList()))
                .toList();
    }
}

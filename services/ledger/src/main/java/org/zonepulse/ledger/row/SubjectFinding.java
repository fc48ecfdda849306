package org.zonepulse.ledger.row;

import java.util.List;
import org.zonepulse.ledger.event.Subject;

/** A contradiction, and the subject that shows it. */
record SubjectFinding(Subject subject, Anomaly.Finding finding) {

    static SubjectFinding of(Entry entry, AnomalyCode code, EventKey... events) {
        return of(entry.fact().subject(), code, List.of(events));
    }

    static SubjectFinding of(Subject subject, AnomalyCode code, List<EventKey> events) {
        return new SubjectFinding(subject, new Anomaly.Finding(code, events));
    }
}

package org.zonepulse.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.anomaly.FoundEvent;
import org.zonepulse.audit.anomaly.OpenAnomaly;
import org.zonepulse.audit.anomaly.Remedy;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.EventKey;

/**
 * An anomaly, and what is to be told of it.
 *
 * @param anomaly as it was published
 * @param findings in what ways it contradicts itself
 */
record AnomalyAnswer(OpenAnomaly anomaly, List<Finding> findings) {
    AnomalyAnswer {
        findings = List.copyOf(findings);
    }

    /**
     * One way.
     *
     * @param name its code's name
     * @param code the code; null if it is newer than this program
     * @param events the events concerned
     * @param remedies what would resolve it
     */
    record Finding(String name, @Nullable AnomalyCode code, List<Reference> events, List<Remedy> remedies) {
        Finding {
            events = List.copyOf(events);
            remedies = List.copyOf(remedies);
        }
    }

    /**
     * An event by its name, and where it stands.
     *
     * @param found all that came under this name, each once; empty if it wasn't found
     */
    record Reference(EventKey key, List<FoundEvent> found) {
        Reference {
            found = List.copyOf(found);
        }
    }
}

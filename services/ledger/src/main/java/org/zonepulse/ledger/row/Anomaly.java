package org.zonepulse.ledger.row;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.zonepulse.ledger.event.Subject;

/**
 * What is contradictory about one subject of an enterprise, as long as it is.
 *
 * @param enterpriseId the enterprise
 * @param subject the loan, certificate, … or the enterprise itself
 * @param findings what contradicts what, in order of code; at least one
 */
public record Anomaly(String enterpriseId, Subject subject, List<Finding> findings) {

    /**
     * One contradiction.
     *
     * @param code what sort
     * @param events the events concerned, in order
     */
    public record Finding(AnomalyCode code, List<EventKey> events) {

        static final Comparator<Finding> ORDER =
                Comparator.comparing(Finding::code).thenComparing(finding -> finding.events.toString());

        public Finding {
            Objects.requireNonNull(code, "code");
            events = events.stream().sorted().toList();
        }
    }

    /** Where the anomaly is shown: one at most for each. */
    public record Key(String enterpriseId, Subject subject) {
        public Key {
            Objects.requireNonNull(enterpriseId, "enterpriseId");
            Objects.requireNonNull(subject, "subject");
        }
    }

    /** Where it is shown. */
    public Key key() {
        return new Key(enterpriseId, subject);
    }

    public Anomaly {
        Objects.requireNonNull(enterpriseId, "enterpriseId");
        Objects.requireNonNull(subject, "subject");
        findings = List.copyOf(findings);
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("an anomaly has at least one finding");
        }
    }
}

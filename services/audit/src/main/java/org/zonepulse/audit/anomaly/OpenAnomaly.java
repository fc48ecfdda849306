package org.zonepulse.audit.anomaly;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.EventKey;

/**
 * An anomaly as it was published last.
 *
 * @param enterpriseId the enterprise
 * @param subject what contradicts itself, as text
 * @param findings in what ways
 * @param since when it was published in this form
 */
public record OpenAnomaly(String enterpriseId, String subject, List<Finding> findings, Instant since) {
    public OpenAnomaly {
        findings = List.copyOf(findings);
    }

    /**
     * One contradiction.
     *
     * @param name its code's name, which may be newer than this program
     * @param events the events concerned
     */
    public record Finding(String name, List<EventKey> events) {
        public Finding {
            events = List.copyOf(events);
        }

        /** Its code, if this program knows it. */
        public Optional<AnomalyCode> code() {
            for (AnomalyCode code : AnomalyCode.values()) {
                if (code.name().equals(name)) {
                    return Optional.of(code);
                }
            }
            return Optional.empty();
        }
    }

    /** The subject; null if it is of a kind that this program doesn't know. */
    public @Nullable Subject parsedSubject() {
        return Subject.parse(subject);
    }
}

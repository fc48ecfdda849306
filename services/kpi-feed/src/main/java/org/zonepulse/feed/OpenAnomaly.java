package org.zonepulse.feed;

import java.util.List;
import java.util.Objects;

/**
 * What is contradictory about one subject of an enterprise, as long as it is.
 *
 * @param enterpriseId the enterprise; of a city's totals, the city's division code
 * @param subject such as {@code loan:L-2023-0001}
 * @param findings what contradicts what, at least one
 */
public record OpenAnomaly(String enterpriseId, String subject, List<Finding> findings) {

    /**
     * One contradiction.
     *
     * @param code what sort; a newer service may know others than this version
     * @param events the events concerned
     */
    public record Finding(String code, List<EventReference> events) {
        public Finding {
            Objects.requireNonNull(code, "code");
            events = List.copyOf(events);
        }
    }

    /** What identifies an event: its publisher, and the publisher's id of it. */
    public record EventReference(String source, String eventId) {
        public EventReference {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(eventId, "eventId");
        }
    }

    public OpenAnomaly {
        Objects.requireNonNull(enterpriseId, "enterpriseId");
        Objects.requireNonNull(subject, "subject");
        findings = List.copyOf(findings);
    }

    /** Its key on the topic: {@code <enterpriseId>|<subject>}. */
    public String key() {
        return enterpriseId + "|" + subject;
    }
}

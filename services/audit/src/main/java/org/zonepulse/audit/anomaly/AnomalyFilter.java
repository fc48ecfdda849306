package org.zonepulse.audit.anomaly;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which anomalies are meant; null leaves them all in.
 *
 * @param enterpriseId of this enterprise
 * @param code with a finding of this code, in whatever case
 * @param source with an event of this source among those concerned
 */
public record AnomalyFilter(
        @Nullable String enterpriseId,
        @Nullable String code,
        @Nullable String source) {

    /** Whether this anomaly is meant. */
    public boolean matches(OpenAnomaly anomaly) {
        String name = code == null ? null : code.toUpperCase(Locale.ROOT);
        return (enterpriseId == null || enterpriseId.equals(anomaly.enterpriseId()))
                && (name == null
                        || anomaly.findings().stream()
                                .anyMatch(finding -> finding.name().equals(name)))
                && (source == null
                        || anomaly.findings().stream()
                                .flatMap(finding -> finding.events().stream())
                                .anyMatch(event -> event.source().equals(source)));
    }
}

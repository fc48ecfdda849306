package org.zonepulse.testkit.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.testkit.oracle.SettledRow.Dated;
import org.zonepulse.testkit.oracle.SettledRow.Finding;

/** What the city has reported. */
final class NaiveCity {

    private final Set<Finding> findings = new HashSet<>();
    private final Map<CertificateKind, List<Dated>> counting = new EnumMap<>(CertificateKind.class);

    NaiveCity(Collection<Event> events) {
        SettledRow row = SettledRow.of(events);
        findings.addAll(row.findings());
        for (Dated report : row.facts()) {
            CityTotalReported reported = (CityTotalReported) report.fact();
            boolean contradicted = row.facts().stream()
                    .anyMatch(other -> other.on().equals(report.on())
                            && ((CityTotalReported) other.fact()).kind() == reported.kind()
                            && !other.equals(report));
            if (contradicted) {
                findings.add(new Finding(reported.subject(), AnomalyCode.CONFLICTING_TOTALS));
            } else {
                counting.computeIfAbsent(reported.kind(), _ -> new ArrayList<>())
                        .add(report);
            }
        }
    }

    static boolean isOfCity(Event event) {
        return event.fact().subject().kind() == Subject.Kind.CITY_TOTAL;
    }

    Set<Finding> findings() {
        return findings;
    }

    /** The latest total that was reported for the day or before. */
    Tally levelsOn(LocalDate day) {
        Tally levels = new Tally();
        counting.getOrDefault(CertificateKind.HIGH_TECH_ENTERPRISE, List.of()).stream()
                .filter(report -> !report.on().isAfter(day))
                .max(Comparator.comparing(Dated::on))
                .ifPresent(report -> levels.add(
                        Measure.HIGH_TECH_ENTERPRISES, Scope.CITY, ((CityTotalReported) report.fact()).total()));
        return levels;
    }
}

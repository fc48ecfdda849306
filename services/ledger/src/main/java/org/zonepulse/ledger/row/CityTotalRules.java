package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;

/** Evaluates what a city reports of itself: levels on days, whose differences are the flows. */
final class CityTotalRules {

    private final Cell city;

    CityTotalRules(Cells cells) {
        this.city = cells.of(Scope.CITY);
    }

    Evaluation evaluate(RowKey key, Row row) {
        Settled settled = row.settled();
        List<SubjectFinding> findings = new ArrayList<>(settled.findings());
        FlowWriter flows = new FlowWriter();
        for (CertificateKind kind : CertificateKind.values()) {
            long before = 0;
            for (Map.Entry<Integer, List<Entry>> day : reports(settled, kind).entrySet()) {
                List<Entry> reports = day.getValue();
                long total = ((CityTotalReported) reports.getFirst().fact()).total();
                if (reports.stream().anyMatch(entry -> ((CityTotalReported) entry.fact()).total() != total)) {
                    Subject subject = reports.getFirst().fact().subject();
                    List<EventKey> events = reports.stream().map(Entry::key).toList();
                    findings.add(SubjectFinding.of(subject, AnomalyCode.CONFLICTING_TOTALS, events));
                } else {
                    write(kind, day.getKey(), total - before, flows);
                    before = total;
                }
            }
        }
        return new Evaluation(flows.flows(), List.of(), Evaluation.anomalies(key.enterpriseId(), findings));
    }

    /** Totals of other kinds are kept, and wait for a measure of theirs. */
    private void write(CertificateKind kind, int day, long amount, FlowWriter flows) {
        if (kind == CertificateKind.HIGH_TECH_ENTERPRISE) {
            flows.add(Measure.HIGH_TECH_ENTERPRISES, city, day, amount);
        }
    }

    private static Map<Integer, List<Entry>> reports(Settled settled, CertificateKind kind) {
        Map<Integer, List<Entry>> byDay = new TreeMap<>();
        for (Entry entry : settled.facts()) {
            if (entry.fact() instanceof CertificationFact.CityTotalReported reported && reported.kind() == kind) {
                byDay.computeIfAbsent(entry.day(), _ -> new ArrayList<>()).add(entry);
            }
        }
        return byDay;
    }
}

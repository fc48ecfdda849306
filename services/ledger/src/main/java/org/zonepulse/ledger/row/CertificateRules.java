package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;

/** Evaluates the certificates of an enterprise: its statuses, its stage of growth, and what expires soon. */
final class CertificateRules {

    private final GrowthRules growth;
    private final int expiringDays;

    CertificateRules(Cells cells, Definitions definitions) {
        this.growth = new GrowthRules(cells, definitions);
        this.expiringDays = definitions.expiringDays();
    }

    /** Evaluates the row, which may be empty: an enterprise without certificates is at a stage too. */
    Evaluation evaluate(RowKey key, Row row, Placement placement) {
        Settled settled = row.settled();
        List<SubjectFinding> findings = new ArrayList<>(settled.findings());
        if (!placement.isSettled()) {
            if (placement.isUnregistered()) {
                settled.facts()
                        .forEach(entry ->
                                findings.add(SubjectFinding.of(entry, AnomalyCode.NOT_REGISTERED, entry.key())));
            }
            return new Evaluation(List.of(), List.of(), Evaluation.anomalies(key.enterpriseId(), findings));
        }
        if (row.size() == 0) {
            FlowWriter flows = new FlowWriter();
            growth.contribute(placement, flows);
            return new Evaluation(flows.flows(), List.of(), List.of());
        }
        List<Certificate> certificates = new CertificateReader(settled.facts(), findings).read();
        FlowWriter flows = new FlowWriter();
        Map<CertificateKind, List<Terms.Term>> held = held(certificates, placement);
        held.forEach((kind, union) -> flows.addFollowing(measureOf(kind), placement, Terms.steps(union)));
        addExpiring(certificates, placement, flows);
        growth.contribute(held, placement, flows);
        return new Evaluation(flows.flows(), List.of(), Evaluation.anomalies(key.enterpriseId(), findings));
    }

    /** The certificates that count, with the days on which they are in force while the enterprise is registered. */
    List<CertificateTerm> terms(Row row, Placement placement) {
        return new CertificateReader(row.settled().facts(), new ArrayList<>())
                .read().stream()
                        .map(certificate -> CertificateTerm.of(
                                certificate.subject(),
                                certificate.kind(),
                                certificate.term().within(placement.registered(), placement.deregistered())))
                        .sorted(Comparator.comparing(CertificateTerm::kind).thenComparing(CertificateTerm::from))
                        .toList();
    }

    private static Map<CertificateKind, List<Terms.Term>> held(List<Certificate> certificates, Placement placement) {
        Map<CertificateKind, List<Terms.Term>> terms = new EnumMap<>(CertificateKind.class);
        for (Certificate certificate : certificates) {
            terms.computeIfAbsent(certificate.kind(), _ -> new ArrayList<>(2))
                    .add(certificate.term().within(placement.registered(), placement.deregistered()));
        }
        terms.replaceAll((_, all) -> Terms.union(all));
        return terms;
    }

    private static Measure measureOf(CertificateKind kind) {
        return switch (kind) {
            case HIGH_TECH_ENTERPRISE -> Measure.HIGH_TECH_ENTERPRISES;
            case TECHNOLOGY_SME -> Measure.TECHNOLOGY_SMES;
            case LITTLE_GIANT -> Measure.LITTLE_GIANTS;
            case SINGLE_CHAMPION -> Measure.SINGLE_CHAMPIONS;
            case NATIONAL_RD_INSTITUTION -> Measure.ENTERPRISES_WITH_NATIONAL_RD_INSTITUTION;
        };
    }

    private void addExpiring(List<Certificate> certificates, Placement placement, FlowWriter flows) {
        Steps expiring = new Steps();
        for (Certificate certificate : certificates) {
            if (certificate.validTo() == Placement.NEVER) {
                continue;
            }
            int from = Math.max(certificate.validFrom(), certificate.validTo() - expiringDays);
            Terms.Term term = new Terms.Term(from, certificate.term().until())
                    .within(placement.registered(), placement.deregistered());
            if (!term.isEmpty()) {
                expiring.add(term.from(), 1);
                expiring.add(term.until(), -1);
            }
        }
        flows.addFollowing(Measure.CERTIFICATES_EXPIRING, placement, expiring);
    }
}

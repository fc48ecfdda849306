package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;
import org.zonepulse.ledger.event.Subject;

/**
 * Reads the certificates of an enterprise out of its facts, step by step: what was issued once, what a renewal follows,
 * where terms end, and which terms overlap. Each step sets aside what doesn't make sense, whole and for all to see.
 */
final class CertificateReader {

    private final Map<Subject, Certificate> certificates = new LinkedHashMap<>();
    private final List<SubjectFinding> findings;

    /**
     * Reads the facts of a row.
     *
     * @param findings takes what contradicts itself
     */
    CertificateReader(List<Entry> facts, List<SubjectFinding> findings) {
        this.findings = findings;
        for (Entry entry : facts) {
            Certificate certificate = certificates.computeIfAbsent(entry.fact().subject(), Certificate::new);
            if (entry.fact() instanceof CertificateRevoked) {
                certificate.revocations().add(entry);
            } else {
                certificate.issuing().add(entry);
            }
        }
    }

    /** The certificates that make sense, with the terms in which they are in force. */
    List<Certificate> read() {
        Collection<Certificate> all = certificates.values();
        all.forEach(this::checkIssue);
        checkRenewedTwice();
        followRenewals();
        List<Certificate> standing = counting(all);
        standing.forEach(Certificate::startTerm);
        for (Certificate certificate : standing) {
            Certificate predecessor = predecessor(certificate);
            if (predecessor != null) {
                predecessor.endBy(certificate.validFrom());
            }
        }
        return checkOverlaps(standing) ? counting(standing) : standing;
    }

    private static List<Certificate> counting(Collection<Certificate> all) {
        List<Certificate> counting = new ArrayList<>(all.size());
        for (Certificate each : all) {
            if (each.counts()) {
                counting.add(each);
            }
        }
        return counting;
    }

    private void checkIssue(Certificate certificate) {
        if (certificate.issuing().isEmpty()) {
            setAside(certificate, AnomalyCode.CERTIFICATE_UNKNOWN);
        } else if (certificate.issuing().size() > 1) {
            setAside(certificate, AnomalyCode.CERTIFICATE_ISSUED_TWICE);
        }
        if (certificate.revocations().size() > 1) {
            setAside(certificate, AnomalyCode.CERTIFICATE_REVOKED_TWICE);
        }
    }

    private void setAside(Certificate certificate, AnomalyCode code) {
        certificate.setAside();
        findings.add(SubjectFinding.of(certificate.subject(), code, certificate.events()));
    }

    private void checkRenewedTwice() {
        Map<Subject, List<Certificate>> followers = new HashMap<>();
        for (Certificate certificate : certificates.values()) {
            CertificateRenewed renewal = certificate.counts() ? certificate.renewal() : null;
            if (renewal != null) {
                followers
                        .computeIfAbsent(previous(renewal), _ -> new ArrayList<>())
                        .add(certificate);
            }
        }
        for (List<Certificate> renewals : followers.values()) {
            if (renewals.size() > 1) {
                renewals.forEach(each -> setAside(each, AnomalyCode.RENEWED_TWICE));
            }
        }
    }

    /** From the granted ones along the renewals; what isn't reached follows nothing that counts. */
    private void followRenewals() {
        Map<Subject, Certificate> successors = new HashMap<>();
        List<Certificate> reached = new ArrayList<>();
        for (Certificate certificate : certificates.values()) {
            if (certificate.counts()) {
                CertificateRenewed renewal = certificate.renewal();
                if (renewal == null) {
                    reached.add(certificate);
                } else {
                    successors.put(previous(renewal), certificate);
                }
            }
        }
        for (int i = 0; i < reached.size(); i++) {
            Certificate predecessor = reached.get(i);
            Certificate successor = successors.remove(predecessor.subject());
            if (successor != null && successor.validFrom() > predecessor.validFrom()) {
                reached.add(successor);
            } else if (successor != null) {
                setAside(successor, AnomalyCode.RENEWAL_NOT_LATER);
            }
        }
        successors.values().forEach(orphan -> setAside(orphan, AnomalyCode.PREDECESSOR_UNKNOWN));
    }

    private @Nullable Certificate predecessor(Certificate certificate) {
        CertificateRenewed renewal = certificate.renewal();
        return renewal == null ? null : certificates.get(previous(renewal));
    }

    private static Subject previous(CertificateRenewed renewal) {
        return CertificationFact.certificate(renewal.kind(), renewal.previousNumber());
    }

    /** Whether any do. */
    private boolean checkOverlaps(List<Certificate> standing) {
        List<Certificate> overlapping = new ArrayList<>(0);
        for (Certificate one : standing) {
            boolean overlaps = one.kind() != CertificateKind.NATIONAL_RD_INSTITUTION && overlapsAny(one, standing);
            if (overlaps) {
                overlapping.add(one);
            }
        }
        overlapping.forEach(each -> setAside(each, AnomalyCode.OVERLAPPING_CERTIFICATES));
        return !overlapping.isEmpty();
    }

    private static boolean overlapsAny(Certificate one, List<Certificate> standing) {
        for (Certificate other : standing) {
            if (other != one && other.kind() == one.kind() && other.term().overlaps(one.term())) {
                return true;
            }
        }
        return false;
    }
}

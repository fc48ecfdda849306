package org.zonepulse.ledger.row;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.Subject;

/**
 * The days on which a certificate is in force: those of its own term, until it is revoked, renewed into another, or its
 * enterprise is deregistered.
 *
 * @param subject the certificate
 * @param kind of what status
 * @param from the first day
 * @param until the first day after; null if there is none in sight; {@code from} if it is never in force
 */
public record CertificateTerm(
        Subject subject,
        CertificateKind kind,
        LocalDate from,
        @Nullable LocalDate until) {
    public CertificateTerm {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(from, "from");
    }

    static CertificateTerm of(Subject subject, CertificateKind kind, Terms.Term term) {
        return new CertificateTerm(
                subject,
                kind,
                LocalDate.ofEpochDay(term.from()),
                term.until() == Placement.NEVER ? null : LocalDate.ofEpochDay(Math.max(term.from(), term.until())));
    }

    /** Whether it is in force on a day. */
    public boolean isInForceOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}

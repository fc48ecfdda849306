package org.zonepulse.ledger.event;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Facts of certification. Validity is half-open: {@code validFrom} is the first day of the status, {@code validTo} the
 * first day without it, so that a renewal from the day that the predecessor ends leaves neither gap nor overlap.
 */
public sealed interface CertificationFact extends Fact
        permits CertificationFact.CertificateGranted,
                CertificationFact.CertificateRenewed,
                CertificationFact.CertificateRevoked,
                CertificationFact.CityTotalReported,
                Reversed {

    /** The certificate's subject: numbers are unique within their kind only. */
    static Subject certificate(CertificateKind kind, String number) {
        return new Subject(Subject.Kind.CERTIFICATE, kind.id() + "/" + number);
    }

    /**
     * A certificate was issued.
     *
     * @param kind the status
     * @param number the certificate's number, opaque
     * @param ruleSet the rules that it was granted under, such as {@code 2016-32}
     * @param issuer who certified
     * @param validFrom first day of validity
     * @param validTo first day after validity; null if it is open-ended
     */
    record CertificateGranted(
            CertificateKind kind,
            String number,
            String ruleSet,
            String issuer,
            LocalDate validFrom,
            @Nullable LocalDate validTo)
            implements CertificationFact {
        public CertificateGranted {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(ruleSet, "ruleSet");
            Objects.requireNonNull(issuer, "issuer");
            Objects.requireNonNull(validFrom, "validFrom");
        }

        @Override
        public Subject subject() {
            return certificate(kind, number);
        }
    }

    /**
     * A certificate was followed by a new one with a new number. From {@code validFrom} on, the new one replaces what
     * is left of its predecessor's term.
     *
     * @param kind the status, the same as the predecessor's
     * @param number the new certificate's number
     * @param previousNumber the predecessor's number
     * @param ruleSet the rules that the new one was granted under
     * @param issuer who certified
     * @param validFrom first day of the new validity
     * @param validTo first day after it; null if it is open-ended
     */
    record CertificateRenewed(
            CertificateKind kind,
            String number,
            String previousNumber,
            String ruleSet,
            String issuer,
            LocalDate validFrom,
            @Nullable LocalDate validTo)
            implements CertificationFact {
        public CertificateRenewed {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(previousNumber, "previousNumber");
            Objects.requireNonNull(ruleSet, "ruleSet");
            Objects.requireNonNull(issuer, "issuer");
            Objects.requireNonNull(validFrom, "validFrom");
        }

        @Override
        public Subject subject() {
            return certificate(kind, number);
        }
    }

    /**
     * A certificate was withdrawn. The event's {@code occurredOn} is the first day without the status: it may lie
     * well before the day of recording, since failing the conditions cancels the status from the year of failure.
     *
     * @param kind the status
     * @param number the certificate's number
     * @param reason why, for people
     */
    record CertificateRevoked(CertificateKind kind, String number, String reason) implements CertificationFact {
        public CertificateRevoked {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(number, "number");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Subject subject() {
            return certificate(kind, number);
        }
    }

    /**
     * The city's number of holders of a status on {@code occurredOn}, as its bureau reports it. The event's
     * {@code enterpriseId} is then the city's division code (GB/T 2260), since it is about no enterprise.
     *
     * @param kind the status
     * @param total number of holders in the whole city
     */
    record CityTotalReported(CertificateKind kind, long total) implements CertificationFact {
        public CityTotalReported {
            Objects.requireNonNull(kind, "kind");
        }

        @Override
        public Subject subject() {
            return new Subject(Subject.Kind.CITY_TOTAL, kind.id());
        }
    }
}

package org.zonepulse.audit.anomaly;

import java.time.Instant;
import java.util.List;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.zone.Zone;

/**
 * Says what would resolve a contradiction: who has to publish what. It tries its own advice in memory first, and keeps
 * only events that help. Pure: the same history gives the same advice.
 */
public final class Advisor {

    private final Zone zone;
    private final Rehearsal rehearsal;

    /** An advisor on this zone's ledger. */
    public Advisor(Zone zone) {
        this.zone = zone;
        this.rehearsal = new Rehearsal(zone);
    }

    /**
     * Ways to resolve a finding.
     *
     * @param history the enterprise's accepted events
     * @param now when the events that put it right would be recorded
     * @return at least one, the likeliest first
     */
    public List<Remedy> remedies(
            String enterpriseId, Subject subject, Anomaly.Finding finding, List<Event> history, Instant now) {
        Case asked = new Case(zone, enterpriseId, subject, finding, history, now);
        Remedy general = new Remedy(finding.code().remedy(), List.of(), true);
        if (asked.concerned().isEmpty()) {
            return List.of(general);
        }
        List<Remedy> remedies =
                concrete(asked).stream().map(each -> tried(asked, each)).toList();
        return remedies.isEmpty() ? List.of(general) : remedies;
    }

    private Remedy tried(Case asked, Remedy remedy) {
        return remedy.events().isEmpty() || rehearsal.resolves(asked, remedy.events())
                ? remedy
                : new Remedy(remedy.text(), List.of(), true);
    }

    private static List<Remedy> concrete(Case asked) {
        return switch (asked.finding().code()) {
            case CONTRADICTORY_EVENTS -> new IdentityRemedies(asked).contradictory();
            case REVERSAL_WITHOUT_EVENT -> new IdentityRemedies(asked).reversalOfNothing();
            case NOT_REGISTERED -> new RegistrationRemedies(asked).notRegistered();
            case REGISTERED_TWICE, DEREGISTERED_TWICE -> new RegistrationRemedies(asked).allButOne();
            case CHANGED_OUTSIDE_REGISTRATION -> new RegistrationRemedies(asked).changedOutside();
            case CONFLICTING_CHANGES -> new RegistrationRemedies(asked).conflictingChanges();
            case BEFORE_REGISTRATION -> new RegistrationRemedies(asked).beforeRegistration();
            case CERTIFICATE_ISSUED_TWICE -> new CertificateRemedies(asked).issuedTwice();
            case CERTIFICATE_UNKNOWN -> new CertificateRemedies(asked).unknown();
            case CERTIFICATE_REVOKED_TWICE -> new CertificateRemedies(asked).revokedTwice();
            case PREDECESSOR_UNKNOWN -> new CertificateRemedies(asked).predecessorUnknown();
            case RENEWED_TWICE -> new CertificateRemedies(asked).renewedTwice();
            case RENEWAL_NOT_LATER -> new CertificateRemedies(asked).renewalNotLater();
            case OVERLAPPING_CERTIFICATES -> new CertificateRemedies(asked).overlapping();
            case CONFLICTING_TOTALS -> new CertificateRemedies(asked).conflictingTotals();
            case LOAN_NOT_GRANTED -> new LoanRemedies(asked).notGranted();
            case LOAN_GRANTED_TWICE -> new LoanRemedies(asked).grantedTwice();
            case LOAN_BEFORE_GRANT -> new LoanRemedies(asked).beforeGrant();
            case LOAN_OVERDRAWN -> new LoanRemedies(asked).overdrawn();
            case LOAN_OVERPAID -> new LoanRemedies(asked).overpaid();
            case FAIR_NOT_ATTENDED -> new FairRemedies(asked).notAttended();
            case ORDER_NOT_SIGNED -> new FairRemedies(asked).notSigned();
            case ORDER_SIGNED_TWICE -> new FairRemedies(asked).signedTwice();
            case ORDER_CLOSED_TWICE -> new FairRemedies(asked).closedTwice();
            case ORDER_CHANGED_OUTSIDE_LIFE -> new FairRemedies(asked).changedOutsideLife();
            case CONFLICTING_AMENDMENTS -> new FairRemedies(asked).conflictingAmendments();
        };
    }
}

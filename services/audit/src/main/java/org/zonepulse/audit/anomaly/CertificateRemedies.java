package org.zonepulse.audit.anomaly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Subject;

/** What puts certificates right, and what a city reports. */
final class CertificateRemedies {

    private static final int USUAL_YEARS = 3;

    private final Case asked;
    private final List<Event> issued;
    private final List<Event> revoked;

    CertificateRemedies(Case asked) {
        this.asked = asked;
        this.issued = new ArrayList<>(asked.concerned(CertificateGranted.class));
        this.issued.addAll(asked.concerned(CertificateRenewed.class));
        this.revoked = asked.concerned(CertificateRevoked.class);
    }

    List<Remedy> issuedTwice() {
        return List.of(asked.allButOne(issued));
    }

    List<Remedy> revokedTwice() {
        return List.of(asked.allButOne(revoked));
    }

    List<Remedy> unknown() {
        Event revocation = revoked.getFirst();
        CertificateRevoked fact = (CertificateRevoked) revocation.fact();
        LocalDate day = revocation.occurredOn();
        CertificateGranted grant = new CertificateGranted(
                fact.kind(), fact.number(), "2016-32", revocation.source(), day, day.plusYears(USUAL_YEARS));
        return List.of(
                Case.like(
                        List.of(asked.event(revocation.source(), day, grant)),
                        "%s publishes the certificate %s, which was revoked on %s.",
                        "由%s补发证书 %s 的颁发事件（该证书于 %s 被撤销）。",
                        revocation.source(),
                        fact.number(),
                        day),
                Case.like(
                        asked.reversals(revoked),
                        "If the number is wrong: %s reverses %s, and publishes it with the right number.",
                        "如证书编号有误：由%s冲销 %s，并以正确编号重新发布。",
                        Case.sources(revoked),
                        Case.list(revoked)));
    }

    List<Remedy> predecessorUnknown() {
        Event event = renewal();
        if (event == null) {
            return List.of();
        }
        CertificateRenewed renewal = (CertificateRenewed) event.fact();
        LocalDate before = renewal.validFrom().minusYears(USUAL_YEARS);
        CertificateGranted predecessor = new CertificateGranted(
                renewal.kind(),
                renewal.previousNumber(),
                renewal.ruleSet(),
                renewal.issuer(),
                before,
                renewal.validFrom());
        List<Event> missing =
                predecessors(renewal).isEmpty() ? List.of(asked.event(event.source(), before, predecessor)) : List.of();
        return List.of(
                Case.like(
                        missing,
                        "%s publishes the certificate %s, which %s follows; or, where it is there, resolves what is"
                                + " wrong with it first.",
                        "由%s补发证书 %s（%s 所承接的）；如其已存在，先解决其自身的矛盾。",
                        event.source(),
                        renewal.previousNumber(),
                        renewal.number()),
                Case.like(
                        asked.replaced(event, event.occurredOn(), granted(renewal)),
                        "If it follows none: %s reverses %s, and publishes it as granted.",
                        "如并无前一证书：由%s冲销 %s，并改以授予发布。",
                        event.source(),
                        Case.list(List.of(event))));
    }

    private static CertificateGranted granted(CertificateRenewed renewal) {
        return new CertificateGranted(
                renewal.kind(),
                renewal.number(),
                renewal.ruleSet(),
                renewal.issuer(),
                renewal.validFrom(),
                renewal.validTo());
    }

    private @Nullable Event renewal() {
        return issued.stream()
                .filter(event -> event.fact() instanceof CertificateRenewed)
                .findFirst()
                .orElse(null);
    }

    private List<Event> predecessors(CertificateRenewed renewal) {
        Subject before = CertificationFact.certificate(renewal.kind(), renewal.previousNumber());
        List<Event> standing = new ArrayList<>(asked.standing(before, CertificateGranted.class));
        standing.addAll(asked.standing(before, CertificateRenewed.class));
        return standing;
    }

    List<Remedy> renewedTwice() {
        return List.of(Case.like(
                asked.reversals(asked.concerned()),
                "Of the two renewals, %s reverses the wrong one; if this one is: %s.",
                "两次续期中，由%s冲销错误的一次；如错误的是本次：%s。",
                Case.sources(issued),
                Case.list(asked.concerned())));
    }

    List<Remedy> renewalNotLater() {
        Event event = renewal();
        if (event == null) {
            return List.of();
        }
        CertificateRenewed renewal = (CertificateRenewed) event.fact();
        LocalDate after = predecessors(renewal).stream()
                .map(CertificateRemedies::validFrom)
                .max(LocalDate::compareTo)
                .orElse(renewal.validFrom())
                .plusDays(1);
        LocalDate until = renewal.validTo();
        CertificateRenewed later = new CertificateRenewed(
                renewal.kind(),
                renewal.number(),
                renewal.previousNumber(),
                renewal.ruleSet(),
                renewal.issuer(),
                after,
                until == null || until.isAfter(after) ? until : after.plusYears(USUAL_YEARS));
        return List.of(
                Case.like(
                        asked.replaced(event, event.occurredOn(), later),
                        "%s corrects the dates: reverses %s, and publishes it as valid from %s or later; or corrects the"
                                + " dates of %s in the same way.",
                        "由%s更正日期：冲销 %s，并以不早于 %s 的起始日重新发布；或以同样方式更正 %s 的日期。",
                        event.source(),
                        Case.list(List.of(event)),
                        after,
                        renewal.previousNumber()),
                Case.like(
                        asked.reversals(asked.concerned()),
                        "If there was no such renewal: %s reverses %s.",
                        "如并无此次续期：由%s冲销 %s。",
                        event.source(),
                        Case.list(asked.concerned())));
    }

    private static LocalDate validFrom(Event event) {
        return event.fact() instanceof CertificateGranted granted
                ? granted.validFrom()
                : ((CertificateRenewed) event.fact()).validFrom();
    }

    List<Remedy> overlapping() {
        List<Event> all = asked.concerned();
        return List.of(
                Case.like(
                        asked.reversals(all),
                        "If this certificate is wrong: %s reverses %s, and publishes it with the right dates, if it is one"
                                + " at all.",
                        "如本证书有误：由%s冲销 %s；如证书确实存在，以正确日期重新发布。",
                        Case.sources(all),
                        Case.list(all)),
                Case.like(
                        List.of(),
                        "If it follows the other: %s reverses it, and publishes it as a renewal with previousNumber.",
                        "如其承接另一证书：由%s冲销后，以续期（previousNumber）重新发布。",
                        Case.sources(all)));
    }

    List<Remedy> conflictingTotals() {
        List<Event> reports = asked.concerned(CityTotalReported.class);
        if (reports.isEmpty()) {
            return List.of();
        }
        long kept = ((CityTotalReported) reports.getFirst().fact()).total();
        List<Event> others = reports.stream()
                .filter(event -> ((CityTotalReported) event.fact()).total() != kept)
                .toList();
        return List.of(Case.like(
                asked.reversals(others),
                "%s reverses the wrong ones of %s.",
                "由%s冲销其中错误的上报：%s。",
                Case.sources(reports),
                Case.list(reports)));
    }
}

package org.zonepulse.testkit.history;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Acceptance;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;

/** Tells of certificates that are granted, renewed and revoked without a contradiction. */
final class SaneCertificates {

    private final Dice dice;
    private final DaysOfInterest days;
    private final Telling telling;
    private final AnyFact any;

    SaneCertificates(Dice dice, DaysOfInterest days, Telling telling) {
        this.dice = dice;
        this.days = days;
        this.telling = telling;
        this.any = new AnyFact(dice, days);
    }

    void tellAll() {
        for (CertificateKind kind : CertificateKind.values()) {
            if (kind == CertificateKind.NATIONAL_RD_INSTITUTION && dice.chance(25)) {
                tellSideBySide(kind);
            } else if (dice.chance(40)) {
                tellChain(kind);
            }
        }
    }

    /** Any number at the same time. */
    private void tellSideBySide(CertificateKind kind) {
        for (String number : Names.NUMBERS.subList(0, dice.between(1, 3))) {
            LocalDate from = days.any(dice);
            telling.tell(days.any(dice), granted(kind, number, from, any.endOf(from)));
        }
    }

    /** One after the other: each is renewed into the next, or the next is granted anew when the last one is over. */
    private void tellChain(CertificateKind kind) {
        String previous = null;
        LocalDate from = days.any(dice);
        for (String number : Names.NUMBERS.subList(0, dice.between(1, 4))) {
            LocalDate to = any.endOf(from);
            telling.tell(
                    dice.chance(50) ? from : days.any(dice),
                    previous == null
                            ? granted(kind, number, from, to)
                            : new CertificateRenewed(kind, number, previous, "2016-195", "bureau", from, to));
            if (dice.chance(20)) {
                telling.tell(days.any(dice), new CertificateRevoked(kind, number, "conditions not met"));
            }
            boolean renewed = to == null || dice.chance(60);
            previous = renewed ? number : null;
            LocalDate next = renewed && dice.chance(50) ? days.from(from.plusDays(1), dice) : to;
            if (next == null || !next.isAfter(from) || next.isAfter(Acceptance.LATEST)) {
                return;
            }
            from = renewed ? next : days.from(next, dice);
        }
    }

    private static CertificateGranted granted(
            CertificateKind kind, String number, LocalDate from, @Nullable LocalDate to) {
        return new CertificateGranted(kind, number, "2016-32", "bureau", from, to);
    }
}

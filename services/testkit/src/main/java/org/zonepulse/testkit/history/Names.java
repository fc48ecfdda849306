package org.zonepulse.testkit.history;

import java.util.List;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.testkit.TestZone;

/** Small pools of names, so that different facts often speak of the same thing. */
final class Names {

    static final List<String> NUMBERS = List.of("N1", "N2", "N3", "N4");
    static final List<String> LOANS = List.of("L1", "L2", "L3");
    static final List<String> ORDERS = List.of("O1", "O2", "O3");
    static final List<String> CLIENTS = List.of("c1", "c2", "c3");
    static final List<String> PARKS =
            TestZone.ZONE.parks().stream().map(park -> park.id()).toList();
    static final List<CertificateKind> KINDS = List.of(CertificateKind.values());

    private Names() {}

    static Money yuan(long minor) {
        return new Money(minor, TestZone.ZONE.currency());
    }

    /** Who usually publishes to the stream. Two streams share a publisher. */
    static String sourceOf(EventStream stream) {
        return switch (stream) {
            case REGISTRATIONS -> "registry";
            case CERTIFICATIONS -> "bureau";
            case LOANS -> "bank";
            case TRADE_FAIRS -> "bureau";
        };
    }

    /** Any subject of an enterprise. */
    static Subject subject(Dice dice) {
        return switch (dice.between(1, 10)) {
            case 1 -> Subject.ENTERPRISE;
            case 2, 3, 4 -> CertificationFact.certificate(kind(dice), dice.pick(NUMBERS));
            case 5, 6 -> new Subject(Subject.Kind.LOAN, dice.pick(LOANS));
            case 7, 8 -> new Subject(Subject.Kind.FAIR, dice.pick(TestZone.FAIRS));
            default -> new Subject(Subject.Kind.ORDER, dice.pick(ORDERS));
        };
    }

    /** Mostly the same, so that certificates of a kind meet. */
    private static CertificateKind kind(Dice dice) {
        return dice.chance(50) ? CertificateKind.HIGH_TECH_ENTERPRISE : dice.pick(KINDS);
    }
}

package org.zonepulse.sandbox.referenceyear;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;
import org.zonepulse.sandbox.referenceyear.Inhabitant.Held;

/** The bureaus': statuses are granted, renewed, and now and then revoked. */
final class CertificationDesk implements Desk {

    private static final int PERCENT_REVOKED = 3;
    private static final int DAYS_TO_RENEW_AHEAD = 60;

    /**
     * A status, and how it is given.
     *
     * @param weight how common it is
     * @param days how long an enterprise has to be registered
     * @param needs the status that comes before it; null if none does
     * @param years the term
     */
    private record Programme(
            CertificateKind kind,
            int weight,
            int days,
            @Nullable CertificateKind needs,
            int years,
            String series,
            String ruleSet,
            String issuer,
            Source source) {}

    private static final List<Programme> PROGRAMMES = List.of(
            new Programme(
                    CertificateKind.TECHNOLOGY_SME,
                    62,
                    30,
                    null,
                    1,
                    "SME",
                    "2017-115",
                    "Science and Technology Department of Guangdong Province",
                    Source.SCIENCE_BUREAU),
            new Programme(
                    CertificateKind.HIGH_TECH_ENTERPRISE,
                    30,
                    365,
                    null,
                    3,
                    "GR",
                    "2016-32",
                    "Office of High-tech Enterprise Certification, Guangdong",
                    Source.SCIENCE_BUREAU),
            new Programme(
                    CertificateKind.LITTLE_GIANT,
                    5,
                    700,
                    CertificateKind.HIGH_TECH_ENTERPRISE,
                    3,
                    "LG",
                    "miit-2022-63",
                    "Ministry of Industry and Information Technology",
                    Source.INDUSTRY_BUREAU),
            new Programme(
                    CertificateKind.SINGLE_CHAMPION,
                    1,
                    700,
                    CertificateKind.LITTLE_GIANT,
                    3,
                    "SC",
                    "gdii-2022-1",
                    "Department of Industry and Information Technology of Guangdong Province",
                    Source.INDUSTRY_BUREAU),
            new Programme(
                    CertificateKind.NATIONAL_RD_INSTITUTION,
                    2,
                    1_500,
                    CertificateKind.HIGH_TECH_ENTERPRISE,
                    3,
                    "NERC",
                    "ndrc-2020-34",
                    "National Development and Reform Commission",
                    Source.SCIENCE_BUREAU));

    /** How many enterprises are looked at until one fits: the rarer statuses are rare among them. */
    private static final int LOOKS = 40;

    private final List<Inhabitant> inhabitants;
    private final Draw draw;
    private int number;

    CertificationDesk(List<Inhabitant> inhabitants, long seed) {
        this.inhabitants = inhabitants;
        this.draw = new Draw(seed, "certification-desk");
    }

    @Override
    public List<Draft> next(LocalDate day) {
        Programme programme = draw.weighted(PROGRAMMES, Programme::weight);
        boolean revoking = draw.percent(PERCENT_REVOKED);
        for (int i = 0; i < LOOKS; i++) {
            Inhabitant one = draw.pick(inhabitants);
            CertificationFact fact = revoking ? revoke(programme, one, day) : give(programme, one, day);
            if (fact != null) {
                return List.of(new Draft(programme.source(), day, one.code, fact));
            }
        }
        return List.of();
    }

    private @Nullable CertificationFact give(Programme programme, Inhabitant one, LocalDate day) {
        CertificateKind kind = programme.kind();
        CertificateKind needs = programme.needs();
        if (!one.isRegisteredSince(programme.days(), day) || (needs != null && !one.holds(needs, day))) {
            return null;
        }
        Held last = one.last(kind);
        LocalDate until = day.plusYears(programme.years());
        if (one.isFree(kind, day)) {
            String given = number(programme, day);
            one.hold(kind, new Held(given, day, until));
            return new CertificateGranted(kind, given, programme.ruleSet(), programme.issuer(), day, until);
        }
        if (last == null || !last.from().isBefore(day) || last.until().isAfter(day.plusDays(DAYS_TO_RENEW_AHEAD))) {
            return null;
        }
        String given = number(programme, day);
        one.hold(kind, new Held(given, day, until));
        return new CertificateRenewed(kind, given, last.number(), programme.ruleSet(), programme.issuer(), day, until);
    }

    private static @Nullable CertificationFact revoke(Programme programme, Inhabitant one, LocalDate day) {
        Held last = one.last(programme.kind());
        if (last == null || !one.holds(programme.kind(), day) || !last.from().isBefore(day)) {
            return null;
        }
        one.hold(programme.kind(), new Held(last.number(), last.from(), day));
        return new CertificateRevoked(programme.kind(), last.number(), "R&D expense below the required share of sales");
    }

    /** Day and count: no number of the years before has that form. */
    private String number(Programme programme, LocalDate day) {
        number++;
        return "%s-%s-%05d".formatted(programme.series(), BASIC_ISO_DATE.format(day), number);
    }
}

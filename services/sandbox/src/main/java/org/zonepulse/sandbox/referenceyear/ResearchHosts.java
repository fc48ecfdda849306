package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;

/** National research and development institutions, and who hosts them: some enterprises two, some no longer. */
final class ResearchHosts {

    private static final CertificateKind KIND = CertificateKind.NATIONAL_RD_INSTITUTION;
    private static final int HOSTS_OF_TWO = 4;
    private static final int FORMER_HOSTS = 3;
    /** So many have a term that ends within weeks after the last day. */
    private static final int SOON_ASSESSED = 5;

    private static final int TERM_YEARS = 3;
    private static final int LUCK = 30;
    private static final LocalDate FIRST_DAY = LocalDate.of(2009, 1, 10);
    private static final LocalDate LAST_DAY = LocalDate.of(2023, 10, 31);

    private record Programme(String series, String ruleSet, String issuer) {}

    private static final List<Programme> PROGRAMMES = List.of(
            new Programme("NETC", "ndrc-2016-34", "National Development and Reform Commission"),
            new Programme("NELAB", "most-2015-skl", "Ministry of Science and Technology"),
            new Programme("NERC", "ndrc-2020-34", "National Development and Reform Commission"));

    private final Journal journal;
    private final Draw draw;
    private int number;

    ResearchHosts(Journal journal, long seed) {
        this.journal = journal;
        this.draw = new Draw(seed, "research");
    }

    /**
     * Founds institutions.
     *
     * @param hosts how many enterprises host at least one on the last day
     * @param qualified from whom the hosts are taken; all of them registered on the last day
     */
    void found(int hosts, List<Enterprise> qualified) {
        List<Enterprise> chosen = draw.best(qualified, hosts + FORMER_HOSTS, Enterprise::strength, LUCK);
        for (int i = 0; i < chosen.size(); i++) {
            Enterprise host = chosen.get(i);
            if (i >= hosts) {
                close(host, grant(host, day(host), null));
            } else if (i < SOON_ASSESSED) {
                LocalDate end = ReferenceYear.AS_OF.plusDays(draw.between(10, 80));
                grant(host, end.minusYears(TERM_YEARS), end);
            } else {
                grant(host, day(host), null);
            }
            if (i < hosts && i >= hosts - HOSTS_OF_TWO) {
                grant(host, day(host), null);
            }
        }
    }

    private LocalDate day(Enterprise host) {
        LocalDate ready = host.registered().plusYears(1);
        return draw.day(ready.isAfter(FIRST_DAY) ? ready : FIRST_DAY, LAST_DAY.minusDays(300));
    }

    private CertificateGranted grant(Enterprise host, LocalDate from, @Nullable LocalDate until) {
        Programme programme = draw.pick(PROGRAMMES);
        number++;
        CertificateGranted granted = new CertificateGranted(
                KIND,
                "%s-%d-%03d".formatted(programme.series(), from.getYear(), number),
                programme.ruleSet(),
                programme.issuer(),
                from,
                until);
        journal.note(Source.SCIENCE_BUREAU, from, host.code(), granted);
        return granted;
    }

    private void close(Enterprise host, CertificateGranted granted) {
        LocalDate end = draw.day(granted.validFrom().plusDays(200), LAST_DAY);
        journal.note(
                Source.SCIENCE_BUREAU,
                end,
                host.code(),
                new CertificateRevoked(KIND, granted.number(), "assessed as no longer fit"));
    }
}

package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;

/**
 * A list of honour that is announced once a year: "little giants", single champions. An entry is for three years, and
 * may be renewed then.
 */
final class Honours {

    private static final int TERM_YEARS = 3;
    private static final int PERCENT_RENEWING = 80;
    private static final int LUCK = 40;
    private static final int DAYS_REGISTERED = 700;

    /**
     * One announcement.
     *
     * @param day of announcement, from which the entries are valid
     * @param entries how many are new on the list
     * @param ruleSet the rules that they were chosen by
     */
    record Announcement(LocalDate day, int entries, String ruleSet) {
        Announcement {
            Objects.requireNonNull(day, "day");
            Objects.requireNonNull(ruleSet, "ruleSet");
        }
    }

    /**
     * A list.
     *
     * @param kind the status that it gives
     * @param series what its numbers begin with
     * @param issuer who announces it
     * @param announcements of all years, in order
     */
    record Roll(CertificateKind kind, String series, String issuer, List<Announcement> announcements) {
        Roll {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(series, "series");
            Objects.requireNonNull(issuer, "issuer");
            announcements = List.copyOf(announcements);
        }
    }

    /** MIIT's notices on cultivation of 2018 No. 381, and from 2022 the interim measures of 2022 No. 63. */
    static final Roll LITTLE_GIANTS = new Roll(
            CertificateKind.LITTLE_GIANT,
            "LG",
            "Ministry of Industry and Information Technology",
            List.of(
                    new Announcement(LocalDate.of(2019, 6, 5), 6, "miit-2018-381"),
                    new Announcement(LocalDate.of(2020, 11, 13), 15, "miit-2018-381"),
                    new Announcement(LocalDate.of(2021, 7, 19), 28, "miit-2018-381"),
                    new Announcement(LocalDate.of(2022, 8, 8), 41, "miit-2022-63"),
                    new Announcement(LocalDate.of(2023, 7, 14), 38, "miit-2022-63")));

    /** Of the province: the demonstration enterprises among single champions. */
    static final Roll SINGLE_CHAMPIONS = new Roll(
            CertificateKind.SINGLE_CHAMPION,
            "SC",
            "Department of Industry and Information Technology of Guangdong Province",
            List.of(
                    new Announcement(LocalDate.of(2018, 11, 20), 2, "miit-2016-105"),
                    new Announcement(LocalDate.of(2019, 11, 25), 2, "miit-2016-105"),
                    new Announcement(LocalDate.of(2020, 12, 18), 3, "miit-2016-105"),
                    new Announcement(LocalDate.of(2021, 11, 29), 3, "miit-2016-105"),
                    new Announcement(LocalDate.of(2022, 11, 15), 4, "gdii-2022-1"),
                    new Announcement(LocalDate.of(2023, 11, 10), 6, "gdii-2022-1")));

    private final Roll roll;
    private final Enterprise favourite;
    private final int favouriteYear;
    private final Journal journal;
    private final Draw draw;
    private final Map<Enterprise, CertificateGranted> latest = new LinkedHashMap<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();

    /**
     * A roll to be filled.
     *
     * @param favourite comes onto it in that year, and in no other
     */
    Honours(Roll roll, Enterprise favourite, int favouriteYear, Journal journal, long seed) {
        this.roll = roll;
        this.favourite = favourite;
        this.favouriteYear = favouriteYear;
        this.journal = journal;
        this.draw = new Draw(seed, roll.series());
    }

    /**
     * Fills it.
     *
     * @param qualified who can come onto it on a day
     */
    void run(List<Enterprise> enterprises, BiPredicate<Enterprise, LocalDate> qualified) {
        for (Announcement announcement : roll.announcements()) {
            LocalDate day = announcement.day();
            latest.entrySet().stream()
                    .filter(entry -> end(entry.getValue()).getYear() == day.getYear())
                    .map(Map.Entry::getKey)
                    .filter(enterprise -> enterprise.isRegisteredOn(day) && draw.percent(PERCENT_RENEWING))
                    .toList()
                    .forEach(enterprise -> renew(enterprise, announcement));
            boolean itsTurn = day.getYear() == favouriteYear;
            List<Enterprise> candidates = enterprises.stream()
                    .filter(enterprise -> !latest.containsKey(enterprise)
                            && enterprise.isRegisteredSince(DAYS_REGISTERED, day)
                            && (itsTurn || !enterprise.equals(favourite))
                            && qualified.test(enterprise, day))
                    .toList();
            draw.best(candidates, announcement.entries(), this::merit, LUCK)
                    .forEach(enterprise -> grant(enterprise, announcement));
        }
    }

    /** Whether the enterprise has ever been on the list. */
    boolean isListed(Enterprise enterprise) {
        return latest.containsKey(enterprise);
    }

    private int merit(Enterprise enterprise) {
        return enterprise.strength() + (enterprise.equals(favourite) ? LUCK : 0);
    }

    private static LocalDate end(CertificateGranted granted) {
        return Objects.requireNonNull(granted.validTo());
    }

    private void grant(Enterprise enterprise, Announcement announcement) {
        CertificateGranted granted = next(announcement, announcement.day());
        journal.note(Source.INDUSTRY_BUREAU, announcement.day(), enterprise.code(), granted);
        latest.put(enterprise, granted);
    }

    /** Valid from where the entry before ends, if that is later: announced ahead of time. */
    private void renew(Enterprise enterprise, Announcement announcement) {
        CertificateGranted previous = Objects.requireNonNull(latest.get(enterprise));
        LocalDate from = end(previous).isAfter(announcement.day()) ? end(previous) : announcement.day();
        CertificateGranted next = next(announcement, from);
        CertificateRenewed renewed = new CertificateRenewed(
                next.kind(),
                next.number(),
                previous.number(),
                next.ruleSet(),
                next.issuer(),
                next.validFrom(),
                next.validTo());
        journal.note(Source.INDUSTRY_BUREAU, announcement.day(), enterprise.code(), renewed);
        latest.put(enterprise, next);
    }

    private CertificateGranted next(Announcement announcement, LocalDate from) {
        int year = announcement.day().getYear();
        String number = "%s-%d-%04d".formatted(roll.series(), year, numbers.merge(year, 1, Integer::sum));
        return new CertificateGranted(
                roll.kind(), number, announcement.ruleSet(), roll.issuer(), from, from.plusYears(TERM_YEARS));
    }
}

package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;

/**
 * The certification of high-tech enterprises (Measures of 2016 No. 32; before, of 2008 No. 172): three years, in
 * batches at the end of the year. Year by year, what stands and what is renewed is counted, and as many are newly
 * certified as are missing to the year's number.
 */
final class HighTechProgramme {

    private static final CertificateKind KIND = CertificateKind.HIGH_TECH_ENTERPRISE;
    private static final String OFFICE = "Office of High-tech Enterprise Certification, ";
    /** GB/T 2260: the province that certifies here. */
    private static final String HOME = "44";

    /** Provinces that enterprises come from, with their certificates. */
    private static final Map<String, String> PROVINCES =
            Map.of(HOME, "Guangdong", "31", "Shanghai", "32", "Jiangsu", "43", "Hunan");

    private static final int TERM_YEARS = 3;
    private static final int MEASURES_OF_2016 = 2016;
    /** Article 11 of the Measures: registered for a year at least. */
    private static final int DAYS_REGISTERED = 365;

    private static final int BATCHES = 3;
    private static final int PERCENT_RENEWING = 87;
    private static final int ODDS_OF_REVOCATION = 80;
    private static final int FIRST_YEAR_OF_REVOCATION = 2017;
    private static final int STRENGTH_OF_CERTIFIED_NEWCOMERS = 70;
    private static final int LUCK = 80;
    private static final List<String> REASONS =
            List.of("the annual form was missing for two years", "R&D expense below the required share of sales");

    /** A certificate of an enterprise; {@code until} is its end of validity, or earlier if it was revoked. */
    private record Held(String number, LocalDate from, LocalDate until, boolean revoked) {
        boolean isValidOn(LocalDate day) {
            return !day.isBefore(from) && day.isBefore(until);
        }
    }

    private final Scenario scenario;
    private final List<Enterprise> enterprises;
    private final Enterprise favourite;
    private final Journal journal;
    private final Draw draw;
    private final Map<Enterprise, List<Held>> certificates = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * The programme.
     *
     * @param favourite is certified as soon as it has been registered for long enough
     */
    HighTechProgramme(
            Scenario scenario, List<Enterprise> enterprises, Enterprise favourite, Journal journal, long seed) {
        this.scenario = scenario;
        this.enterprises = enterprises;
        this.favourite = favourite;
        this.journal = journal;
        this.draw = new Draw(seed, "high-tech");
    }

    void run() {
        scenario.highTech().forEach(this::certify);
    }

    /** Whether the enterprise holds a certificate on that day. */
    boolean isHolder(Enterprise enterprise, LocalDate day) {
        return enterprise.isRegisteredOn(day)
                && certificates.getOrDefault(enterprise, List.of()).stream().anyMatch(held -> held.isValidOn(day));
    }

    private void certify(int year, int target) {
        LocalDate yearEnd = LocalDate.of(year, 12, 31);
        welcome(year);
        revokeSome(year);
        int standing = (int) certificates.keySet().stream()
                .filter(enterprise -> isHolder(enterprise, yearEnd))
                .count();
        List<LocalDate> batches = batches(year);
        List<Enterprise> renewing = certificates.keySet().stream()
                .filter(enterprise -> enterprise.isRegisteredOn(yearEnd) && isDue(enterprise, year))
                .filter(_ -> draw.percent(PERCENT_RENEWING))
                .toList();
        renewing.forEach(enterprise -> renew(enterprise, draw.pick(batches)));
        int missing = target - standing - renewing.size();
        List<Enterprise> candidates = enterprises.stream()
                .filter(enterprise -> enterprise.isRegisteredOn(yearEnd)
                        && enterprise.isRegisteredSince(DAYS_REGISTERED, batches.getFirst()))
                .filter(enterprise -> isFree(enterprise, year))
                .toList();
        if (missing < 0 || missing > candidates.size()) {
            throw new IllegalStateException(missing + " are missing in " + year + " of " + candidates.size());
        }
        draw.best(candidates, missing, this::merit, LUCK).forEach(enterprise -> grant(enterprise, draw.pick(batches)));
    }

    /** Who comes from another province may have been certified there, and keeps that certificate. */
    private void welcome(int year) {
        for (Enterprise enterprise : enterprises) {
            String province = enterprise.code().substring(2, 4);
            if (enterprise.registered().getYear() == year
                    && !province.equals(HOME)
                    && enterprise.strength() >= STRENGTH_OF_CERTIFIED_NEWCOMERS) {
                Held held = next(province, batches(year - 1).getFirst());
                grant(enterprise, held, province, enterprise.registered().plusDays(draw.between(5, 60)));
            }
        }
    }

    private int merit(Enterprise enterprise) {
        return enterprise.equals(favourite) ? enterprise.strength() + LUCK : enterprise.strength();
    }

    private List<LocalDate> batches(int year) {
        return draw.some(
                LocalDate.of(year, 11, 5).datesUntil(LocalDate.of(year, 12, 29)).toList(), BATCHES);
    }

    private boolean isDue(Enterprise enterprise, int year) {
        Held last = last(enterprise);
        return !last.revoked() && last.until().getYear() == year;
    }

    /** Whether it holds none, and hasn't in this year; one whose certificate was revoked doesn't come again. */
    private boolean isFree(Enterprise enterprise, int year) {
        return !certificates.containsKey(enterprise)
                || (!last(enterprise).revoked() && last(enterprise).until().getYear() < year);
    }

    private Held last(Enterprise enterprise) {
        return Objects.requireNonNull(certificates.get(enterprise)).getLast();
    }

    private void revokeSome(int year) {
        if (year < FIRST_YEAR_OF_REVOCATION) {
            return;
        }
        for (Enterprise enterprise : certificates.keySet()) {
            LocalDate from = LocalDate.of(year, 1, 1).plusDays(draw.below(200));
            if (draw.oneIn(ODDS_OF_REVOCATION) && !enterprise.equals(favourite) && isHolder(enterprise, from)) {
                revoke(enterprise, from);
            }
        }
    }

    /** From the year of failure, which is found out later. */
    private void revoke(Enterprise enterprise, LocalDate from) {
        List<Held> all = Objects.requireNonNull(certificates.get(enterprise));
        Held last = all.removeLast();
        all.add(new Held(last.number(), last.from(), from, true));
        LocalDate found = from.plusDays(draw.between(90, 500));
        LocalDate recorded = found.isAfter(ReferenceYear.AS_OF) ? ReferenceYear.AS_OF : found;
        journal.note(
                Source.SCIENCE_BUREAU,
                from,
                recorded,
                enterprise.code(),
                new CertificateRevoked(KIND, last.number(), draw.pick(REASONS)));
    }

    private void grant(Enterprise enterprise, LocalDate from) {
        grant(enterprise, next(HOME, from), HOME, from.plusDays(draw.between(0, 5)));
    }

    private void grant(Enterprise enterprise, Held held, String province, LocalDate recordedOn) {
        LocalDate from = held.from();
        journal.note(
                Source.SCIENCE_BUREAU,
                from,
                recordedOn,
                enterprise.code(),
                new CertificateGranted(KIND, held.number(), ruleSet(from), issuer(province), from, held.until()));
        certificates.computeIfAbsent(enterprise, _ -> new ArrayList<>(2)).add(held);
    }

    private void renew(Enterprise enterprise, LocalDate from) {
        String previous = last(enterprise).number();
        Held held = next(HOME, from);
        journal.note(
                Source.SCIENCE_BUREAU,
                from,
                enterprise.code(),
                new CertificateRenewed(KIND, held.number(), previous, ruleSet(from), issuer(HOME), from, held.until()));
        Objects.requireNonNull(certificates.get(enterprise)).add(held);
    }

    /** Numbers go up through the province, so that the zone's own leave gaps. */
    private Held next(String province, LocalDate from) {
        String series = "GR" + from.getYear() + province;
        int number = numbers.merge(series, draw.between(1, 4), Integer::sum);
        return new Held(series + "%06d".formatted(number), from, from.plusYears(TERM_YEARS), false);
    }

    private static String issuer(String province) {
        return OFFICE + PROVINCES.get(province);
    }

    private static String ruleSet(LocalDate day) {
        return day.getYear() < MEASURES_OF_2016 ? "2008-172" : "2016-32";
    }
}

package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;

/**
 * The register of technology-based SMEs (2017 No. 115), entered year by year. An entry is for a year from its day, so
 * those who stand at the end of a year are those who were entered in it.
 */
final class SmeProgramme {

    private static final CertificateKind KIND = CertificateKind.TECHNOLOGY_SME;
    private static final String RULE_SET = "2017-115";
    private static final String ISSUER = "Science and Technology Department of Guangdong Province";
    private static final int PERCENT_STAYING = 72;
    private static final int LUCK = 60;
    private static final int DAYS_REGISTERED = 30;

    private record Entry(String number, LocalDate from) {}

    private final Scenario scenario;
    private final List<Enterprise> enterprises;
    private final Enterprise favourite;
    private final Journal journal;
    private final Draw draw;
    private final Map<String, Integer> numbers = new HashMap<>();
    private Map<Enterprise, Entry> entered = new LinkedHashMap<>();

    /**
     * The programme.
     *
     * @param favourite is entered in every year since its registration
     */
    SmeProgramme(Scenario scenario, List<Enterprise> enterprises, Enterprise favourite, Journal journal, long seed) {
        this.scenario = scenario;
        this.enterprises = enterprises;
        this.favourite = favourite;
        this.journal = journal;
        this.draw = new Draw(seed, "technology-smes");
    }

    void run() {
        scenario.technologySmes().forEach(this::enter);
    }

    private void enter(int year, int target) {
        Map<Enterprise, Entry> before = entered;
        entered = new LinkedHashMap<>();
        LocalDate yearEnd = LocalDate.of(year, 12, 31);
        List<Enterprise> chosen = new ArrayList<>();
        List<Enterprise> others = new ArrayList<>();
        for (Enterprise enterprise : enterprises) {
            if (enterprise.isRegisteredOn(yearEnd)
                    && enterprise.isRegisteredSince(DAYS_REGISTERED, LocalDate.of(year, 10, 1))) {
                boolean stays = before.containsKey(enterprise)
                        && chosen.size() < target
                        && (draw.percent(PERCENT_STAYING) || enterprise.equals(favourite));
                (stays ? chosen : others).add(enterprise);
            }
        }
        chosen.addAll(draw.best(others, target - chosen.size(), enterprise -> merit(enterprise, yearEnd), LUCK));
        chosen.forEach(enterprise -> enter(enterprise, year, before.get(enterprise)));
    }

    /** Young ones that are neither the weakest nor the strongest, who soon outgrow it. */
    private int merit(Enterprise enterprise, LocalDate day) {
        if (enterprise.equals(favourite)) {
            return Enterprise.STRONGEST + LUCK;
        }
        int years = (int) ChronoUnit.YEARS.between(enterprise.registered(), day);
        return Enterprise.STRONGEST - Math.abs(enterprise.strength() - 60) - 3 * Math.min(years, 20);
    }

    private void enter(Enterprise enterprise, int year, @Nullable Entry previous) {
        LocalDate from = day(enterprise, year, previous);
        String series = year + enterprise.trade().industry().substring(0, 1);
        int number = numbers.merge(series, draw.between(1, 5), Integer::sum);
        Entry entry = new Entry(series + "4406%07d".formatted(number), from);
        LocalDate until = from.plusYears(1);
        CertificationFact fact = previous == null
                ? new CertificateGranted(KIND, entry.number(), RULE_SET, ISSUER, from, until)
                : new CertificateRenewed(KIND, entry.number(), previous.number(), RULE_SET, ISSUER, from, until);
        journal.note(Source.SCIENCE_BUREAU, from, enterprise.code(), fact);
        entered.put(enterprise, entry);
    }

    /** Who was entered before comes around the same time of the year. */
    private LocalDate day(Enterprise enterprise, int year, @Nullable Entry previous) {
        LocalDate first = LocalDate.of(year, 2, 10);
        LocalDate last = LocalDate.of(year, 11, 30);
        if (previous == null) {
            LocalDate ready = enterprise.registered().plusDays(DAYS_REGISTERED);
            return draw.day(ready.isAfter(first) ? ready : first, last);
        }
        LocalDate around = previous.from().plusYears(1).plusDays(draw.between(-25, 25));
        return around.isBefore(first) ? first : around.isAfter(last) ? last : around;
    }
}

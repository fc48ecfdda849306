package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;

/** What the city's bureau reports of the whole city at each year's end: some weeks later, and not always right at once. */
final class CityReports {

    private final String cityCode;
    private final Journal journal;
    private final Draw draw;

    CityReports(String cityCode, Journal journal, long seed) {
        this.cityCode = cityCode;
        this.journal = journal;
        this.draw = new Draw(seed, "city");
    }

    void report(Scenario scenario) {
        scenario.cityHighTech().forEach(this::report);
    }

    private void report(int year, int total) {
        LocalDate yearEnd = LocalDate.of(year, 12, 31);
        journal.note(
                Source.SCIENCE_BUREAU,
                yearEnd,
                yearEnd.plusDays(draw.between(8, 30)),
                cityCode,
                new CityTotalReported(CertificateKind.HIGH_TECH_ENTERPRISE, total));
    }
}

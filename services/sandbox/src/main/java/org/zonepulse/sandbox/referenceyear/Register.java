package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.zonepulse.ledger.event.RegistrationFact;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.RegistrationFact.Reclassified;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.ledger.zone.Zone;

/** The market regulator's register: who comes, what they are called, where they move, who goes. */
final class Register {

    private static final int FIRST_YEAR = 2003;
    /** New registrations of each year from the first to 2023, in proportion. */
    private static final List<Long> YEARS = List.of(
            60L, 70L, 80L, 95L, 110L, 120L, 140L, 170L, 200L, 230L, 290L, 350L, 430L, 520L, 640L, 760L, 830L, 860L,
            950L, 900L, 820L);

    /** In proportion, in the order of the zone file; further parks count as the last. */
    private static final List<Integer> PARKS = List.of(18, 34, 28, 12, 8);

    private static final LocalDate BOOKS_OPEN = LocalDate.of(2016, 2, 1);
    private static final int SHORTEST_LIFE_DAYS = 500;
    private static final int MOST_PERCENT_LEAVING = 14;
    private static final int SETTLING_DAYS = 90;
    private static final int ODDS_ELSEWHERE = 25;
    /** Beside the city, where newcomers were first registered. */
    private static final List<String> ELSEWHERE = List.of("440106", "440305", "430104", "310115", "320506");

    private static final List<String> REASONS =
            List.of("dissolved by resolution of its members", "moved out of the zone", "merged into another company");

    private final Zone zone;
    private final Scenario scenario;
    private final Journal journal;
    private final Draw draw;
    private final CompanyNames names;
    private final InventedCodes codes;

    Register(Zone zone, Scenario scenario, Journal journal, long seed) {
        this.zone = zone;
        this.scenario = scenario;
        this.journal = journal;
        this.draw = new Draw(seed, "register");
        this.names = new CompanyNames(new Draw(seed, "names"));
        this.codes = new InventedCodes(new Draw(seed, "codes"));
    }

    /** Registers all enterprises, oldest year first, and writes down their lives. */
    List<Enterprise> fill() {
        List<Enterprise> enterprises = new ArrayList<>(scenario.enterprises());
        long[] perYear = Apportionment.of(scenario.enterprises(), YEARS, 1);
        for (int i = 0; i < perYear.length; i++) {
            int year = FIRST_YEAR + i;
            IntStream.range(0, (int) perYear[i]).forEach(_ -> enterprises.add(enterprise(year)));
        }
        enterprises.forEach(enterprise -> writeLife(enterprise, names.next(enterprise.trade())));
        return enterprises;
    }

    /** Registers one whose story is told. */
    Enterprise register(String name, LocalDate day, String park, Trade trade) {
        String division = zone.city().divisionCode();
        Enterprise enterprise = new Enterprise(
                codes.next(division, day.getYear()), day, Enterprise.NEVER, park, trade, Enterprise.STRONGEST);
        journal.note(
                Source.MARKET_REGULATOR,
                day,
                enterprise.code(),
                new Registered(name, park, enterprise.trade().industry()));
        return enterprise;
    }

    private Enterprise enterprise(int year) {
        Zone.Park park = drawPark();
        LocalDate registered = draw.day(LocalDate.of(year, 1, 2), LocalDate.of(year, 12, 30));
        String division = draw.oneIn(ODDS_ELSEWHERE) ? draw.pick(ELSEWHERE) : park.divisionCode();
        int strength = draw.between(0, Enterprise.STRONGEST);
        boolean leaves = draw.percent((Enterprise.STRONGEST - strength) * MOST_PERCENT_LEAVING / 100);
        LocalDate earliest = later(registered.plusDays(SHORTEST_LIFE_DAYS), BOOKS_OPEN);
        LocalDate deregistered = leaves && earliest.isBefore(ReferenceYear.AS_OF)
                ? draw.day(earliest, ReferenceYear.AS_OF)
                : Enterprise.NEVER;
        return new Enterprise(
                codes.next(division, year), registered, deregistered, park.id(), Trade.draw(draw), strength);
    }

    private Zone.Park drawPark() {
        List<Zone.Park> parks = zone.parks();
        return draw.weighted(parks, park -> PARKS.get(Math.min(parks.indexOf(park), PARKS.size() - 1)));
    }

    private void writeLife(Enterprise enterprise, String name) {
        String code = enterprise.code();
        journal.note(
                Source.MARKET_REGULATOR,
                enterprise.registered(),
                code,
                new Registered(name, enterprise.park(), enterprise.trade().industry()));
        boolean leaves = enterprise.deregistered().isBefore(Enterprise.NEVER);
        LocalDate first = later(enterprise.registered().plusDays(SETTLING_DAYS), BOOKS_OPEN);
        LocalDate last = leaves ? enterprise.deregistered().minusDays(1) : ReferenceYear.AS_OF;
        if (first.isBefore(last)) {
            writeChanges(enterprise, first, last);
        }
        if (leaves) {
            journal.note(
                    Source.MARKET_REGULATOR, enterprise.deregistered(), code, new Deregistered(draw.pick(REASONS)));
        }
    }

    private void writeChanges(Enterprise enterprise, LocalDate first, LocalDate last) {
        if (draw.percent(9)) {
            note(enterprise, draw.day(first, last), new Renamed(names.next(enterprise.trade())));
        }
        if (draw.percent(6)) {
            note(
                    enterprise,
                    draw.day(first, last),
                    new Reclassified(Trade.draw(draw).industry()));
        }
        if (draw.percent(7)) {
            LocalDate day = draw.day(first, last);
            note(enterprise, day, new Relocated(drawPark().id()));
            if (draw.percent(10) && day.isBefore(last)) {
                note(
                        enterprise,
                        draw.day(day.plusDays(1), last),
                        new Relocated(drawPark().id()));
            }
        }
    }

    private void note(Enterprise enterprise, LocalDate day, RegistrationFact fact) {
        journal.note(Source.MARKET_REGULATOR, day, enterprise.code(), fact);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}

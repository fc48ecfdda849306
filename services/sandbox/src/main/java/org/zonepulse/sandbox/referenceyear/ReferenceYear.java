package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.zone.Zone;

/**
 * A history of the zone whose events add up to the figures published of 2023. The enterprises are invented; the same
 * seed always gives the same events.
 */
public final class ReferenceYear {

    /** The seed that commands use if none is given. */
    public static final long DEFAULT_SEED = 20231231L;

    /** The day whose figures were published. */
    public static final LocalDate AS_OF = LocalDate.of(2023, 12, 31);

    private final long seed;
    private final Map<EventStream, List<Event>> events;

    private ReferenceYear(long seed, Map<EventStream, List<Event>> events) {
        this.seed = seed;
        this.events = events;
    }

    /** The history of that seed, in the bundled zone. */
    public static ReferenceYear generate(long seed) {
        Zone zone = ZoneFile.bundled();
        Journal journal = new Journal(zone.timeZone(), new Draw(seed, "journal"));
        write(zone, seed, journal);
        Noise noise = new Noise(journal, new Mistakes(zone, seed), seed);
        Map<EventStream, List<Event>> events = new EnumMap<>(EventStream.class);
        for (EventStream stream : EventStream.values()) {
            events.put(stream, noise.publish(stream));
        }
        return new ReferenceYear(seed, events);
    }

    private static void write(Zone zone, long seed, Journal journal) {
        PublishedFigures published = PublishedFigures.bundled();
        Scenario scenario = Scenario.endingIn(published);
        Register register = new Register(zone, scenario, journal, seed);
        Enterprise huayun = HuayunTongda.register(register);
        List<Enterprise> enterprises = new ArrayList<>(List.of(huayun));
        enterprises.addAll(register.fill());

        HighTechProgramme highTech = new HighTechProgramme(scenario, enterprises, huayun, journal, seed);
        highTech.run();
        new CityReports(zone.city().divisionCode(), journal, seed).report(scenario);
        new SmeProgramme(scenario, enterprises, huayun, journal, seed).run();
        Honours littleGiants = new Honours(Honours.LITTLE_GIANTS, huayun, HuayunTongda.LITTLE_GIANT_IN, journal, seed);
        littleGiants.run(enterprises, highTech::isHolder);
        new Honours(Honours.SINGLE_CHAMPIONS, huayun, HuayunTongda.SINGLE_CHAMPION_IN, journal, seed)
                .run(
                        enterprises,
                        (enterprise, day) -> highTech.isHolder(enterprise, day) && HuayunTongda.isMaker(enterprise));
        List<Enterprise> others = enterprises.subList(1, enterprises.size());
        new ResearchHosts(journal, seed)
                .found(
                        scenario.withNationalRd(),
                        others.stream()
                                .filter(enterprise -> highTech.isHolder(enterprise, AS_OF)
                                        && enterprise.isRegisteredSince(1_500, AS_OF))
                                .toList());
        new LoanBook(scenario, new LoanWriter(zone, journal, seed), seed).lend(others);
        FairSeason fairs = new FairSeason(journal, new OrderWriter(journal, seed), zone.currency(), seed);
        Fair.all(published, new Draw(seed, "calendar")).forEach(fair -> fairs.hold(fair, others));
    }

    /** The seed that these events were made from. */
    public long seed() {
        return seed;
    }

    /**
     * The events of a stream in the order in which they are published: with those that come late, come twice, or are
     * reversed.
     */
    public List<Event> events(EventStream stream) {
        return Objects.requireNonNull(events.get(stream));
    }
}

package org.zonepulse.sandbox.referenceyear;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.CreditCode;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.RegistrationFact;
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
        Map<EventStream, List<Event>> events = new EnumMap<>(EventStream.class);
        for (EventStream stream : EventStream.values()) {
            events.put(stream, new ArrayList<>());
        }
        List<Event> registrations = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            LocalDate day = LocalDate.of(2016 + i, 3, 1);
            registrations.add(new Event(
                    "amr-" + i,
                    "foshan-amr",
                    day,
                    Instant.from(day.atStartOfDay(ZoneOffset.UTC)),
                    CreditCode.complete("91440605MA" + "%07d".formatted(i)),
                    new RegistrationFact.Registered(
                            "Enterprise " + i, zone.parks().get(i).id(), "C3670")));
        }
        events.put(EventStream.REGISTRATIONS, registrations);
        return new ReferenceYear(seed, events);
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
        return List.copyOf(events.getOrDefault(stream, List.of()));
    }
}

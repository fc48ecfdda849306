package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.List;
import org.zonepulse.ledger.event.RegistrationFact;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.RegistrationFact.Reclassified;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.ledger.zone.Zone;

/** The market regulator's: newcomers, changes, and now and then one that leaves. */
final class RegistrationDesk implements Desk {

    private static final int PERCENT_NEW = 58;
    private static final int PERCENT_RENAMED = 12;
    private static final int PERCENT_RECLASSIFIED = 8;
    private static final int PERCENT_RELOCATED = 14;
    private static final int SHORTEST_LIFE_DAYS = 500;

    private final Zone zone;
    private final List<Inhabitant> inhabitants;
    private final Draw draw;
    private final CompanyNames names;
    private final InventedCodes codes;

    /** @param inhabitants in the register; those who come are added, those who leave taken away */
    RegistrationDesk(Zone zone, List<Inhabitant> inhabitants, InventedCodes codes, long seed) {
        this.zone = zone;
        this.inhabitants = inhabitants;
        this.codes = codes;
        this.draw = new Draw(seed, "registration-desk");
        this.names = new CompanyNames(new Draw(seed, "new-names"));
    }

    @Override
    public List<Draft> next(LocalDate day) {
        int chance = draw.below(100);
        if (chance < PERCENT_NEW) {
            return List.of(register(day));
        }
        int index = draw.below(inhabitants.size());
        Inhabitant one = inhabitants.get(index);
        if (!one.changed.isBefore(day)) {
            return List.of();
        }
        chance -= PERCENT_NEW;
        if (chance < PERCENT_RENAMED) {
            return List.of(change(one, day, new Renamed(names.next(tradeOf(one)))));
        }
        chance -= PERCENT_RENAMED;
        if (chance < PERCENT_RECLASSIFIED) {
            one.industry = Trade.draw(draw).industry();
            return List.of(change(one, day, new Reclassified(one.industry)));
        }
        chance -= PERCENT_RECLASSIFIED;
        if (chance < PERCENT_RELOCATED) {
            one.park = draw.pick(zone.parks()).id();
            return List.of(change(one, day, new Relocated(one.park)));
        }
        return one.isRegisteredSince(SHORTEST_LIFE_DAYS, day) ? List.of(leave(index, day)) : List.of();
    }

    private Draft register(LocalDate day) {
        Zone.Park park = draw.pick(zone.parks());
        Trade trade = Trade.draw(draw);
        Inhabitant newcomer =
                new Inhabitant(codes.next(park.divisionCode(), day.getYear()), day, park.id(), trade.industry());
        inhabitants.add(newcomer);
        return draft(newcomer, day, new Registered(names.next(trade), park.id(), trade.industry()));
    }

    /** What is left open of it, loans for one, stays as it is. */
    private Draft leave(int index, LocalDate day) {
        Inhabitant one = inhabitants.get(index);
        inhabitants.set(index, inhabitants.getLast());
        inhabitants.removeLast();
        return change(one, day, new Deregistered("dissolved by resolution of its members"));
    }

    private static Draft change(Inhabitant one, LocalDate day, RegistrationFact fact) {
        one.changed = day;
        return draft(one, day, fact);
    }

    private static Draft draft(Inhabitant one, LocalDate day, RegistrationFact fact) {
        return new Draft(Source.MARKET_REGULATOR, day, one.code, fact);
    }

    private static Trade tradeOf(Inhabitant one) {
        return Trade.ALL.stream()
                .filter(trade -> trade.industry().equals(one.industry))
                .findFirst()
                .orElse(Trade.ALL.getFirst());
    }
}

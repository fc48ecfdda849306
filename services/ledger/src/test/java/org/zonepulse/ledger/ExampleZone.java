package org.zonepulse.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.zonepulse.ledger.event.CreditCode;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.zone.Zone;

/** The smallest zone with two of what matters, and events in it. */
public final class ExampleZone {

    /** The zone. */
    public static final Zone ZONE = new Zone(
            "example",
            name("Example zone", "示例高新区"),
            ZoneId.of("Asia/Shanghai"),
            "CNY",
            new Zone.City("440600", name("Foshan", "佛山市")),
            List.of(
                    new Zone.Park("nanhai", name("Nanhai", "南海"), "440605"),
                    new Zone.Park("shunde", name("Shunde", "顺德"), "440606")),
            List.of(
                    new Zone.Industry("C36", name("Cars", "汽车制造业")),
                    new Zone.Industry("C3660", name("Car bodies", "汽车车身"))),
            List.of(new Zone.LoanProduct("digital", name("Digital loan", "数字贷"))));

    /** A right code of an enterprise that doesn't exist. */
    public static final String ENTERPRISE = CreditCode.complete("91440605MA0000001");

    private ExampleZone() {}

    private static Zone.Name name(String en, String zh) {
        return new Zone.Name(en, zh);
    }

    /** An amount in the zone's currency. */
    public static Money fen(long minor) {
        return new Money(minor, "CNY");
    }

    /** Something that the enterprise's registry says. */
    public static Event event(String id, String day, Fact fact) {
        return new Event(id, "registry", LocalDate.parse(day), Instant.parse("2024-01-01T00:00:00Z"), ENTERPRISE, fact);
    }
}

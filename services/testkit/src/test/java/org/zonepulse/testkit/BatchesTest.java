package org.zonepulse.testkit;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.testkit.Property.Share;

/** Property (g): events taken in many at once come to what they come to one by one. Tried on all histories. */
class BatchesTest {

    @Test
    void shouldComeToTheSameManyAtOnce() {
        Property property = (events, dice) -> {
            Ledger one = new Ledger();
            Ledger many = new Ledger();
            for (int from = 0; from < events.size(); ) {
                int until = dice.between(from + 1, events.size());
                List<Event> batch = events.subList(from, until);
                batch.forEach(one::apply);
                many.applyAll(batch);
                String difference = Ledger.difference(one, many, "one by one", "at once, to event " + until);
                if (difference != null) {
                    return difference;
                }
                from = until;
            }
            return null;
        };
        property.holds(Share.ALL);
    }
}

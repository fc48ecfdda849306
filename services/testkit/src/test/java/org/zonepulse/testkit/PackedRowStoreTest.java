package org.zonepulse.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.ledger.row.PackedRowStore;
import org.zonepulse.testkit.Property.Share;
import org.zonepulse.testkit.history.Dice;

/** Property (h): packed, a ledger keeps and tells the same as in maps. Tried on all histories. */
class PackedRowStoreTest {

    @Test
    void shouldKeepAndTellTheSameAsMaps() {
        Property property = (events, dice) -> {
            Ledger ledger = new Ledger();
            Packed packed = new Packed();
            for (int from = 0; from < events.size(); ) {
                int until = dice.between(from + 1, Math.min(events.size(), from + 10));
                List<Event> batch = events.subList(from, until);
                batch.forEach(ledger::apply);
                packed.take(batch, dice);
                from = until;
            }
            packed.drain();
            return packed.differenceFrom(ledger, events);
        };
        property.holds(Share.ALL);
    }

    /** A fold into a packed store, and what that has handed out. */
    private static final class Packed {
        private final LedgerFold fold = new LedgerFold(TestZone.ZONE);
        private final PackedRowStore store = new PackedRowStore();
        private final Map<MonthKey, MonthFlows> drained = new HashMap<>();

        void take(List<Event> events, Dice dice) {
            events.forEach(event -> fold.apply(store, event));
            if (dice.chance(20)) {
                drain();
            }
        }

        void drain() {
            store.takeFlows().forEachMonth((key, added) -> {
                MonthFlows sum = drained.computeIfAbsent(key, _ -> new MonthFlows());
                for (int i = 0; i < added.size(); i++) {
                    sum.add(added.day(i), added.amount(i));
                }
            });
        }

        private Map<Series, NavigableMap<Integer, Long>> flows() {
            Map<Series, NavigableMap<Integer, Long>> flows = new HashMap<>();
            drained.forEach((key, month) -> {
                for (int i = 0; i < month.size(); i++) {
                    int day =
                            Math.toIntExact(key.yearMonth().atDay(month.day(i)).toEpochDay());
                    flows.computeIfAbsent(key.series(), _ -> new TreeMap<>()).put(day, month.amount(i));
                }
            });
            return flows;
        }

        @Nullable String differenceFrom(Ledger ledger, List<Event> events) {
            String told = ledger.told()
                    .differenceTo(new Ledger.Told(flows(), Map.copyOf(store.anomalies())), "in maps", "packed");
            if (told != null) {
                return told;
            }
            Ledger.Kept kept = ledger.kept();
            TreeSet<String> enterprises =
                    events.stream().map(Event::enterpriseId).collect(Collectors.toCollection(TreeSet::new));
            String walked = kept.differenceTo(Ledger.kept(store, enterprises), "in maps", "packed");
            return walked != null ? walked : kept.differenceTo(asked(kept), "in maps", "packed, when asked for each");
        }

        private Ledger.Kept asked(Ledger.Kept kept) {
            return new Ledger.Kept(
                    kept.rows().keySet().stream().collect(Collectors.toMap(key -> key, store::row)),
                    kept.presences().keySet().stream().collect(Collectors.toMap(key -> key, store::presence)));
        }
    }
}

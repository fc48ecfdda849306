package org.zonepulse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.row.RowKey;
import org.zonepulse.testkit.Property.Share;
import org.zonepulse.testkit.history.Histories;
import org.zonepulse.testkit.history.History.Style;

/**
 * The law of the system: what an enterprise contributes is a function of the set of its accepted events.
 *
 * <p>Property (a), order, is tried on all histories; (b), duplicates, (c), reversals, and (f), anomalies resolved, have
 * two sides each, of which each is tried on one half.
 */
class LedgerLawTest {

    /** Of the histories that an event is missing from, or a wrong one is added to, at least so many percent show it. */
    private static final int CONTRADICTED_PERCENT = 25;

    @Test
    void shouldNotDependOnTheOrderOfArrival() {
        Property property = (events, dice) -> {
            List<Event> shuffled = new ArrayList<>(events);
            dice.shuffle(shuffled);
            return Ledger.difference(Ledger.of(events), Ledger.of(shuffled), "as arrived", "in another order");
        };
        property.holds(Share.ALL);
    }

    @Test
    void shouldNotChangeByDuplicates() {
        Property property = (events, dice) -> {
            Ledger ledger = Ledger.of(events);
            for (Event event : events) {
                Event again = dice.chance(50) ? event : recordedAt(event, Instant.EPOCH);
                if (ledger.apply(again)) {
                    return "  taken as new: " + again;
                }
            }
            return Ledger.difference(Ledger.of(events), ledger, "once", "with duplicates");
        };
        property.holds(Share.FIRST_HALF);
    }

    @Test
    void shouldNotChangeByDuplicatesAmongOthers() {
        Property property = (events, dice) -> {
            List<Event> more = new ArrayList<>(events);
            for (Event event : events) {
                if (dice.chance(50)) {
                    more.add(dice.between(0, more.size()), event);
                }
            }
            return Ledger.difference(Ledger.of(events), Ledger.of(more), "once", "with duplicates");
        };
        property.holds(Share.SECOND_HALF);
    }

    @Test
    void shouldTellTheSameWithAnEventAndItsReversalAsWithNeither() {
        Property property = (events, dice) -> {
            if (events.isEmpty()) {
                return null;
            }
            Event event = Histories.another(events, dice);
            List<Event> more = new ArrayList<>(events);
            more.add(dice.between(0, more.size()), event);
            more.add(dice.between(0, more.size()), Histories.reversalOf(event));
            return Ledger.of(events)
                    .told()
                    .differenceTo(Ledger.of(more).told(), "neither", "with " + event + " and its reversal");
        };
        property.holds(Share.FIRST_HALF);
    }

    @Test
    void shouldTellTheSameWhenAnEventIsReversedAsIfItHadNeverBeen() {
        Property property = (events, dice) -> {
            List<Event> candidates =
                    events.stream().filter(event -> standsAlone(event, events)).toList();
            if (candidates.isEmpty()) {
                return null;
            }
            Event undone = dice.pick(candidates);
            List<Event> without = new ArrayList<>(events);
            without.removeIf(event -> isSame(event, undone));
            List<Event> more = new ArrayList<>(events);
            more.add(dice.between(0, more.size()), Histories.reversalOf(undone));
            return Ledger.of(without).told().differenceTo(Ledger.of(more).told(), "never been", "reversed " + undone);
        };
        property.holds(Share.SECOND_HALF);
    }

    @Test
    void shouldResolveByTheMissingEvent() {
        LongAdder contradicted = new LongAdder();
        Property property = (events, dice) -> {
            if (events.isEmpty()) {
                return null;
            }
            Event missing = dice.pick(events);
            List<Event> rest = new ArrayList<>(events);
            rest.removeIf(event -> isSame(event, missing));
            Ledger ledger = Ledger.of(rest);
            contradicted.add(ledger.store().anomalies().isEmpty() ? 0 : 1);
            ledger.apply(missing);
            return Ledger.difference(Ledger.of(events), ledger, "never missing", "after " + missing);
        };
        property.holds(seed -> Histories.of(seed, Style.SANE), Share.FIRST_HALF);
        assertThat(contradicted.sum() * 100).isGreaterThanOrEqualTo((long) CONTRADICTED_PERCENT * tried());
    }

    @Test
    void shouldResolveByReversingTheWrongEvent() {
        LongAdder contradicted = new LongAdder();
        Property property = (events, dice) -> {
            if (events.isEmpty()) {
                return null;
            }
            Event wrong = Histories.another(events, dice);
            int from = dice.between(0, events.size());
            Ledger ledger = Ledger.of(events.subList(0, from));
            ledger.apply(wrong);
            events.subList(from, events.size()).forEach(ledger::apply);
            contradicted.add(ledger.store().anomalies().isEmpty() ? 0 : 1);
            ledger.apply(Histories.reversalOf(wrong));
            return Ledger.of(events).told().differenceTo(ledger.told(), "never had", "after " + wrong);
        };
        property.holds(seed -> Histories.of(seed, Style.SANE), Share.SECOND_HALF);
        assertThat(contradicted.sum() * 100).isGreaterThanOrEqualTo((long) CONTRADICTED_PERCENT * tried());
    }

    /** Histories of one half; few may all be of the other sort. */
    private static int tried() {
        return Property.HISTORIES < 100 ? 0 : Property.HISTORIES / 2;
    }

    private static Event recordedAt(Event event, Instant instant) {
        return new Event(
                event.eventId(), event.source(), event.occurredOn(), instant, event.enterpriseId(), event.fact());
    }

    /** Whether the event is a fact that nothing contradicts or reverses. */
    private static boolean standsAlone(Event event, List<Event> events) {
        return !(event.fact() instanceof Reversed)
                && events.stream()
                        .filter(other -> RowKey.of(other).equals(RowKey.of(event))
                                && other.source().equals(event.source()))
                        .allMatch(other -> isSame(other, event)
                                || (!other.eventId().equals(event.eventId()) && !isReversalOf(event, other)));
    }

    private static boolean isReversalOf(Event event, Event other) {
        return other.fact() instanceof Reversed reversed && reversed.eventId().equals(event.eventId());
    }

    /** The same but for the time of recording. */
    private static boolean isSame(Event one, Event other) {
        return recordedAt(one, Instant.EPOCH).equals(recordedAt(other, Instant.EPOCH));
    }
}

package org.zonepulse.ledger.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;

/** Evaluates the row of one intended order. */
final class OrderRules implements SubjectRules {

    private final Cells cells;
    private final boolean stays;

    OrderRules(Cells cells, Definitions definitions) {
        this.cells = cells;
        this.stays = definitions.staying().contains(Measure.INTENDED_ORDERS);
    }

    /** An order's facts by what they do. */
    private record Life(List<Entry> signed, List<Entry> amended, List<Entry> closed) {
        static Life of(List<Entry> facts) {
            Life life = new Life(new ArrayList<>(1), new ArrayList<>(), new ArrayList<>(1));
            for (Entry entry : facts) {
                switch (entry.fact()) {
                    case IntendedOrderSigned _ -> life.signed.add(entry);
                    case IntendedOrderAmended _ -> life.amended.add(entry);
                    case IntendedOrderCancelled _ -> life.closed.add(entry);
                    case IntendedOrderConverted _ -> life.closed.add(entry);
                    default -> throw SubjectRules.strange(entry);
                }
            }
            life.amended.sort(Comparator.comparingInt(Entry::day));
            return life;
        }

        int closedOn() {
            return closed.isEmpty() ? Placement.NEVER : closed.getFirst().day();
        }
    }

    @Override
    public Optional<AnomalyCode> contradiction(List<Entry> facts) {
        Life life = Life.of(facts);
        if (life.signed.isEmpty()) {
            return Optional.of(AnomalyCode.ORDER_NOT_SIGNED);
        }
        if (life.signed.size() > 1) {
            return Optional.of(AnomalyCode.ORDER_SIGNED_TWICE);
        }
        if (life.closed.size() > 1) {
            return Optional.of(AnomalyCode.ORDER_CLOSED_TWICE);
        }
        int signedOn = life.signed.getFirst().day();
        if (life.closedOn() < signedOn
                || life.amended.stream().anyMatch(entry -> entry.day() < signedOn || entry.day() > life.closedOn())) {
            return Optional.of(AnomalyCode.ORDER_CHANGED_OUTSIDE_LIFE);
        }
        return conflicting(life.amended) ? Optional.of(AnomalyCode.CONFLICTING_AMENDMENTS) : Optional.empty();
    }

    private static boolean conflicting(List<Entry> amended) {
        for (int i = 1; i < amended.size(); i++) {
            if (amended.get(i).day() == amended.get(i - 1).day()
                    && !amended.get(i).fact().equals(amended.get(i - 1).fact())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void contribute(List<Entry> facts, Placement placement, FlowWriter flows, List<Spell> spells) {
        Life life = Life.of(facts);
        Entry signing = life.signed.getFirst();
        IntendedOrderSigned signed = (IntendedOrderSigned) signing.fact();
        Cell fair = cells.of(Scope.fair(signed.fair()));
        happen(Measure.INTENDED_ORDERS_SIGNED, signing.day(), signed.amount().minor(), fair, placement, flows);
        for (Entry entry : life.closed) {
            if (entry.fact() instanceof IntendedOrderConverted converted) {
                long amount = converted.amount().minor();
                happen(Measure.INTENDED_ORDERS_CONVERTED, entry.day(), amount, fair, placement, flows);
            }
        }
        Steps standing = new Steps();
        long amount = signed.amount().minor();
        standing.add(signing.day(), amount);
        for (Entry entry : life.amended) {
            long amended = ((IntendedOrderAmended) entry.fact()).amount().minor();
            standing.add(entry.day(), amended - amount);
            amount = amended;
        }
        if (!life.closed.isEmpty()) {
            standing.add(life.closedOn(), -amount);
        }
        flows.add(Measure.INTENDED_ORDERS, fair, standing);
        if (stays) {
            flows.add(Measure.INTENDED_ORDERS, placement.cellAt(signing.day()), standing);
        } else {
            flows.addFollowing(Measure.INTENDED_ORDERS, placement, standing);
        }
    }

    private static void happen(
            Measure measure, int day, long amount, Cell fair, Placement placement, FlowWriter flows) {
        flows.add(measure, fair, day, amount);
        flows.add(measure, placement.cellAt(day), day, amount);
    }
}

package org.zonepulse.testkit.oracle;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.testkit.oracle.SettledRow.Dated;

/** One intended order, from its signing to its end. */
final class NaiveOrder {

    private final SettledRow row;

    NaiveOrder(SettledRow row) {
        this.row = row;
    }

    Set<AnomalyCode> contradictions(LocalDate registeredOn) {
        EnumSet<AnomalyCode> found = EnumSet.noneOf(AnomalyCode.class);
        List<LocalDate> signings = row.daysOf(IntendedOrderSigned.class);
        List<LocalDate> closings = closings();
        if (signings.isEmpty() && !row.facts().isEmpty()) {
            found.add(AnomalyCode.ORDER_NOT_SIGNED);
        }
        if (signings.size() > 1) {
            found.add(AnomalyCode.ORDER_SIGNED_TWICE);
        }
        if (closings.size() > 1) {
            found.add(AnomalyCode.ORDER_CLOSED_TWICE);
        }
        boolean early = signings.size() == 1
                && row.facts().stream().anyMatch(dated -> dated.on().isBefore(signings.getFirst()));
        boolean late = row.daysOf(IntendedOrderAmended.class).stream()
                .anyMatch(amended -> closings.stream().anyMatch(amended::isAfter));
        if (early || late) {
            found.add(AnomalyCode.ORDER_CHANGED_OUTSIDE_LIFE);
        }
        if (hasConflictingAmendments()) {
            found.add(AnomalyCode.CONFLICTING_AMENDMENTS);
        }
        if (row.facts().stream().anyMatch(dated -> dated.on().isBefore(registeredOn))) {
            found.add(AnomalyCode.BEFORE_REGISTRATION);
        }
        return found;
    }

    /** The fair; only to be asked of an order without contradictions that has any facts. */
    String fair() {
        return row.all(IntendedOrderSigned.class).getFirst().fair();
    }

    /** What is intended at the end of the day. */
    long standingOn(LocalDate day) {
        boolean closed = closings().stream().anyMatch(closing -> !closing.isAfter(day));
        if (closed) {
            return 0;
        }
        return row.facts().stream()
                .filter(dated -> dated.fact() instanceof IntendedOrderAmended
                        && !dated.on().isAfter(day))
                .max(Comparator.comparing(Dated::on))
                .map(dated -> ((IntendedOrderAmended) dated.fact()).amount().minor())
                .orElseGet(() -> signedBy(day));
    }

    /** The amount first signed, on the day of signing. */
    long signedOn(LocalDate day) {
        return signedBy(day) - signedBy(day.minusDays(1));
    }

    /** The contract's amount, on the day of conversion. */
    long convertedOn(LocalDate day) {
        return row.facts().stream()
                .filter(dated -> dated.on().equals(day))
                .map(Dated::fact)
                .filter(IntendedOrderConverted.class::isInstance)
                .mapToLong(fact -> ((IntendedOrderConverted) fact).amount().minor())
                .sum();
    }

    private long signedBy(LocalDate day) {
        return row.facts().stream()
                .filter(dated -> !dated.on().isAfter(day))
                .map(Dated::fact)
                .filter(IntendedOrderSigned.class::isInstance)
                .mapToLong(fact -> ((IntendedOrderSigned) fact).amount().minor())
                .sum();
    }

    private List<LocalDate> closings() {
        return Stream.concat(
                        row.daysOf(IntendedOrderCancelled.class).stream(),
                        row.daysOf(IntendedOrderConverted.class).stream())
                .toList();
    }

    private boolean hasConflictingAmendments() {
        List<Dated> amendments = row.facts().stream()
                .filter(dated -> dated.fact() instanceof IntendedOrderAmended)
                .distinct()
                .toList();
        return amendments.size() > amendments.stream().map(Dated::on).distinct().count();
    }
}

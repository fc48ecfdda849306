package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.CertificationFact.CertificateRevoked;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.LoanFact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.LoanFact.LoanWrittenOff;
import org.zonepulse.ledger.event.RegistrationFact;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.RegistrationFact.Reclassified;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RegistrationFact.Relocated;
import org.zonepulse.ledger.event.RegistrationFact.Renamed;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.TradeFairFact;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;

/** How things stand after some events, for those who go on from there: who is registered, what is owed, what is intended. */
final class Standing {

    private final Map<String, Inhabitant> byCode = new LinkedHashMap<>();
    private final Map<String, Loan> loansById = new LinkedHashMap<>();
    private final Map<String, Order> ordersById = new LinkedHashMap<>();
    private final Set<String> codes = new HashSet<>();
    private long cityTotal;

    /** A loan: what may still be drawn, and what is owed, in fen. */
    static final class Loan {
        final String borrower;
        final String id;
        final Source bank;
        long undrawn;
        long owed;
        /** The last day that something happened; nothing comes before that. */
        LocalDate last;

        Loan(String borrower, String id, Source bank, LocalDate granted) {
            this.borrower = borrower;
            this.id = id;
            this.bank = bank;
            this.last = granted;
        }
    }

    /** An intended order that stands, in fen. */
    static final class Order {
        final String exhibitor;
        final String id;
        final Source organiser;
        long amount;
        LocalDate last;
        boolean closed;

        Order(String exhibitor, String id, Source organiser, LocalDate signed) {
            this.exhibitor = exhibitor;
            this.id = id;
            this.organiser = organiser;
            this.last = signed;
        }
    }

    private Standing() {}

    /** After these events, whatever came late, twice, or was reversed. */
    static Standing after(Collection<Event> published) {
        Standing standing = new Standing();
        standing.settled(published).forEach(standing::take);
        return standing;
    }

    /**
     * Those that count: registrations first, since who comes from elsewhere has certificates from before; then in order of
     * business date, closings last.
     */
    private List<Event> settled(Collection<Event> published) {
        Set<String> undone = new HashSet<>();
        Map<String, Event> once = new HashMap<>();
        for (Event event : published) {
            codes.add(event.enterpriseId());
            if (event.fact() instanceof Reversed reversed) {
                undone.add(event.source() + "/" + reversed.eventId());
            } else {
                once.put(event.source() + "/" + event.eventId(), event);
            }
        }
        once.keySet().removeAll(undone);
        return once.values().stream()
                .sorted(Comparator.comparing((Event event) -> !(event.fact() instanceof Registered))
                        .thenComparing(Event::occurredOn)
                        .thenComparingInt(Standing::rank)
                        .thenComparing(Event::source)
                        .thenComparing(Event::eventId))
                .toList();
    }

    private static int rank(Event event) {
        return switch (event.fact()) {
            case Registered _, LoanGranted _, CertificateGranted _, IntendedOrderSigned _ -> 0;
            case Deregistered _, CertificateRevoked _, IntendedOrderCancelled _, IntendedOrderConverted _ -> 2;
            default -> 1;
        };
    }

    private void take(Event event) {
        switch (event.fact()) {
            case Reversed _ -> throw new IllegalStateException("settled before: " + event);
            case RegistrationFact fact -> register(event, fact);
            case CertificationFact fact -> certify(event, fact);
            case LoanFact fact -> lend(event, fact);
            case TradeFairFact fact -> trade(event, fact);
        }
    }

    private void register(Event event, RegistrationFact fact) {
        Inhabitant inhabitant = byCode.get(event.enterpriseId());
        switch (fact) {
            case Registered registered ->
                byCode.put(
                        event.enterpriseId(),
                        new Inhabitant(
                                event.enterpriseId(), event.occurredOn(), registered.park(), registered.industry()));
            case Relocated relocated -> known(inhabitant, event).park = relocated.park();
            case Reclassified reclassified -> known(inhabitant, event).industry = reclassified.industry();
            case Renamed _ -> known(inhabitant, event).changed = event.occurredOn();
            case Deregistered _ -> byCode.remove(event.enterpriseId());
            case Reversed _ -> throw new IllegalStateException("settled before: " + event);
        }
    }

    private static Inhabitant known(@Nullable Inhabitant inhabitant, Event event) {
        Inhabitant known = Objects.requireNonNull(inhabitant, event::toString);
        known.changed = event.occurredOn();
        return known;
    }

    private void certify(Event event, CertificationFact fact) {
        Inhabitant holder = byCode.get(event.enterpriseId());
        switch (fact) {
            case CertificateGranted granted ->
                hold(holder, granted.kind(), granted.number(), granted.validFrom(), granted.validTo());
            case CertificateRenewed renewed ->
                hold(holder, renewed.kind(), renewed.number(), renewed.validFrom(), renewed.validTo());
            case CertificateRevoked revoked -> {
                Inhabitant.Held held = holder == null ? null : holder.last(revoked.kind());
                if (held != null && held.number().equals(revoked.number())) {
                    hold(holder, revoked.kind(), revoked.number(), held.from(), event.occurredOn());
                }
            }
            case CityTotalReported reported -> cityTotal = reported.total();
            case Reversed _ -> throw new IllegalStateException("settled before: " + event);
        }
    }

    /** Of one that is no longer registered, nothing comes any more. */
    private static void hold(
            @Nullable Inhabitant holder,
            CertificateKind kind,
            String number,
            LocalDate from,
            @Nullable LocalDate until) {
        if (holder != null) {
            holder.hold(kind, new Inhabitant.Held(number, from, until == null ? LocalDate.MAX : until));
        }
    }

    private void lend(Event event, LoanFact fact) {
        switch (fact) {
            case LoanGranted granted -> {
                Loan loan = new Loan(event.enterpriseId(), granted.loanId(), source(event), event.occurredOn());
                loan.undrawn = granted.amount().minor();
                loansById.put(key(event, granted.loanId()), loan);
            }
            case LoanDisbursed disbursed -> {
                Loan loan = loan(event, disbursed.loanId());
                loan.undrawn -= disbursed.amount().minor();
                loan.owed += disbursed.amount().minor();
            }
            case LoanRepaid repaid ->
                loan(event, repaid.loanId()).owed -= repaid.amount().minor();
            case LoanWrittenOff lost ->
                loan(event, lost.loanId()).owed -= lost.amount().minor();
            case Reversed _ -> throw new IllegalStateException("settled before: " + event);
        }
    }

    private Loan loan(Event event, String id) {
        Loan loan = Objects.requireNonNull(loansById.get(key(event, id)), event::toString);
        loan.last = event.occurredOn();
        return loan;
    }

    private void trade(Event event, TradeFairFact fact) {
        switch (fact) {
            case FairParticipated _, IntendedClientMet _ -> {}
            case IntendedOrderSigned signed -> {
                Order order = new Order(event.enterpriseId(), signed.orderId(), source(event), event.occurredOn());
                order.amount = signed.amount().minor();
                ordersById.put(key(event, signed.orderId()), order);
            }
            case IntendedOrderAmended amended ->
                order(event, amended.orderId()).amount = amended.amount().minor();
            case IntendedOrderCancelled cancelled -> order(event, cancelled.orderId()).closed = true;
            case IntendedOrderConverted converted -> order(event, converted.orderId()).closed = true;
            case Reversed _ -> throw new IllegalStateException("settled before: " + event);
        }
    }

    private Order order(Event event, String id) {
        Order order = Objects.requireNonNull(ordersById.get(key(event, id)), event::toString);
        order.last = event.occurredOn();
        return order;
    }

    private static String key(Event event, String id) {
        return event.enterpriseId() + "/" + id;
    }

    /** Ids begin with their source's prefix. */
    private static Source source(Event event) {
        return new Source(
                event.source(), event.eventId().substring(0, event.eventId().indexOf('-')));
    }

    /** Those in the register, in a fixed order. */
    List<Inhabitant> inhabitants() {
        return new ArrayList<>(byCode.values());
    }

    /** Loans of which something is to be drawn or owed, of those who are in the register. */
    List<Loan> loans() {
        return new ArrayList<>(loansById.values().stream()
                .filter(loan -> byCode.containsKey(loan.borrower) && loan.undrawn + loan.owed > 0)
                .toList());
    }

    /** Intended orders that stand, of those who are in the register. */
    List<Order> orders() {
        return new ArrayList<>(ordersById.values().stream()
                .filter(order -> byCode.containsKey(order.exhibitor) && !order.closed)
                .toList());
    }

    /** All codes ever seen: none is given twice. */
    Set<String> codes() {
        return codes;
    }

    /** The last total that the city reported. */
    long cityTotal() {
        return cityTotal;
    }
}

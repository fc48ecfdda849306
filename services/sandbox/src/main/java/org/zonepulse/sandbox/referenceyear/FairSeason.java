package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.TradeFairFact;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.sandbox.referenceyear.OrderWriter.Course;
import org.zonepulse.sandbox.referenceyear.OrderWriter.Order;

/** What happens at the fairs: who exhibits, which clients they meet, and what they mean to buy. */
final class FairSeason {

    /** 1,000 yuan, in fen: what intended orders are multiples of. */
    private static final long ROUND = 100_000L;

    private static final int LUCK = 150;
    private static final int MOST_CLIENTS = 5;
    private static final int PERCENT_ORDERING = 60;
    private static final int MOST_ORDERS = 3;
    private static final int PERCENT_MET_AGAIN = 12;

    private final Journal journal;
    private final OrderWriter orders;
    private final String currency;
    private final Draw draw;
    private int clients;

    FairSeason(Journal journal, OrderWriter orders, String currency, long seed) {
        this.journal = journal;
        this.orders = orders;
        this.currency = currency;
        this.draw = new Draw(seed, "fairs");
    }

    /** Holds a fair. */
    void hold(Fair fair, List<Enterprise> enterprises) {
        List<Enterprise> qualified = enterprises.stream()
                .filter(enterprise -> enterprise.isRegisteredSince(0, fair.first())
                        && enterprise.isRegisteredOn(fair.last())
                        && enterprise.trade().isIn(fair.industries()))
                .toList();
        List<Enterprise> exhibitors = draw.best(qualified, fair.participants(), Enterprise::strength, LUCK);
        exhibitors.forEach(exhibitor -> note(fair, exhibitor, fair.first(), new FairParticipated(fair.name())));
        meetClients(fair, exhibitors);
        signOrders(fair, exhibitors);
    }

    private void meetClients(Fair fair, List<Enterprise> exhibitors) {
        Integer planned = fair.clients();
        long[] shares = planned == null
                ? exhibitors.stream()
                        .mapToLong(_ -> draw.between(0, MOST_CLIENTS))
                        .toArray()
                : Apportionment.of(
                        planned,
                        exhibitors.stream().map(_ -> (long) draw.between(1, 9)).toList(),
                        1);
        for (int i = 0; i < shares.length; i++) {
            for (long k = 0; k < shares[i]; k++) {
                meet(fair, exhibitors.get(i));
            }
        }
    }

    /** A client who comes again is the same client still. */
    private void meet(Fair fair, Enterprise exhibitor) {
        clients++;
        var met = new IntendedClientMet(
                fair.name(), "%s-C%05d".formatted(fair.organiser().prefix(), clients));
        LocalDate day = draw.day(fair.first(), fair.last());
        note(fair, exhibitor, day, met);
        if (draw.percent(PERCENT_MET_AGAIN)) {
            note(fair, exhibitor, draw.day(day, fair.last()), met);
        }
    }

    private void signOrders(Fair fair, List<Enterprise> exhibitors) {
        boolean recent = fair.last().plusYears(1).isAfter(ReferenceYear.AS_OF);
        List<Order> signed = new ArrayList<>();
        for (Enterprise exhibitor : exhibitors) {
            if (draw.percent(PERCENT_ORDERING)) {
                int number = draw.between(1, MOST_ORDERS);
                Collections.nCopies(number, exhibitor).forEach(each -> signed.add(order(fair, each, recent)));
            }
        }
        Money standing = fair.standing();
        if (standing != null) {
            writeStanding(signed.stream().filter(Order::stands).toList(), standing);
        }
        signed.stream()
                .filter(order -> standing == null || !order.stands())
                .forEach(order -> orders.write(order, money(order.weight() * draw.between(10, 50) * ROUND)));
    }

    private Order order(Fair fair, Enterprise exhibitor, boolean recent) {
        Course course = draw.weighted(List.of(Course.values()), each -> each.weight(recent));
        return new Order(fair, exhibitor, draw.day(fair.first(), fair.last()), course, draw.size());
    }

    private void writeStanding(List<Order> standing, Money total) {
        long[] amounts = Apportionment.of(
                total.minor(), standing.stream().map(Order::weight).toList(), ROUND);
        for (int i = 0; i < amounts.length; i++) {
            orders.write(standing.get(i), money(amounts[i]));
        }
    }

    private Money money(long minor) {
        return new Money(minor, currency);
    }

    private void note(Fair fair, Enterprise exhibitor, LocalDate day, TradeFairFact fact) {
        journal.note(fair.organiser(), day, exhibitor.code(), fact);
    }
}

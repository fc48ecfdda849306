package org.zonepulse.sandbox.referenceyear;

import static java.time.format.DateTimeFormatter.BASIC_ISO_DATE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.TradeFairFact;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;
import org.zonepulse.sandbox.referenceyear.Standing.Order;

/** The organisers': one fair a month, what is intended there, and what becomes of it. */
final class FairDesk implements Desk {

    private static final List<String> FAIRS = List.of(
            "New Energy Equipment Fair",
            "Spring Home Appliances Show",
            "Auto Parts Exhibition",
            "New Materials Fair",
            "Medical Instruments Fair",
            "Building Ceramics Expo",
            "Robotics and Automation Expo",
            "Software and Cloud Days",
            "Intelligent Equipment Expo",
            "Lighting and Optoelectronics Fair",
            "Home Appliances Show",
            "Technology Transfer Fair");
    private static final Source ORGANISER = new Source("five-parks-fairs", "fpf");

    private static final int FIRST_DAY_OF_MONTH = 3;
    private static final int LAST_DAY_OF_MONTH = 26;
    private static final int PERCENT_AT_THE_FAIR = 75;
    private static final int PERCENT_JOINING = 30;
    private static final int PERCENT_MEETING = 45;
    private static final int PERCENT_AMENDED = 40;
    private static final int PERCENT_CANCELLED = 20;
    private static final int DAYS_REGISTERED = 60;
    /** 1,000 yuan, in fen: what intended orders are multiples of. */
    private static final long ROUND = 100_000L;

    private final String currency;
    private final List<Inhabitant> inhabitants;
    private final List<Order> orders;
    private final Draw draw;
    private final List<Inhabitant> exhibitors = new ArrayList<>();
    private final Set<String> present = new HashSet<>();
    private String fair = "";
    private int number;

    /** @param orders that stand; kept up to date */
    FairDesk(String currency, List<Inhabitant> inhabitants, List<Order> orders, long seed) {
        this.currency = currency;
        this.inhabitants = inhabitants;
        this.orders = orders;
        this.draw = new Draw(seed, "fair-desk");
    }

    @Override
    public List<Draft> next(LocalDate day) {
        boolean open = day.getDayOfMonth() >= FIRST_DAY_OF_MONTH && day.getDayOfMonth() <= LAST_DAY_OF_MONTH;
        return open && (orders.isEmpty() || draw.percent(PERCENT_AT_THE_FAIR)) ? atTheFair(day) : afterwards(day);
    }

    private List<Draft> atTheFair(LocalDate day) {
        String held = day.getYear() + " Lingnan " + FAIRS.get(day.getMonthValue() - 1);
        if (!held.equals(fair)) {
            fair = held;
            exhibitors.clear();
            present.clear();
        }
        if (exhibitors.isEmpty() || draw.percent(PERCENT_JOINING)) {
            Inhabitant one = draw.pick(inhabitants);
            if (!one.isRegisteredSince(DAYS_REGISTERED, day) || !present.add(one.code)) {
                return List.of();
            }
            exhibitors.add(one);
            return List.of(draft(ORGANISER, day, one.code, new FairParticipated(fair)));
        }
        Inhabitant one = draw.pick(exhibitors);
        number++;
        String id = "FPF-%s-%05d".formatted(BASIC_ISO_DATE.format(day), number);
        if (draw.percent(PERCENT_MEETING)) {
            return List.of(draft(ORGANISER, day, one.code, new IntendedClientMet(fair, id.toLowerCase(Locale.ROOT))));
        }
        Order order = new Order(one.code, id, ORGANISER, day);
        order.amount = draw.size() * draw.between(10, 50) * ROUND;
        orders.add(order);
        return List.of(draft(
                ORGANISER,
                day,
                one.code,
                new IntendedOrderSigned(id, fair, OrderWriter.buyer(draw), money(order.amount))));
    }

    private List<Draft> afterwards(LocalDate day) {
        if (orders.isEmpty()) {
            return List.of();
        }
        int index = draw.below(orders.size());
        Order order = orders.get(index);
        if (!order.last.isBefore(day)) {
            return List.of();
        }
        order.last = day;
        int chance = draw.below(100);
        if (chance < PERCENT_AMENDED) {
            order.amount = Math.max(ROUND, order.amount * draw.between(70, 140) / 100 / ROUND * ROUND);
            return List.of(draft(
                    order.organiser, day, order.exhibitor, new IntendedOrderAmended(order.id, money(order.amount))));
        }
        orders.set(index, orders.getLast());
        orders.removeLast();
        TradeFairFact fact = chance < PERCENT_AMENDED + PERCENT_CANCELLED
                ? new IntendedOrderCancelled(order.id, "the buyer withdrew")
                : new IntendedOrderConverted(order.id, "HT-" + order.id, money(order.amount));
        return List.of(draft(order.organiser, day, order.exhibitor, fact));
    }

    private static Draft draft(Source source, LocalDate day, String code, TradeFairFact fact) {
        return new Draft(source, day, code, fact);
    }

    private Money money(long minor) {
        return new Money(minor, currency);
    }
}

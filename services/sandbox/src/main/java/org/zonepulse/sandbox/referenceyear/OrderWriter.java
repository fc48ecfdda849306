package org.zonepulse.sandbox.referenceyear;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.TradeFairFact;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;

/** Writes the life of an intended order: signed at the fair, perhaps amended, perhaps closed. */
final class OrderWriter {

    private static final int MOST_DAYS_TO_AMEND = 90;
    private static final int MOST_DAYS_TO_CLOSE = 150;
    private static final List<String> REASONS =
            List.of("the buyer withdrew", "no agreement on delivery", "samples were not approved");
    private static final List<String> BUYERS = List.of(
            "Nordwind", "Altamar", "Kestrel", "Bluefjord", "Sundarban", "Casa Verde", "Ironbark", "Lakeshore", "Oryx");
    private static final List<String> LINES = List.of("Trading", "Industries", "Supply", "Distribution", "Imports");
    private static final List<String> FORMS = List.of("GmbH", "S.A.", "Ltd", "Inc.", "Pte Ltd", "S.r.l.");

    /** What has become of an intended order by the last day. */
    enum Course {
        STANDING(48, 3),
        AMENDED(24, 2),
        CANCELLED(12, 35),
        CONVERTED(10, 40),
        AMENDED_AND_CONVERTED(6, 20);

        private final int afterRecentFairs;
        private final int afterPastFairs;

        Course(int afterRecentFairs, int afterPastFairs) {
            this.afterRecentFairs = afterRecentFairs;
            this.afterPastFairs = afterPastFairs;
        }

        /** How common it is: of fairs more than a year ago most is settled. */
        int weight(boolean recent) {
            return recent ? afterRecentFairs : afterPastFairs;
        }
    }

    /**
     * An intended order.
     *
     * @param fair where it was signed
     * @param exhibitor who sells
     * @param signed the day of signing
     * @param course what becomes of it
     * @param weight its size beside the others'
     */
    record Order(Fair fair, Enterprise exhibitor, LocalDate signed, Course course, long weight) {
        Order {
            Objects.requireNonNull(fair, "fair");
            Objects.requireNonNull(exhibitor, "exhibitor");
            Objects.requireNonNull(signed, "signed");
            Objects.requireNonNull(course, "course");
        }

        /** Whether it stands on the last day. */
        boolean stands() {
            return course == Course.STANDING || course == Course.AMENDED;
        }
    }

    private final Journal journal;
    private final Draw draw;
    private int number;

    OrderWriter(Journal journal, long seed) {
        this.journal = journal;
        this.draw = new Draw(seed, "orders");
    }

    /**
     * Writes an order's events.
     *
     * @param amount at which it stands, or stood before it was closed
     */
    void write(Order order, Money amount) {
        number++;
        String id = "%s-%d-%05d"
                .formatted(order.fair().organiser().prefix(), order.signed().getYear(), number)
                .toUpperCase(Locale.ROOT);
        String buyer = buyer(draw);
        boolean amended = order.course() == Course.AMENDED || order.course() == Course.AMENDED_AND_CONVERTED;
        Money first = amended ? rounded(amount, draw.between(60, 150)) : amount;
        note(order, order.signed(), new IntendedOrderSigned(id, order.fair().name(), buyer, first));
        LocalDate day = order.signed();
        if (amended) {
            day = draw.day(day.plusDays(5), day.plusDays(MOST_DAYS_TO_AMEND));
            day = day.isAfter(ReferenceYear.AS_OF) ? ReferenceYear.AS_OF : day;
            note(order, day, new IntendedOrderAmended(id, amount));
        }
        close(order, id, day, amount);
    }

    /** An organisation that doesn't exist. */
    static String buyer(Draw draw) {
        return draw.pick(BUYERS) + " " + draw.pick(LINES) + " " + draw.pick(FORMS);
    }

    private void close(Order order, String id, LocalDate last, Money amount) {
        LocalDate drawn = draw.day(last.plusDays(1), last.plusDays(MOST_DAYS_TO_CLOSE));
        LocalDate day = drawn.isAfter(ReferenceYear.AS_OF) ? ReferenceYear.AS_OF : drawn;
        switch (order.course()) {
            case STANDING, AMENDED -> {}
            case CANCELLED -> note(order, day, new IntendedOrderCancelled(id, draw.pick(REASONS)));
            case CONVERTED, AMENDED_AND_CONVERTED ->
                note(order, day, new IntendedOrderConverted(id, "HT-" + id, rounded(amount, draw.between(85, 105))));
        }
    }

    /** A share of the amount, in whole thousands of yuan, at least one. */
    private static Money rounded(Money amount, int percent) {
        long thousand = 100_000L;
        long minor = amount.minor() * percent / 100 / thousand * thousand;
        return new Money(Math.max(minor, thousand), amount.currency());
    }

    private void note(Order order, LocalDate day, TradeFairFact fact) {
        journal.note(order.fair().organiser(), day, order.exhibitor().code(), fact);
    }
}

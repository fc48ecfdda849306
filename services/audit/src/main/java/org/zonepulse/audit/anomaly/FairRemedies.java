package org.zonepulse.audit.anomaly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderAmended;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderConverted;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;

/** What puts a fair or an intended order right. */
final class FairRemedies {

    private static final String SOME_FAIR = "fair";
    private static final String SOME_BUYER = "(buyer)";

    private final Case asked;
    private final List<Event> signed;
    private final List<Event> amended;
    private final List<Event> closed;

    FairRemedies(Case asked) {
        this.asked = asked;
        this.signed = asked.concerned(IntendedOrderSigned.class);
        this.amended = asked.concerned(IntendedOrderAmended.class);
        this.closed = asked.concerned().stream()
                .filter(event -> event.fact() instanceof IntendedOrderCancelled
                        || event.fact() instanceof IntendedOrderConverted)
                .toList();
    }

    List<Remedy> notAttended() {
        List<Event> all = asked.concerned();
        LocalDate day = Case.earliest(all);
        String fair = asked.subject().id();
        return List.of(
                Case.like(
                        List.of(asked.event(all.getFirst().source(), day, new FairParticipated(fair))),
                        "%s publishes the participation in %s, dated %s or before.",
                        "由%s补发参加 %s 的事件，日期不晚于 %s。",
                        Case.sources(all),
                        fair,
                        day),
                Case.like(
                        asked.reversals(all),
                        "If the fair or a date is wrong: %s reverses the wrong ones of %s, and publishes them anew.",
                        "如展会或日期有误：由%s冲销错误的记录（%s）后重新发布。",
                        Case.sources(all),
                        Case.list(all)));
    }

    List<Remedy> notSigned() {
        List<Event> all = asked.concerned();
        LocalDate day = Case.earliest(all);
        String order = asked.subject().id();
        String fair = asked.history().stream()
                .map(Event::fact)
                .filter(FairParticipated.class::isInstance)
                .map(fact -> ((FairParticipated) fact).fair())
                .findFirst()
                .orElse(SOME_FAIR);
        IntendedOrderSigned signing = new IntendedOrderSigned(order, fair, SOME_BUYER, amount(all));
        return List.of(
                Case.like(
                        List.of(asked.event(all.getFirst().source(), day, signing)),
                        "%s publishes the signing of order %s, dated %s or before.",
                        "由%s补发意向订单 %s 的签署事件，日期不晚于 %s。",
                        Case.sources(all),
                        order,
                        day),
                Case.like(
                        asked.reversals(all),
                        "If the order's number is wrong: %s reverses %s, and publishes them under the right number.",
                        "如订单编号有误：由%s冲销 %s，并以正确编号重新发布。",
                        Case.sources(all),
                        Case.list(all)));
    }

    private Money amount(List<Event> events) {
        for (Event event : events) {
            if (event.fact() instanceof IntendedOrderAmended fact) {
                return fact.amount();
            }
            if (event.fact() instanceof IntendedOrderConverted fact) {
                return fact.amount();
            }
        }
        return new Money(1, asked.zone().currency());
    }

    List<Remedy> signedTwice() {
        return List.of(asked.allButOne(signed));
    }

    List<Remedy> closedTwice() {
        return List.of(asked.allButOne(closed));
    }

    List<Remedy> changedOutsideLife() {
        Event signing = signed.getFirst();
        LocalDate first = Case.earliest(asked.concerned());
        List<Event> events = new ArrayList<>();
        List<Event> wrong = new ArrayList<>();
        if (first.isBefore(signing.occurredOn())) {
            events.addAll(asked.replaced(signing, first, signing.fact()));
            wrong.add(signing);
        }
        if (!closed.isEmpty()) {
            LocalDate end = closed.getFirst().occurredOn();
            List<Event> late = amended.stream()
                    .filter(event -> event.occurredOn().isAfter(end))
                    .toList();
            events.addAll(asked.moved(late, end));
            wrong.addAll(late);
        }
        return List.of(
                Case.like(
                        events,
                        "%s corrects the dates: reverses %s, and publishes them anew, so that the order is first signed,"
                                + " then amended, then cancelled or converted.",
                        "由%s更正日期：冲销 %s 后重新发布，使订单先签署、后变更、再取消或转化。",
                        Case.sources(wrong),
                        Case.list(wrong)),
                Case.like(
                        List.of(),
                        "Or it corrects the dates of the others in the same way: %2$s.",
                        "或以同样方式更正其余记录的日期：%2$s。",
                        Case.sources(asked.concerned()),
                        Case.list(asked.concerned())));
    }

    List<Remedy> conflictingAmendments() {
        Map<LocalDate, Fact> kept = new HashMap<>();
        List<Event> others = new ArrayList<>();
        for (Event event : amended) {
            Fact first = kept.putIfAbsent(event.occurredOn(), event.fact());
            if (first != null && !first.equals(event.fact())) {
                others.add(event);
            }
        }
        return List.of(Case.like(
                asked.reversals(others),
                "%s reverses the wrong ones of the amendments of one day: %s.",
                "由%s冲销同一日变更中错误的记录：%s。",
                Case.sources(amended),
                Case.list(amended)));
    }
}

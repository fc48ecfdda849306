package org.zonepulse.audit.anomaly;

import java.util.ArrayList;
import java.util.List;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Reversed;

/** What puts ids right: one id for two events, and reversals of what isn't there. */
final class IdentityRemedies {

    private static final String VOID = "void: reverses what is not there";

    private final Case asked;
    private final List<Event> concerned;

    IdentityRemedies(Case asked) {
        this.asked = asked;
        this.concerned = asked.concerned();
    }

    List<Remedy> contradictory() {
        if (concerned.isEmpty()) {
            return List.of();
        }
        Event one = concerned.getFirst();
        return List.of(Case.like(
                asked.replaced(one, one.occurredOn(), one.fact()),
                "%s reverses its id %s, and publishes the right one of the two events under a new id.",
                "由%s冲销其编号 %s，并以新编号重新发布两者中正确的事件。",
                one.source(),
                one.eventId()));
    }

    List<Remedy> reversalOfNothing() {
        List<Remedy> remedies = new ArrayList<>();
        for (Event event : concerned) {
            if (event.fact() instanceof Reversed reversal) {
                remedies.add(Case.like(
                        List.of(),
                        "%s publishes the event %s about %s, which is missing%s.",
                        "由%s补发缺失的事件 %s（%s）%s。",
                        event.source(),
                        reversal.eventId(),
                        reversal.subject(),
                        elsewhere(event, reversal)));
                remedies.add(voided(event, reversal));
            }
        }
        return remedies;
    }

    /** A reversal can't be reversed. But two different ones of one id annul each other, and an id can be reversed. */
    private Remedy voided(Event event, Reversed reversal) {
        String reason = reversal.reason().equals(VOID) ? VOID + " (2)" : VOID;
        Event other = new Event(
                event.eventId(),
                event.source(),
                event.occurredOn(),
                asked.now(),
                event.enterpriseId(),
                new Reversed(reversal.eventId(), reversal.subject(), reason));
        return Case.exactly(
                List.of(other, asked.reversal(event)),
                "If the reversal is wrong: %s makes it void, by publishing another event under its id %s, and then reversing"
                        + " that id. The right reversal, if there is one, comes under an id of its own.",
                "如该冲销有误：由%s使其作废——以同一编号 %s 发布另一事件，再冲销该编号；如需正确的冲销，另以新编号发布。",
                event.source(),
                event.eventId());
    }

    /** Where there is an event of that id, but one that a reversal about this subject can't undo. */
    private String elsewhere(Event event, Reversed reversal) {
        return asked.history().stream()
                .filter(each -> each.source().equals(event.source())
                        && each.eventId().equals(reversal.eventId())
                        && !each.equals(event))
                .map(each -> " [" + each.eventId() + ": "
                        + each.fact().getClass().getSimpleName() + " "
                        + each.fact().subject() + "]")
                .findFirst()
                .orElse("");
    }
}

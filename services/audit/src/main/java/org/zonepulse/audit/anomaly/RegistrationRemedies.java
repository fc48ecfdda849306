package org.zonepulse.audit.anomaly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.RegistrationFact;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.zone.Zone;

/** What puts an enterprise's registration right, or facts that don't fit it. */
final class RegistrationRemedies {

    private static final String SOME_REGISTRY = "registry";
    private static final String SOME_INDUSTRY = "C3670";

    private final Case asked;

    RegistrationRemedies(Case asked) {
        this.asked = asked;
    }

    List<Remedy> notRegistered() {
        List<Event> all = asked.concerned();
        LocalDate day = Case.earliest(all);
        String registry = asked.sourceOf(RegistrationFact.class).orElse(SOME_REGISTRY);
        Zone.Park park = asked.zone().parks().getFirst();
        Registered registration = new Registered("(" + asked.enterpriseId() + ")", park.id(), SOME_INDUSTRY);
        return List.of(
                Case.like(
                        List.of(asked.event(registry, day, registration)),
                        "The registry publishes the registration of %s, dated %s or before.",
                        "由登记机关发布 %s 的登记事件，日期不晚于 %s。",
                        asked.enterpriseId(),
                        day),
                Case.like(
                        asked.reversals(all),
                        "If the enterprise's code is wrong: %s reverses %s, and publishes them under the right code.",
                        "如企业代码有误：由%s冲销 %s，并以正确代码重新发布。",
                        Case.sources(all),
                        Case.list(all)));
    }

    List<Remedy> allButOne() {
        return List.of(asked.allButOne(asked.concerned()));
    }

    List<Remedy> changedOutside() {
        List<Event> outside = asked.concerned();
        List<Event> registered = asked.standing(Subject.ENTERPRISE, Registered.class);
        List<Event> ended = asked.standing(Subject.ENTERPRISE, Deregistered.class);
        if (registered.isEmpty()) {
            return List.of();
        }
        LocalDate begin = registered.getFirst().occurredOn();
        LocalDate end = ended.isEmpty() ? LocalDate.MAX : ended.getFirst().occurredOn();
        List<Event> events = new ArrayList<>();
        for (Event event : outside) {
            events.addAll(
                    event.fact() instanceof Deregistered
                            ? asked.replaced(event, lastDay().plusDays(1), event.fact())
                            : inside(event, begin, end));
        }
        return List.of(Case.like(
                events,
                "The registry corrects the dates: reverses %s, and publishes them dated %s or later%s. Or it corrects the"
                        + " date of the registration or deregistration in the same way.",
                "由登记机关更正日期：冲销 %s，并以不早于 %s 的日期重新发布%s；或以同样方式更正登记、注销的日期。",
                Case.list(outside),
                begin,
                end.equals(LocalDate.MAX) ? "" : " (< " + end + ")"));
    }

    private List<Event> inside(Event event, LocalDate begin, LocalDate end) {
        LocalDate day = event.occurredOn().isBefore(begin) ? begin : end.minusDays(1);
        return !day.isBefore(begin) && day.isBefore(end)
                ? asked.replaced(event, day, event.fact())
                : List.of(asked.reversal(event));
    }

    private LocalDate lastDay() {
        return asked.standing(Subject.ENTERPRISE, RegistrationFact.class).stream()
                .map(Event::occurredOn)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    List<Remedy> conflictingChanges() {
        List<Event> all = asked.concerned();
        return List.of(Case.like(
                asked.reversalsOfAllButFirst(all),
                "The registry reverses the wrong one of %s.",
                "由登记机关冲销其中错误的一条：%s。",
                Case.list(all)));
    }

    List<Remedy> beforeRegistration() {
        List<Event> registered = asked.standing(Subject.ENTERPRISE, Registered.class);
        if (registered.isEmpty()) {
            return List.of();
        }
        Event registration = registered.getFirst();
        List<Event> early = asked.concerned().stream()
                .filter(event -> event.occurredOn().isBefore(registration.occurredOn()))
                .toList();
        return List.of(
                Case.like(
                        asked.moved(early, registration.occurredOn()),
                        "If the dates are wrong: %s reverses %s, and publishes them dated %s or later, since when the"
                                + " enterprise is registered.",
                        "如事实日期有误：由%s冲销 %s，并以不早于登记之日 %s 的日期重新发布。",
                        Case.sources(early),
                        Case.list(early),
                        registration.occurredOn()),
                Case.like(
                        asked.replaced(registration, Case.earliest(early), registration.fact()),
                        "If the registration's date is wrong: %s reverses %s, and publishes it dated %s or before.",
                        "如登记日期有误：由%s冲销 %s，并以不晚于 %s 的日期重新发布。",
                        registration.source(),
                        Case.list(registered),
                        Case.earliest(early)));
    }
}

package org.zonepulse.testkit.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.CertificationFact.CertificateRenewed;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.testkit.LedgerView;
import org.zonepulse.testkit.LedgerView.Contradicting;
import org.zonepulse.testkit.oracle.SettledRow.Finding;

/**
 * What a set of events adds up to by the definitions of the measures. For each enterprise and each day it asks: is it
 * registered today, where does it sit today, which certificates are valid today, how much does it owe tonight? A day's
 * flow of a level is the difference to the day before; whatever happened is a flow of its own.
 */
public final class NaiveLedger {

    private final Zone zone;
    private final Map<Series, Map<LocalDate, Long>> flows = new HashMap<>();
    private final Map<Contradicting, Set<AnomalyCode>> anomalies = new HashMap<>();

    private NaiveLedger(Zone zone) {
        this.zone = zone;
    }

    /** Looks at every day from the first that an event mentions to the last. */
    public static LedgerView everyDay(Zone zone, Collection<Event> events) {
        NavigableSet<LocalDate> mentioned = mentioned(events);
        if (mentioned.isEmpty()) {
            return of(zone, events, _ -> List.of());
        }
        List<LocalDate> all =
                mentioned.first().datesUntil(mentioned.last().plusDays(1)).toList();
        return of(zone, events, _ -> all);
    }

    /**
     * Looks at each enterprise only on the days that its events mention, and on the 90th before the end of a
     * certificate: on all others nothing of it can change. Decades cost no more than weeks this way.
     */
    public static LedgerView mentionedDays(Zone zone, Collection<Event> events) {
        return of(zone, events, NaiveLedger::mentioned);
    }

    private static LedgerView of(
            Zone zone, Collection<Event> events, Function<List<Event>, Collection<LocalDate>> days) {
        NaiveLedger ledger = new NaiveLedger(zone);
        Map<String, List<Event>> byEnterprise = new TreeMap<>();
        events.forEach(event -> byEnterprise
                .computeIfAbsent(event.enterpriseId(), _ -> new ArrayList<>())
                .add(event));
        byEnterprise.forEach((enterprise, its) -> ledger.add(enterprise, its, days.apply(its)));
        return LedgerView.of(ledger.flows, ledger.anomalies);
    }

    private void add(String enterpriseId, List<Event> events, Collection<LocalDate> days) {
        if (events.stream().anyMatch(NaiveCity::isOfCity)) {
            NaiveCity city = new NaiveCity(events);
            days.forEach(day -> addFlows(day, city.levelsOn(day), city.levelsOn(day.minusDays(1)), new Tally()));
            add(enterpriseId, city.findings());
            return;
        }
        NaiveEnterprise enterprise = new NaiveEnterprise(zone, events);
        for (LocalDate day : days) {
            addFlows(
                    day, enterprise.levelsOn(day), enterprise.levelsOn(day.minusDays(1)), enterprise.happeningsOn(day));
        }
        add(enterpriseId, enterprise.findings());
    }

    private void addFlows(LocalDate day, Tally levels, Tally levelsBefore, Tally happenings) {
        levels.subtract(levelsBefore);
        levels.addAll(happenings);
        levels.amounts()
                .forEach((series, amount) ->
                        flows.computeIfAbsent(series, _ -> new TreeMap<>()).merge(day, amount, Long::sum));
    }

    private void add(String enterpriseId, Set<Finding> findings) {
        for (Finding finding : findings) {
            anomalies
                    .computeIfAbsent(
                            new Contradicting(enterpriseId, finding.subject()), _ -> EnumSet.noneOf(AnomalyCode.class))
                    .add(finding.code());
        }
    }

    private static NavigableSet<LocalDate> mentioned(Collection<Event> events) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        for (Event event : events) {
            days.add(event.occurredOn());
            if (event.fact() instanceof CertificateGranted granted) {
                addTerm(days, granted.validFrom(), granted.validTo());
            } else if (event.fact() instanceof CertificateRenewed renewed) {
                addTerm(days, renewed.validFrom(), renewed.validTo());
            }
        }
        return days;
    }

    private static void addTerm(NavigableSet<LocalDate> days, LocalDate validFrom, @Nullable LocalDate validTo) {
        days.add(validFrom);
        if (validTo != null) {
            days.add(validTo);
            days.add(validTo.minusDays(NaiveCertificates.EXPIRING_DAYS));
        }
    }
}

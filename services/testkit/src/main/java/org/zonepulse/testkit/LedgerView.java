package org.zonepulse.testkit;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.ledger.zone.Zone;

/**
 * All that a ledger tells the world, in a form that can be compared: dated flows, and what is contradictory.
 *
 * @param flows for each series, by day, what was added on that day; days without a change don't stand here
 * @param anomalies for each subject that contradicts itself, in which ways
 */
public record LedgerView(
        Map<Series, NavigableMap<LocalDate, Long>> flows,
        NavigableMap<Contradicting, NavigableSet<AnomalyCode>> anomalies) {

    /** The scopes of which flows are stored; those of the zone, its parks and industries add up from them. */
    private static final Set<Scope.Kind> BASE = EnumSet.of(
            Scope.Kind.PARK_INDUSTRY,
            Scope.Kind.PRODUCT,
            Scope.Kind.BANK,
            Scope.Kind.FAIR,
            Scope.Kind.CITY,
            Scope.Kind.TRANSITION,
            Scope.Kind.TRANSITION_MONTHS);

    /** A subject of an enterprise that contradicts itself. */
    public record Contradicting(String enterpriseId, Subject subject) implements Comparable<Contradicting> {
        public Contradicting {
            Objects.requireNonNull(enterpriseId, "enterpriseId");
            Objects.requireNonNull(subject, "subject");
        }

        @Override
        public int compareTo(Contradicting other) {
            return Comparator.comparing(Contradicting::toString).compare(this, other);
        }

        @Override
        public String toString() {
            return enterpriseId + " " + subject;
        }
    }

    public LedgerView {
        Map<Series, NavigableMap<LocalDate, Long>> nonzero = new HashMap<>();
        flows.forEach((series, days) -> {
            NavigableMap<LocalDate, Long> kept = new TreeMap<>(days);
            kept.values().removeIf(amount -> amount == 0);
            if (!kept.isEmpty()) {
                nonzero.put(series, kept);
            }
        });
        flows = nonzero;
        NavigableMap<Contradicting, NavigableSet<AnomalyCode>> found = new TreeMap<>();
        anomalies.forEach((subject, codes) -> found.put(subject, new TreeSet<>(codes)));
        anomalies = found;
    }

    /** A view of these flows and anomalies, in whatever order they come. */
    public static LedgerView of(
            Map<Series, ? extends Map<LocalDate, Long>> flows,
            Map<Contradicting, ? extends Collection<AnomalyCode>> anomalies) {
        Map<Series, NavigableMap<LocalDate, Long>> byDay = new HashMap<>();
        flows.forEach((series, days) -> byDay.put(series, new TreeMap<>(days)));
        NavigableMap<Contradicting, NavigableSet<AnomalyCode>> found = new TreeMap<>();
        anomalies.forEach((subject, codes) -> found.put(subject, new TreeSet<>(codes)));
        return new LedgerView(byDay, found);
    }

    /** What a store of the ledger holds: flows in the narrowest scopes only. */
    public static LedgerView of(InMemoryRowStore store) {
        Map<Series, Map<LocalDate, Long>> flows = new HashMap<>();
        store.flows()
                .forEach((series, days) -> days.forEach((day, amount) ->
                        flows.computeIfAbsent(series, _ -> new TreeMap<>()).put(LocalDate.ofEpochDay(day), amount)));
        Map<Contradicting, List<AnomalyCode>> anomalies = new HashMap<>();
        store.anomalies()
                .forEach((key, anomaly) -> anomalies.put(
                        new Contradicting(key.enterpriseId(), key.subject()),
                        anomaly.findings().stream().map(Anomaly.Finding::code).toList()));
        return of(flows, anomalies);
    }

    /** What the ledger's fold makes of events that arrive in this order. */
    public static LedgerView folded(Zone zone, List<Event> events) {
        LedgerFold fold = new LedgerFold(zone);
        InMemoryRowStore store = new InMemoryRowStore();
        events.forEach(event -> fold.apply(store, event));
        return of(store);
    }

    /** The same without the flows that add up from others: those of the zone, of its parks and of its industries. */
    public LedgerView base() {
        Map<Series, NavigableMap<LocalDate, Long>> kept = new HashMap<>(flows);
        kept.keySet().removeIf(series -> !BASE.contains(series.scope().kind()));
        return new LedgerView(kept, anomalies);
    }

    /** What the series came to at the end of the day. */
    public long valueAt(Series series, LocalDate day) {
        NavigableMap<LocalDate, Long> days = flows.get(series);
        return days == null
                ? 0
                : days.headMap(day, true).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /**
     * How another view differs from this one, a line for each difference; null if it doesn't.
     *
     * @param name what to call this view
     * @param otherName what to call the other
     */
    public @Nullable String differenceTo(LedgerView other, String name, String otherName) {
        if (equals(other)) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        TreeSet<Series> series = new TreeSet<>(Comparator.comparing(Series::toString));
        series.addAll(flows.keySet());
        series.addAll(other.flows.keySet());
        for (Series each : series) {
            Object here = flows.getOrDefault(each, new TreeMap<>());
            Object there = other.flows.getOrDefault(each, new TreeMap<>());
            line(text, each, here, there, name, otherName);
        }
        TreeSet<Contradicting> subjects = new TreeSet<>(anomalies.keySet());
        subjects.addAll(other.anomalies.keySet());
        for (Contradicting subject : subjects) {
            Object here = anomalies.getOrDefault(subject, new TreeSet<>());
            Object there = other.anomalies.getOrDefault(subject, new TreeSet<>());
            line(text, subject, here, there, name, otherName);
        }
        return text.toString();
    }

    private static void line(
            StringBuilder text, Object what, Object here, Object there, String name, String otherName) {
        if (!here.equals(there)) {
            text.append("  %s%n    %s: %s%n    %s: %s%n".formatted(what, name, here, otherName, there));
        }
    }
}

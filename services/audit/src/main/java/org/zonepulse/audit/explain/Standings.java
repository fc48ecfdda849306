package org.zonepulse.audit.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.zonepulse.audit.replay.StepwiseFold;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.Entry;
import org.zonepulse.ledger.row.EventKey;
import org.zonepulse.ledger.row.RowKey;

/** Says of each of an enterprise's facts whether it counts, and if not, why. */
final class Standings {

    private record Named(Subject subject, EventKey key) {}

    private final String enterpriseId;
    private final StepwiseFold fold;
    private final Map<Named, List<EventKey>> reversals = new HashMap<>();
    private final Map<Named, Integer> variants = new HashMap<>();
    private final Map<Named, List<AnomalyCode>> findings = new HashMap<>();
    private final Map<RowKey, Set<Entry>> standing = new HashMap<>();

    Standings(String enterpriseId, StepwiseFold fold, Collection<SeenEvent> events) {
        this.enterpriseId = enterpriseId;
        this.fold = fold;
        for (SeenEvent seen : events) {
            Event event = seen.event();
            Subject subject = event.fact().subject();
            variants.merge(new Named(subject, keyOf(event)), 1, Integer::sum);
            if (event.fact() instanceof Reversed reversed) {
                Named target = new Named(subject, new EventKey(event.source(), reversed.eventId()));
                reversals.computeIfAbsent(target, _ -> new ArrayList<>()).add(keyOf(event));
            }
        }
        for (Anomaly anomaly : fold.anomalies().values()) {
            for (Anomaly.Finding finding : anomaly.findings()) {
                for (EventKey key : finding.events()) {
                    findings.computeIfAbsent(new Named(anomaly.subject(), key), _ -> new ArrayList<>())
                            .add(finding.code());
                }
            }
        }
    }

    private static EventKey keyOf(Event event) {
        return new EventKey(event.source(), event.eventId());
    }

    Told told(SeenEvent seen, int repeats, SortedMap<Series, Long> effects) {
        Named name = new Named(seen.event().fact().subject(), keyOf(seen.event()));
        List<EventKey> reversedBy = reversals.getOrDefault(name, List.of());
        List<AnomalyCode> codes = findings.getOrDefault(name, List.of());
        return new Told(
                seen,
                repeats,
                standingOf(seen.event(), name, codes),
                seen.event().fact() instanceof Reversed ? List.of() : reversedBy,
                codes,
                effects);
    }

    private Told.Standing standingOf(Event event, Named name, List<AnomalyCode> codes) {
        if (!(event.fact() instanceof Reversed) && !isStanding(event)) {
            return reversals.containsKey(name) ? Told.Standing.REVERSED : Told.Standing.CONTRADICTED;
        }
        if (variants.getOrDefault(name, 1) > 1) {
            return Told.Standing.CONTRADICTED;
        }
        return codes.isEmpty() ? Told.Standing.COUNTS : Told.Standing.SET_ASIDE;
    }

    private boolean isStanding(Event event) {
        return standing.computeIfAbsent(
                        RowKey.of(enterpriseId, event.fact().subject()),
                        key -> new HashSet<>(fold.row(key).standing()))
                .contains(new Entry(
                        keyOf(event), Math.toIntExact(event.occurredOn().toEpochDay()), event.fact()));
    }
}

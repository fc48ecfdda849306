package org.zonepulse.ledger.story;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.Entry;
import org.zonepulse.ledger.row.EventKey;
import org.zonepulse.ledger.row.Row;
import org.zonepulse.ledger.row.RowKey;

/** Says of each of an enterprise's facts whether it counts, and if not, why. */
public final class Standings {

    private record Named(Subject subject, EventKey key) {
        static Named of(Entry entry) {
            return new Named(entry.fact().subject(), entry.key());
        }
    }

    private final String enterpriseId;
    private final Function<RowKey, Row> rows;
    private final Map<Named, List<EventKey>> reversals = new HashMap<>();
    private final Map<Named, Integer> variants = new HashMap<>();
    private final Map<Named, List<AnomalyCode>> findings = new HashMap<>();
    private final Map<RowKey, Set<Entry>> standing = new HashMap<>();

    /**
     * What is known of an enterprise.
     *
     * @param rows its rows; {@link Row#EMPTY} where there is none
     * @param facts all its facts, each once
     * @param anomalies what contradicts itself in it
     */
    public Standings(
            String enterpriseId, Function<RowKey, Row> rows, Collection<Entry> facts, Collection<Anomaly> anomalies) {
        this.enterpriseId = enterpriseId;
        this.rows = rows;
        for (Entry entry : facts) {
            variants.merge(Named.of(entry), 1, Integer::sum);
            if (entry.fact() instanceof Reversed reversed) {
                Named target =
                        new Named(reversed.subject(), new EventKey(entry.key().source(), reversed.eventId()));
                reversals.computeIfAbsent(target, _ -> new ArrayList<>()).add(entry.key());
            }
        }
        for (Anomaly anomaly : anomalies) {
            for (Anomaly.Finding finding : anomaly.findings()) {
                for (EventKey key : finding.events()) {
                    findings.computeIfAbsent(new Named(anomaly.subject(), key), _ -> new ArrayList<>())
                            .add(finding.code());
                }
            }
        }
    }

    /** What became of one of the facts. */
    public Judgement of(Entry entry) {
        Named name = Named.of(entry);
        List<AnomalyCode> codes = findings.getOrDefault(name, List.of());
        List<EventKey> reversedBy =
                entry.fact() instanceof Reversed ? List.of() : reversals.getOrDefault(name, List.of());
        return new Judgement(standingOf(entry, name, codes), reversedBy, codes);
    }

    private Standing standingOf(Entry entry, Named name, List<AnomalyCode> codes) {
        if (!(entry.fact() instanceof Reversed) && !isStanding(entry)) {
            return reversals.containsKey(name) ? Standing.REVERSED : Standing.CONTRADICTED;
        }
        if (variants.getOrDefault(name, 1) > 1) {
            return Standing.CONTRADICTED;
        }
        return codes.isEmpty() ? Standing.COUNTS : Standing.SET_ASIDE;
    }

    private boolean isStanding(Entry entry) {
        RowKey key = RowKey.of(enterpriseId, entry.fact().subject());
        return standing.computeIfAbsent(
                        key, each -> new HashSet<>(rows.apply(each).standing()))
                .contains(entry);
    }
}

package org.zonepulse.ledger.story;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.event.TradeFairFact.FairParticipated;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.EnterpriseTotal;
import org.zonepulse.ledger.row.Entry;
import org.zonepulse.ledger.row.Evaluator;
import org.zonepulse.ledger.row.Flow;
import org.zonepulse.ledger.row.Row;
import org.zonepulse.ledger.row.RowKey;
import org.zonepulse.ledger.zone.Zone;

/** Tells the story of an enterprise from its rows, by the standard definitions. Not thread-safe. */
public final class Storyteller {

    private static final Comparator<StoryFact> BY_BUSINESS_DATE = Comparator.comparingInt(
                    (StoryFact told) -> told.entry().day())
            .thenComparing(told -> told.entry().fact().stream())
            .thenComparing(told -> told.entry().key())
            .thenComparing(told -> told.entry().fact().toString());

    private final Evaluator evaluator;

    /** A storyteller of a zone's enterprises. */
    public Storyteller(Zone zone) {
        this.evaluator = new Evaluator(zone, Definitions.STANDARD);
    }

    /**
     * Tells a story.
     *
     * @param rows all rows of the enterprise
     * @param asOf the last day that amounts and contributions count; null if all that are known of do
     */
    public Story tell(String enterpriseId, Map<RowKey, Row> rows, @Nullable LocalDate asOf) {
        return new Telling(enterpriseId, rows, asOf).tell();
    }

    /** One story being told. */
    private final class Telling {
        private final String enterpriseId;
        private final Map<RowKey, Row> rows;
        private final @Nullable LocalDate asOf;
        private final int until;
        private final Row profile;
        private final StageSteps stages = new StageSteps();
        private final SortedMap<Series, Long> contributions = new TreeMap<>(Series.CATALOGUE_ORDER);
        private final SortedMap<String, Long> clientsByFair = new TreeMap<>();
        private final List<Anomaly> anomalies = new ArrayList<>();

        Telling(String enterpriseId, Map<RowKey, Row> rows, @Nullable LocalDate asOf) {
            this.enterpriseId = enterpriseId;
            this.rows = rows;
            this.asOf = asOf;
            this.until = asOf == null ? Integer.MAX_VALUE : Math.toIntExact(asOf.toEpochDay());
            this.profile = row(RowKey.profile(enterpriseId));
        }

        private Row row(RowKey key) {
            return rows.getOrDefault(key, Row.EMPTY);
        }

        Story tell() {
            EnterpriseTotal.of(evaluator, enterpriseId, rows).forEach(this::take, anomalies::add);
            anomalies.sort(Comparator.comparing(anomaly -> anomaly.subject().toString()));
            contributions.values().removeIf(amount -> amount == 0);
            return new Story(
                    enterpriseId,
                    asOf,
                    NameSpell.of(profile),
                    evaluator.places(profile),
                    deregisteredOn(),
                    stages.spells(),
                    evaluator.certificates(row(RowKey.certificates(enterpriseId)), profile),
                    accounts(),
                    fairs(),
                    anomalies,
                    facts(),
                    contributions);
        }

        private void take(Flow flow) {
            stages.add(flow);
            if (flow.day() > until) {
                return;
            }
            Series series = flow.series();
            for (Scope scope : series.scope().rollUps()) {
                contributions.merge(new Series(series.measure(), scope), flow.amount(), Long::sum);
            }
            if (series.measure() == Measure.INTENDED_CLIENTS && series.scope().kind() == Scope.Kind.FAIR) {
                clientsByFair.merge(series.scope().first(), flow.amount(), Long::sum);
            }
        }

        private @Nullable LocalDate deregisteredOn() {
            return profile.standing().stream()
                    .filter(entry -> entry.fact() instanceof Deregistered)
                    .map(entry -> LocalDate.ofEpochDay(entry.day()))
                    .findFirst()
                    .orElse(null);
        }

        private List<Account> accounts() {
            Accounts accounts = new Accounts(enterpriseId, this::row, evaluator, until);
            return namesOf(RowKey.Kind.LOAN, RowKey.Kind.ORDER).stream()
                    .map(key -> new Subject(
                            key.kind() == RowKey.Kind.LOAN ? Subject.Kind.LOAN : Subject.Kind.ORDER, key.id()))
                    .map(accounts::of)
                    .toList();
        }

        private List<FairVisit> fairs() {
            return namesOf(RowKey.Kind.FAIR).stream()
                    .map(key -> new FairVisit(key.id(), attended(row(key)), clientsByFair.getOrDefault(key.id(), 0L)))
                    .toList();
        }

        private @Nullable LocalDate attended(Row fair) {
            return fair.standing().stream()
                    .filter(entry -> entry.fact() instanceof FairParticipated && entry.day() <= until)
                    .map(entry -> LocalDate.ofEpochDay(entry.day()))
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }

        private List<RowKey> namesOf(RowKey.Kind... kinds) {
            List<RowKey.Kind> wanted = List.of(kinds);
            return rows.keySet().stream()
                    .filter(key -> wanted.contains(key.kind()))
                    .sorted(Comparator.comparing(RowKey::kind).thenComparing(RowKey::id))
                    .toList();
        }

        private List<StoryFact> facts() {
            List<Entry> entries = rows.values().stream()
                    .flatMap(row -> row.entries().stream())
                    .toList();
            Standings standings = new Standings(enterpriseId, this::row, entries, anomalies);
            return entries.stream()
                    .map(entry -> new StoryFact(entry, standings.of(entry)))
                    .sorted(BY_BUSINESS_DATE)
                    .toList();
        }
    }
}

package org.zonepulse.feed;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.Formulas;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.Levels;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.schemas.Edition;

/**
 * All that one cut says: its current values, and the dated flows from which the value of any day follows. Immutable: whoever
 * holds it goes on reading the same cut, whatever is published meanwhile.
 */
public final class KpiState {

    private final Edition edition;
    private final @Nullable PublishedCut cut;
    private final long origin;
    private final @Nullable String currency;
    private final NavigableMap<String, Published> values;
    private final DatedFlows flows;
    private final NavigableMap<String, OpenAnomaly> anomalies;
    private final long anomaliesRead;

    /**
     * A current value.
     *
     * @param kpi the value
     * @param cut number of the cut that published it
     */
    public record Published(Kpi kpi, long cut) {}

    /** The state's parts, which nobody changes any more; values by the series' text, which is the order that people are shown. */
    KpiState(
            Edition edition,
            @Nullable PublishedCut cut,
            long origin,
            @Nullable String currency,
            NavigableMap<String, Published> values,
            DatedFlows flows,
            NavigableMap<String, OpenAnomaly> anomalies,
            long anomaliesRead) {
        this.edition = edition;
        this.cut = cut;
        this.origin = origin;
        this.currency = currency;
        this.values = values;
        this.flows = flows;
        this.anomalies = anomalies;
        this.anomaliesRead = anomaliesRead;
    }

    /** The edition that all answers are of. */
    public Edition edition() {
        return edition;
    }

    /** The cut that all answers are of; nothing before the first was published. */
    public Optional<PublishedCut> cut() {
        return Optional.ofNullable(cut);
    }

    /**
     * When the first of all cuts was written, in milliseconds since 1970; 0 before. Cuts are numbered anew when data is wiped:
     * this tells whose numbers they are, alike for all who read the same topic.
     */
    public long origin() {
        return origin;
    }

    /** The open business day, of which the current values are. */
    public Optional<LocalDate> businessDay() {
        return cut().map(PublishedCut::businessDay);
    }

    /** ISO 4217 code of all amounts of money; nothing before the first of them. */
    public Optional<String> currency() {
        return Optional.ofNullable(currency);
    }

    /** Contradictions in enterprises' histories that are open now. */
    public int openAnomalies() {
        return anomalies.size();
    }

    /** These contradictions, by {@link OpenAnomaly#key}; they come with no cut, but are on their way at the same time. */
    public NavigableMap<String, OpenAnomaly> anomalies() {
        return anomalies;
    }

    /** How far the anomalies' topic has been read, one past the last record's offset: the same in all views that show the same. */
    public long anomaliesRead() {
        return anomaliesRead;
    }

    /** The value at the end of the open business day; nothing if none was ever published. */
    public Optional<Kpi> current(Series series) {
        return Optional.ofNullable(values.get(series.toString())).map(Published::kpi);
    }

    /** All values at the end of the open business day, in order of their names. */
    public Collection<Kpi> current() {
        return values.values().stream().map(Published::kpi).toList();
    }

    /** The current values that another cut than this one or one before it has published, in order of their names. */
    public Stream<Kpi> changedSince(long number) {
        return values.values().stream().filter(value -> value.cut() > number).map(Published::kpi);
    }

    /** The value at the end of any day, whether the business day is past it or not there yet. */
    public Kpi asOf(Series series, LocalDate day) {
        return Formulas.value(series, levels(day));
    }

    /** All values at the end of any day, in order of their names. */
    public List<Kpi> asOf(LocalDate day) {
        Levels levels = levels(day);
        List<Named> all = new ArrayList<>();
        for (Kpi kpi : Formulas.all(levels)) {
            all.add(new Named(kpi.series().toString(), kpi));
        }
        for (Series series : flows.series()) {
            all.add(new Named(series.toString(), Formulas.value(series, levels)));
        }
        all.sort(Comparator.comparing(Named::name));
        return all.stream().map(Named::kpi).toList();
    }

    /** So that a name is made once a value, and not once a comparison. */
    private record Named(String name, Kpi kpi) {}

    /** The levels of all summed series at the end of any day, for formulas. */
    public Levels levels(LocalDate day) {
        return flows.at(day);
    }

    /** Whether a series has ever had a flow, or a value. */
    public boolean knows(Series series) {
        return flows.series().contains(series) || values.containsKey(series.toString());
    }

    /** The first month in which any of these series has a flow. */
    public Optional<YearMonth> firstMonth(Collection<Series> series) {
        return flows.firstMonth(series);
    }

    /** All series that have ever had a flow. */
    public Set<Series> summedSeries() {
        return flows.series();
    }

    /** The scopes in which a measure has a current value, in order of their names. */
    public List<Scope> scopes(Measure measure) {
        String first = measure.id() + "@";
        return values.subMap(first, true, first + Character.MAX_VALUE, true).values().stream()
                .map(value -> value.kpi().series().scope())
                .toList();
    }
}

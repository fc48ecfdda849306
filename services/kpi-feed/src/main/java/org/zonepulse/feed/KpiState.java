package org.zonepulse.feed;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.FlowBook;
import org.zonepulse.ledger.kpi.Formulas;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.Levels;
import org.zonepulse.ledger.measure.Series;

/** All that one cut says: its current values, and the dated flows from which the value of any day follows. */
public final class KpiState {

    private static final Comparator<Kpi> BY_NAME =
            Comparator.comparing(kpi -> kpi.series().toString());

    /** By the series' text, which is the order that people are shown. */
    private final NavigableMap<String, Kpi> values = new TreeMap<>();

    private final FlowBook flows = new FlowBook();
    private final Set<String> anomalies = new HashSet<>();
    private @Nullable PublishedCut cut;
    private @Nullable String currency;

    KpiState() {}

    void put(Publication.OfValue value) {
        Kpi kpi = value.kpi();
        if (kpi != null) {
            values.put(kpi.series().toString(), kpi);
        }
        if (value.currency() != null) {
            currency = value.currency();
        }
    }

    void put(Publication.OfMonth month) {
        if (month.key() != null) {
            flows.replace(month.key(), month.flows());
        }
    }

    void put(PublishedCut published) {
        cut = published;
    }

    /** An anomaly by its key; they come with no cut, but are on their way at the same time. */
    void anomaly(String key, boolean open) {
        if (open) {
            anomalies.add(key);
        } else {
            anomalies.remove(key);
        }
    }

    /** The cut that all answers are of; nothing before the first was published. */
    public Optional<PublishedCut> cut() {
        return Optional.ofNullable(cut);
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

    /** The value at the end of the open business day; nothing if none was ever published. */
    public Optional<Kpi> current(Series series) {
        return Optional.ofNullable(values.get(series.toString()));
    }

    /** All values at the end of the open business day, in order of their names. */
    public Collection<Kpi> current() {
        return Collections.unmodifiableCollection(values.values());
    }

    /** The value at the end of any day, whether the business day is past it or not there yet. */
    public Kpi asOf(Series series, LocalDate day) {
        return Formulas.value(series, flows.at(day));
    }

    /** All values at the end of any day, in order of their names. */
    public List<Kpi> asOf(LocalDate day) {
        Levels levels = flows.at(day);
        List<Kpi> all = new ArrayList<>(Formulas.all(levels));
        for (Series series : flows.series()) {
            all.add(Formulas.value(series, levels));
        }
        all.sort(BY_NAME);
        return all;
    }
}

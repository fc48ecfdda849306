package org.zonepulse.feed;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.schemas.Edition;

/**
 * Where the one who reads writes down what was published. For readers he takes a {@link #snapshot}, which shares with the one
 * before all that hasn't changed. Not safe for several threads.
 */
final class KpiBook {

    private final Edition edition;
    private final NavigableMap<String, KpiState.Published> values = new TreeMap<>();
    private final Map<Series, NavigableMap<Integer, MonthFlows>> months = new HashMap<>();
    private final NavigableMap<String, OpenAnomaly> anomalies = new TreeMap<>();
    private final Map<Series, NavigableMap<Integer, MonthFlows>> changed = new HashMap<>();
    private long anomaliesRead;
    private long origin;
    private @Nullable PublishedCut cut;
    private @Nullable String currency;

    private @Nullable NavigableMap<String, KpiState.Published> shownValues;
    private @Nullable NavigableMap<String, OpenAnomaly> shownAnomalies;
    private DatedFlows shownFlows = DatedFlows.NONE;

    /** @param edition whose publications are written down */
    KpiBook(Edition edition) {
        this.edition = edition;
    }

    void put(Publication.OfValue value) {
        Kpi kpi = value.kpi();
        if (kpi != null) {
            values.put(kpi.series().toString(), new KpiState.Published(kpi, value.cut()));
            shownValues = null;
        }
        if (value.currency() != null) {
            currency = value.currency();
        }
    }

    void put(Publication.OfMonth month) {
        if (month.key() != null) {
            NavigableMap<Integer, MonthFlows> ofSeries =
                    months.computeIfAbsent(month.key().series(), _ -> new TreeMap<>());
            ofSeries.put(month.key().month(), month.flows());
            changed.put(month.key().series(), ofSeries);
        }
    }

    void put(PublishedCut published) {
        cut = published;
    }

    /** Notes when the first of all cuts was written; what is noted stays. */
    void begin(long firstCutMillis) {
        if (origin == 0) {
            origin = firstCutMillis;
        }
    }

    /**
     * An anomaly under its key; null when it is resolved. They come with no cut.
     *
     * @param offset of its record
     */
    void put(long offset, String key, @Nullable OpenAnomaly anomaly) {
        if (anomaly == null) {
            anomalies.remove(key);
        } else {
            anomalies.put(key, anomaly);
        }
        anomaliesRead = offset + 1;
        shownAnomalies = null;
    }

    /** How far their topic has been read: one past the last record's offset. */
    long anomaliesRead() {
        return anomaliesRead;
    }

    /** All that is written here now. */
    KpiState snapshot() {
        NavigableMap<String, KpiState.Published> newValues = shownValues;
        if (newValues == null) {
            newValues = Collections.unmodifiableNavigableMap(new TreeMap<>(values));
            shownValues = newValues;
        }
        NavigableMap<String, OpenAnomaly> newAnomalies = shownAnomalies;
        if (newAnomalies == null) {
            newAnomalies = Collections.unmodifiableNavigableMap(new TreeMap<>(anomalies));
            shownAnomalies = newAnomalies;
        }
        if (!changed.isEmpty()) {
            shownFlows = shownFlows.with(changed);
            changed.clear();
        }
        return new KpiState(edition, cut, origin, currency, newValues, shownFlows, newAnomalies, anomaliesRead);
    }
}

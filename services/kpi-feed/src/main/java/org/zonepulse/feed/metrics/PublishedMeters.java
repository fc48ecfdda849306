package org.zonepulse.feed.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.KpiSource;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.OpenAnomaly;
import org.zonepulse.feed.PublishedCut;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.zone.Zone;

/**
 * The figures of the zone and its parks as gauges, the cut that they are of, and what contradicts itself. Industries, products, banks and
 * fairs are many, or come to be more: they are asked for over HTTP, and are no time series here.
 *
 * <p>Gauges are read one by one, so what one look at the metrics finds can be of two cuts. They are numbers with a binary fraction, for
 * charts and alerts; exact amounts, and those of one cut, are in the API.
 */
@Context
final class PublishedMeters {

    private static final int MILLIONTHS_SCALE = 6;

    /** Stands for codes of a newer version. */
    private static final String OTHER = "OTHER";

    private static final Set<String> CODES =
            Arrays.stream(AnomalyCode.values()).map(AnomalyCode::name).collect(Collectors.toUnmodifiableSet());

    private final KpiSource source;
    private volatile @Nullable Findings findings;

    /**
     * What contradicts itself, counted once a change.
     *
     * @param read by which it is told whether there was one
     */
    private record Findings(long read, Map<String, Long> counts) {
        private Findings {
            counts = Map.copyOf(counts);
        }
    }

    PublishedMeters(KpiSource source, Zone zone, MeterRegistry registry) {
        this.source = source;
        for (Measure measure : Measure.values()) {
            scopes(measure, zone)
                    .forEach(scope -> gauge("zonepulse.kpi", state -> amount(state, new Series(measure, scope)))
                            .description(
                                    "Value at the end of the open business day: a count, money in major units, or a share of 1")
                            .tags("measure", measure.id(), "scope", scope.toString())
                            .register(registry));
        }
        gauge("zonepulse.shown.cut", PublishedMeters::number)
                .description("Number of the cut that is shown")
                .register(registry);
        gauge("zonepulse.shown.cut.timestamp", PublishedMeters::seconds)
                .description("When the cut that is shown was published, in seconds since 1970")
                .baseUnit("seconds")
                .register(registry);
        Stream.concat(CODES.stream(), Stream.of(OTHER))
                .forEach(code -> gauge("zonepulse.open.anomalies", state -> open(state, code))
                        .description("Contradictions that are open now")
                        .tag("code", code)
                        .register(registry));
    }

    /** Of these a measure has values. */
    private static List<Scope> scopes(Measure measure, Zone zone) {
        Stream<Scope> whole = measure.scopes().contains(Scope.Kind.ZONE) ? Stream.of(Scope.ZONE) : Stream.of();
        Stream<Scope> parks = measure.scopes().contains(Scope.Kind.PARK)
                ? zone.parks().stream().map(park -> Scope.park(park.id()))
                : Stream.of();
        return Stream.concat(whole, parks).toList();
    }

    private Gauge.Builder<PublishedMeters> gauge(String name, ToDoubleFunction<KpiState> value) {
        return Gauge.builder(name, this, meters -> meters.of(value));
    }

    /** No number while nothing is shown. */
    private double of(ToDoubleFunction<KpiState> value) {
        KpiState state = source.failure().isPresent() ? null : source.state().orElse(null);
        return state == null ? Double.NaN : value.applyAsDouble(state);
    }

    private static double amount(KpiState state, Series series) {
        Long amount = state.current(series).map(Kpi::amount).orElse(null);
        if (amount == null) {
            return Double.NaN;
        }
        return switch (series.measure().unit()) {
            case MONEY -> BigDecimal.valueOf(amount, Money.SCALE).doubleValue();
            case RATIO -> BigDecimal.valueOf(amount, MILLIONTHS_SCALE).doubleValue();
            case ENTERPRISES, CERTIFICATES, CLIENTS, PRODUCTS, TRANSITIONS, MONTHS -> (double) amount.longValue();
        };
    }

    private static double number(KpiState state) {
        return (double) state.cut().map(PublishedCut::number).orElse(0L).longValue();
    }

    private static double seconds(KpiState state) {
        return state.cut()
                .map(cut -> (double) cut.publishedAt().toEpochMilli() / 1_000)
                .orElse(Double.NaN);
    }

    private double open(KpiState state, String code) {
        Findings known = findings;
        if (known == null || known.read != state.anomaliesRead()) {
            known = new Findings(state.anomaliesRead(), count(state));
            findings = known;
        }
        return (double) known.counts.getOrDefault(code, 0L).longValue();
    }

    private static Map<String, Long> count(KpiState state) {
        Map<String, Long> counts = new HashMap<>();
        for (OpenAnomaly anomaly : state.anomalies().values()) {
            for (OpenAnomaly.Finding finding : anomaly.findings()) {
                counts.merge(CODES.contains(finding.code()) ? finding.code() : OTHER, 1L, Long::sum);
            }
        }
        return counts;
    }
}

package org.zonepulse.ledger.kpi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** The measures that are computed from others, and never summed. Their definitions stand in {@link Measure}. */
public final class Formulas {

    /** Units of a ratio's amount in 1. */
    public static final long MILLIONTHS = 1_000_000;

    private static final Series HIGH_TECH_OF_ZONE = new Series(Measure.HIGH_TECH_ENTERPRISES, Scope.ZONE);
    private static final Series HIGH_TECH_OF_CITY = new Series(Measure.HIGH_TECH_ENTERPRISES, Scope.CITY);
    private static final Series SHARE = new Series(Measure.HIGH_TECH_SHARE_OF_CITY, Scope.ZONE);
    private static final Series PRODUCTS = new Series(Measure.LOAN_PRODUCTS, Scope.ZONE);

    private Formulas() {}

    /** The value of any series. */
    public static Kpi value(Series series, Levels levels) {
        return switch (series.measure().kind()) {
            case STOCK, FLOW, DISTINCT -> Kpi.of(series, levels.of(series));
            case RATIO -> share(levels);
            case COUNT_OF_SCOPES -> Kpi.of(series, productsInUse(levels).size());
            case MEDIAN -> median(series, levels);
        };
    }

    /** All values that formulas give. */
    public static List<Kpi> all(Levels levels) {
        List<Kpi> values = new ArrayList<>();
        values.add(value(SHARE, levels));
        values.add(value(PRODUCTS, levels));
        levels.scopes(Measure.STAGE_TRANSITION_MONTHS).stream()
                .map(Scope::first)
                .distinct()
                .sorted()
                .map(steps ->
                        new Series(Measure.MEDIAN_MONTHS_BETWEEN_STAGES, new Scope(Scope.Kind.TRANSITION, steps, "")))
                .forEach(series -> values.add(value(series, levels)));
        return values;
    }

    /** The products under which principal has been paid out, by id. */
    public static List<String> productsInUse(Levels levels) {
        return levels.scopes(Measure.LOAN_DISBURSED).stream()
                .filter(scope -> scope.kind() == Scope.Kind.PRODUCT)
                .filter(scope -> levels.of(new Series(Measure.LOAN_DISBURSED, scope)) > 0)
                .map(Scope::first)
                .sorted()
                .toList();
    }

    private static Kpi share(Levels levels) {
        long zone = levels.of(HIGH_TECH_OF_ZONE);
        long city = levels.of(HIGH_TECH_OF_CITY);
        if (city <= 0) {
            return Kpi.none(SHARE);
        }
        long millionths = BigDecimal.valueOf(zone)
                .multiply(BigDecimal.valueOf(MILLIONTHS))
                .divide(BigDecimal.valueOf(city), 0, RoundingMode.HALF_UP)
                .longValueExact();
        return new Kpi(SHARE, millionths, zone, city);
    }

    private static Kpi median(Series series, Levels levels) {
        Map<Integer, Long> histogram = new TreeMap<>();
        long steps = 0;
        for (Scope scope : levels.scopes(Measure.STAGE_TRANSITION_MONTHS)) {
            if (scope.first().equals(series.scope().first())) {
                long count = levels.of(new Series(Measure.STAGE_TRANSITION_MONTHS, scope));
                histogram.put(Integer.valueOf(scope.second()), count);
                steps += count;
            }
        }
        long within = 0;
        for (Map.Entry<Integer, Long> bucket : histogram.entrySet()) {
            within += bucket.getValue();
            if (steps > 0 && within * 2 >= steps) {
                return Kpi.of(series, bucket.getKey());
            }
        }
        return Kpi.none(series);
    }
}

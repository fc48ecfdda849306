package org.zonepulse.testkit.oracle;

import java.util.HashMap;
import java.util.Map;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** Amounts by series. */
final class Tally {

    private final Map<Series, Long> amounts = new HashMap<>();

    void add(Measure measure, Scope scope, long amount) {
        if (amount != 0) {
            amounts.merge(new Series(measure, scope), amount, Long::sum);
        }
    }

    /** Counts for the place, its park, its industry, and the zone. */
    void addAt(Place place, Measure measure, long amount) {
        add(measure, Scope.ZONE, amount);
        add(measure, Scope.park(place.park()), amount);
        add(measure, Scope.industry(place.industry()), amount);
        add(measure, Scope.parkIndustry(place.park(), place.industry()), amount);
    }

    void addAll(Tally other) {
        other.amounts.forEach((series, amount) -> amounts.merge(series, amount, Long::sum));
    }

    void subtract(Tally other) {
        other.amounts.forEach((series, amount) -> amounts.merge(series, -amount, Long::sum));
    }

    Map<Series, Long> amounts() {
        return amounts;
    }
}

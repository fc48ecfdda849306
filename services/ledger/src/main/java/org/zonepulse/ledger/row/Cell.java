package org.zonepulse.ledger.row;

import java.util.EnumMap;
import java.util.Map;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** A scope that flows are written in, with its series made once: the fold meets the same few over and over. */
final class Cell {

    private final Scope scope;
    private final Map<Measure, Series> series = new EnumMap<>(Measure.class);

    Cell(Scope scope) {
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }

    Series series(Measure measure) {
        Series known = series.get(measure);
        return known != null ? known : series.computeIfAbsent(measure, each -> new Series(each, scope));
    }
}

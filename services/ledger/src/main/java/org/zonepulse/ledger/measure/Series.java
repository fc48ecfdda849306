package org.zonepulse.ledger.measure;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One measure in one scope: what a KPI is the value of, and what dated flows belong to.
 *
 * @param measure what is measured
 * @param scope of what
 */
public record Series(Measure measure, Scope scope) {

    /** By measure as the catalogue lists them, then by kind of scope and name. */
    public static final Comparator<Series> CATALOGUE_ORDER = Comparator.comparing(Series::measure)
            .thenComparing(series -> series.scope().kind())
            .thenComparing(series -> series.scope().toString());

    public Series {
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(scope, "scope");
    }

    @Override
    public int hashCode() {
        return 31 * scope.hashCode() + measure.hashCode();
    }

    /** Reads the form that {@link #toString} writes; null if it is none, or the measure is unknown. */
    public static @Nullable Series parse(String text) {
        int at = text.indexOf('@');
        Measure measure = at < 0 ? null : Measure.byId(text.substring(0, at));
        Scope scope = at < 0 ? null : Scope.parse(text.substring(at + 1));
        return measure == null || scope == null ? null : new Series(measure, scope);
    }

    /** Such as {@code loan-balance@park:nanhai}: the key of KPI topics. */
    @Override
    public String toString() {
        return measure.id() + "@" + scope;
    }
}

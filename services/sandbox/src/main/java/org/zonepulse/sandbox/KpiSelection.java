package org.zonepulse.sandbox;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/**
 * Which KPIs are asked for.
 *
 * @param measure one measure; null for all
 * @param scope a scope as in {@code park:nanhai}, a kind of scope as in {@code park}, or {@code all}; null for the zone
 *     and the city
 */
record KpiSelection(@Nullable Measure measure, @Nullable String scope) {

    static final String ALL = "all";

    List<Kpi> of(Collection<Kpi> kpis) {
        return kpis.stream().filter(kpi -> includes(kpi.series())).toList();
    }

    boolean includes(Series series) {
        Scope of = series.scope();
        return (measure == null || measure == series.measure()) && (scope == null ? isMain(of) : matches(of, scope));
    }

    static boolean isMain(Scope of) {
        return of.equals(Scope.ZONE) || of.equals(Scope.CITY);
    }

    private static boolean matches(Scope of, String asked) {
        String text = of.toString();
        return asked.equals(ALL)
                || text.equals(asked)
                || (text.startsWith(asked + ":") && (of.second().isEmpty() || asked.contains(":")));
    }
}

package org.zonepulse.feed.http;

import jakarta.inject.Singleton;
import java.util.stream.Stream;
import org.zonepulse.feed.KpiState;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;

/** Finds the one series that a request is about. */
@Singleton
class AskedSeries {

    private final Zone zone;

    AskedSeries(Zone zone) {
        this.zone = zone;
    }

    /** @throws Refused if there is no such measure, or it has no value in that scope and never will by itself */
    Series series(KpiState state, String id, Parameters parameters) {
        Measure measure = Measure.byId(id);
        if (measure == null) {
            throw new Refused(new Problem(
                    ProblemType.UNKNOWN_MEASURE, "No measure has the id '" + id + "'", KpiFilter.measureIds()));
        }
        String text = parameters.one("scope", Scope.ZONE.toString());
        Scope scope = KpiFilter.scope(text);
        if (!measure.scopes().contains(scope.kind())) {
            throw new Refused(new Problem(
                    ProblemType.BAD_PARAMETER,
                    id + " has no values in a scope like '" + text + "'",
                    measure.scopes().stream().sorted().map(Amounts::name).toList()));
        }
        Series series = new Series(measure, scope);
        if (!state.knows(series) && !isOfZone(scope)) {
            throw new Refused(Problem.of(ProblemType.UNKNOWN_SCOPE, id + " has no value in '" + text + "'"));
        }
        return series;
    }

    /** What the zone's file names has a value before anything has happened there: 0. */
    private boolean isOfZone(Scope scope) {
        return switch (scope.kind()) {
            case ZONE, CITY -> true;
            case PARK -> zone.park(scope.first()) != null;
            case PRODUCT -> zone.loanProduct(scope.first()) != null;
            case INDUSTRY ->
                Stream.concat(zone.industries().stream(), Stream.of(Zone.OTHER_INDUSTRY))
                        .anyMatch(each -> each.id().equals(scope.first()));
            case PARK_INDUSTRY, BANK, FAIR, TRANSITION, TRANSITION_MONTHS -> false;
        };
    }
}

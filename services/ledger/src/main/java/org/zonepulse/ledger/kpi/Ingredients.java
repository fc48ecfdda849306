package org.zonepulse.ledger.kpi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** Tells of the series of flows which of the sums behind a KPI they belong to: mostly to none. */
@FunctionalInterface
public interface Ingredients {

    Series HIGH_TECH_OF_ZONE = new Series(Measure.HIGH_TECH_ENTERPRISES, Scope.ZONE);
    Series HIGH_TECH_OF_CITY = new Series(Measure.HIGH_TECH_ENTERPRISES, Scope.CITY);

    /** The sum that flows of this series, in the narrowest scope, belong to; null if to none. */
    @Nullable Series sumOf(Series flows);

    /** What a KPI is computed from: itself if it is summed, else what its formula takes. */
    static Ingredients of(Series kpi) {
        return switch (kpi.measure().kind()) {
            case STOCK, FLOW, DISTINCT -> flows -> isPartOf(flows, kpi) ? kpi : null;
            case RATIO -> Ingredients::highTechOfZoneOrCity;
            case COUNT_OF_SCOPES ->
                flows -> flows.measure() == Measure.LOAN_DISBURSED
                                && flows.scope().kind() == Scope.Kind.PRODUCT
                        ? flows
                        : null;
            case MEDIAN ->
                flows -> flows.measure() == Measure.STAGE_TRANSITION_MONTHS
                                && flows.scope().first().equals(kpi.scope().first())
                        ? flows
                        : null;
        };
    }

    /** The sums that are always told of, even if they are empty. */
    static List<Series> named(Series kpi) {
        return switch (kpi.measure().kind()) {
            case STOCK, FLOW, DISTINCT -> List.of(kpi);
            case RATIO -> List.of(HIGH_TECH_OF_CITY, HIGH_TECH_OF_ZONE);
            case COUNT_OF_SCOPES, MEDIAN -> List.of();
        };
    }

    /** The KPI that is computed by a formula from sums that flows of this series belong to; null if there is none. */
    static @Nullable Series formulaOver(Series flows) {
        Scope scope = flows.scope();
        return switch (flows.measure()) {
            case HIGH_TECH_ENTERPRISES -> new Series(Measure.HIGH_TECH_SHARE_OF_CITY, Scope.ZONE);
            case LOAN_DISBURSED ->
                scope.kind() == Scope.Kind.PRODUCT ? new Series(Measure.LOAN_PRODUCTS, Scope.ZONE) : null;
            case STAGE_TRANSITION_MONTHS ->
                new Series(Measure.MEDIAN_MONTHS_BETWEEN_STAGES, new Scope(Scope.Kind.TRANSITION, scope.first(), ""));
            default -> null;
        };
    }

    private static @Nullable Series highTechOfZoneOrCity(Series flows) {
        if (isPartOf(flows, HIGH_TECH_OF_ZONE)) {
            return HIGH_TECH_OF_ZONE;
        }
        return isPartOf(flows, HIGH_TECH_OF_CITY) ? HIGH_TECH_OF_CITY : null;
    }

    private static boolean isPartOf(Series flows, Series sum) {
        return flows.measure() == sum.measure() && flows.scope().rollUps().contains(sum.scope());
    }
}

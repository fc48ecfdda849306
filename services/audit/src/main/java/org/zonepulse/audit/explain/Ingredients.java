package org.zonepulse.audit.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Flow;

/** Tells of each flow which of the sums behind a KPI it belongs to: mostly to none. */
@FunctionalInterface
public interface Ingredients {

    Series HIGH_TECH_OF_ZONE = new Series(Measure.HIGH_TECH_ENTERPRISES, Scope.ZONE);
    Series HIGH_TECH_OF_CITY = new Series(Measure.HIGH_TECH_ENTERPRISES, Scope.CITY);

    /** The sum that a flow belongs to; null if to none. */
    @Nullable Series sumOf(Flow flow);

    /** What a KPI is computed from: itself if it is summed, else what its formula takes. */
    static Ingredients of(Series kpi) {
        return switch (kpi.measure().kind()) {
            case STOCK, FLOW, DISTINCT -> flow -> isPartOf(flow, kpi) ? kpi : null;
            case RATIO -> Ingredients::highTechOfZoneOrCity;
            case COUNT_OF_SCOPES ->
                flow -> flow.series().measure() == Measure.LOAN_DISBURSED
                                && flow.series().scope().kind() == Scope.Kind.PRODUCT
                        ? flow.series()
                        : null;
            case MEDIAN ->
                flow -> flow.series().measure() == Measure.STAGE_TRANSITION_MONTHS
                                && flow.series()
                                        .scope()
                                        .first()
                                        .equals(kpi.scope().first())
                        ? flow.series()
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

    /** The KPI that is computed by a formula from sums that a flow belongs to; null if there is none. */
    static @Nullable Series formulaOver(Flow flow) {
        Scope scope = flow.series().scope();
        return switch (flow.series().measure()) {
            case HIGH_TECH_ENTERPRISES -> new Series(Measure.HIGH_TECH_SHARE_OF_CITY, Scope.ZONE);
            case LOAN_DISBURSED ->
                scope.kind() == Scope.Kind.PRODUCT ? new Series(Measure.LOAN_PRODUCTS, Scope.ZONE) : null;
            case STAGE_TRANSITION_MONTHS ->
                new Series(Measure.MEDIAN_MONTHS_BETWEEN_STAGES, new Scope(Scope.Kind.TRANSITION, scope.first(), ""));
            default -> null;
        };
    }

    private static @Nullable Series highTechOfZoneOrCity(Flow flow) {
        if (isPartOf(flow, HIGH_TECH_OF_ZONE)) {
            return HIGH_TECH_OF_ZONE;
        }
        return isPartOf(flow, HIGH_TECH_OF_CITY) ? HIGH_TECH_OF_CITY : null;
    }

    private static boolean isPartOf(Flow flow, Series sum) {
        return flow.series().measure() == sum.measure()
                && flow.series().scope().rollUps().contains(sum.scope());
    }
}

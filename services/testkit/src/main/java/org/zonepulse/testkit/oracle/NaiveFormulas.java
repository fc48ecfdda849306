package org.zonepulse.testkit.oracle;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.testkit.LedgerView;

/** The measures that are computed from others, once more and from the definitions, for the end of a day. */
public final class NaiveFormulas {

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private NaiveFormulas() {}

    /** Millionths, rounded half up; null where the city has reported none. */
    public static @Nullable Long shareOfCity(LedgerView view, LocalDate day) {
        long zone = view.valueAt(new Series(Measure.HIGH_TECH_ENTERPRISES, Scope.ZONE), day);
        long city = view.valueAt(new Series(Measure.HIGH_TECH_ENTERPRISES, Scope.CITY), day);
        if (city == 0) {
            return null;
        }
        BigInteger twice = BigInteger.valueOf(zone).multiply(MILLION).multiply(BigInteger.TWO);
        BigInteger denominator = BigInteger.valueOf(city);
        return twice.add(denominator)
                .divide(denominator.multiply(BigInteger.TWO))
                .longValueExact();
    }

    /** How many products have been paid out under. */
    public static long loanProducts(LedgerView view, LocalDate day) {
        return view.flows().keySet().stream()
                .filter(series -> series.measure() == Measure.LOAN_DISBURSED)
                .filter(series -> series.scope().kind() == Scope.Kind.PRODUCT)
                .filter(series -> view.valueAt(series, day) > 0)
                .count();
    }

    /**
     * The middle one of all times from stage to stage, the lower of two.
     *
     * @param steps such as {@code registered>high-tech}
     * @return months; null where none made the step
     */
    public static @Nullable Long medianMonths(LedgerView view, String steps, LocalDate day) {
        List<Long> months = new ArrayList<>();
        for (Series series : view.flows().keySet()) {
            if (series.measure() == Measure.STAGE_TRANSITION_MONTHS
                    && series.scope().first().equals(steps)) {
                long times = view.valueAt(series, day);
                months.addAll(Collections.nCopies(
                        (int) times, Long.valueOf(series.scope().second())));
            }
        }
        Collections.sort(months);
        return months.isEmpty() ? null : months.get((months.size() - 1) / 2);
    }
}

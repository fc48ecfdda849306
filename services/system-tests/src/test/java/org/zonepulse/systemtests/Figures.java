package org.zonepulse.systemtests;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;
import org.zonepulse.testkit.LedgerView;

/**
 * What the view shows. Zeros are left out: whether a KPI that is 0 was ever another, and so is published at all,
 * depends on what was committed together.
 *
 * @param current the values of the open business day, without those that formulas give
 * @param earlier the values of an earlier day, likewise
 */
record Figures(SortedMap<String, Long> current, SortedMap<String, Long> earlier, int anomalies) {

    static final LocalDate EARLIER = LocalDate.of(2021, 12, 31);

    static Figures of(Pipeline pipeline) throws Exception {
        try (KpiView view = pipeline.finalView(ReferenceYear.AS_OF)) {
            return view.ask(state -> new Figures(
                    summed(state, KpiState::current),
                    summed(state, each -> each.asOf(EARLIER)),
                    state.openAnomalies()));
        }
    }

    private static SortedMap<String, Long> summed(KpiState state, Function<KpiState, Collection<Kpi>> question) {
        SortedMap<String, Long> values = new TreeMap<>();
        for (Kpi kpi : question.apply(state)) {
            Long amount = kpi.amount();
            if (kpi.series().measure().kind().isSummed() && amount != null && amount != 0) {
                values.put(kpi.series().toString(), amount);
            }
        }
        return values;
    }

    /** What the definitions say of the same series. */
    static SortedMap<String, Long> valuesOf(LedgerView expected, LocalDate day, Map<String, Long> like) {
        SortedMap<String, Long> values = new TreeMap<>();
        expected.flows().keySet().stream()
                .filter(series -> like.containsKey(series.toString()) && expected.valueAt(series, day) != 0)
                .forEach(series -> values.put(series.toString(), expected.valueAt(series, day)));
        return values;
    }
}

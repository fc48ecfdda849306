package org.zonepulse.kpi.stores;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zonepulse.kpi.state.InputPosition;
import org.zonepulse.kpi.state.OpenLedger;
import org.zonepulse.kpi.state.OpenLedger.LedgerUnavailable;
import org.zonepulse.ledger.kpi.Ingredients;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.EnterpriseTotal;
import org.zonepulse.ledger.row.Evaluator;
import org.zonepulse.ledger.row.Flow;
import org.zonepulse.ledger.row.Row;
import org.zonepulse.ledger.row.RowKey;
import org.zonepulse.ledger.story.NameSpell;
import org.zonepulse.ledger.zone.Zone;

/**
 * One look through all enterprises of some ledgers for what they contribute to a KPI, by the ledger's own rules and from the
 * same rows. Each enterprise is read by itself, so that writing goes on in between. To be used once.
 */
public final class ContributionScan {

    private static final Comparator<Contributions.Enterprise> LARGEST_FIRST = Comparator.comparingLong(
                    (Contributions.Enterprise each) -> -Math.abs(each.amount()))
            .thenComparing(Contributions.Enterprise::enterpriseId);

    private final Series kpi;
    private final LocalDate asOf;
    private final int until;
    private final int limit;
    private final Evaluator evaluator;
    private final Ingredients ingredients;
    private final Set<RowKey.Kind> kinds;
    private final SortedMap<Series, long[]> sums = new TreeMap<>(Series.CATALOGUE_ORDER);
    private final PriorityQueue<Contributions.Enterprise> largest = new PriorityQueue<>(LARGEST_FIRST.reversed());
    private long total;
    private long count;

    /**
     * A scan.
     *
     * @param asOf the last day that counts
     * @param limit how many enterprises are listed
     */
    public ContributionScan(Zone zone, Series kpi, LocalDate asOf, int limit) {
        this.kpi = kpi;
        this.asOf = asOf;
        this.until = Math.toIntExact(asOf.toEpochDay());
        this.limit = limit;
        this.evaluator = new Evaluator(zone, Definitions.STANDARD);
        this.ingredients = Ingredients.of(kpi);
        this.kinds = Evaluator.rowsBehind(kpi.measure());
        Ingredients.named(kpi).forEach(sum -> sums.put(sum, new long[2]));
    }

    /** It took longer than allowed. */
    public static final class TooLong extends Exception {
        private static final long serialVersionUID = 1;

        TooLong(Duration most) {
            super("it took longer than " + most.toMillis() + " ms");
        }
    }

    /**
     * Looks through these ledgers.
     *
     * @param most how long it may take
     * @throws LedgerUnavailable if one of them can't be read any more
     * @throws TooLong if time is up
     */
    public Contributions of(List<OpenLedger> ledgers, Duration most) throws LedgerUnavailable, TooLong {
        long begun = System.nanoTime();
        List<InputPosition> inputs = inputsOf(ledgers);
        for (OpenLedger ledger : ledgers) {
            while (ledger.findMore()) {
                checkTime(begun, most);
            }
            for (String enterpriseId : ledger.enterprises()) {
                checkTime(begun, most);
                take(enterpriseId, ledger.read(enterpriseId, kinds).rows());
            }
        }
        List<Contributions.Sum> all = new ArrayList<>();
        sums.forEach((series, sum) -> all.add(new Contributions.Sum(series, sum[0], sum[1])));
        return new Contributions(
                kpi,
                asOf,
                all,
                listed(),
                total,
                count,
                largest.stream().sorted(LARGEST_FIRST).toList(),
                ledgers.stream().map(OpenLedger::partition).toList(),
                inputs,
                !isSame(inputs, inputsOf(ledgers)));
    }

    private static void checkTime(long begun, Duration most) throws TooLong {
        if (System.nanoTime() - begun > most.toNanos()) {
            throw new TooLong(most);
        }
    }

    private static List<InputPosition> inputsOf(List<OpenLedger> ledgers) throws LedgerUnavailable {
        List<InputPosition> inputs = new ArrayList<>();
        for (OpenLedger ledger : ledgers) {
            inputs.addAll(ledger.inputs());
        }
        return inputs;
    }

    private static boolean isSame(List<InputPosition> before, List<InputPosition> after) {
        return offsets(before).equals(offsets(after));
    }

    private static List<Long> offsets(List<InputPosition> inputs) {
        return inputs.stream().map(InputPosition::nextOffset).toList();
    }

    private void take(String enterpriseId, Map<RowKey, Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Map<Series, Long> amounts = new HashMap<>();
        EnterpriseTotal.of(evaluator, enterpriseId, rows).forEach(flow -> add(flow, amounts), _ -> {});
        long amount = 0;
        for (Map.Entry<Series, Long> each : amounts.entrySet()) {
            if (each.getValue() != 0) {
                long[] sum = sums.computeIfAbsent(each.getKey(), _ -> new long[2]);
                sum[0] += each.getValue();
                sum[1]++;
                amount += isListed(each.getKey()) ? each.getValue() : 0;
            }
        }
        if (amount != 0) {
            total += amount;
            count++;
            Row profile = rows.getOrDefault(RowKey.profile(enterpriseId), Row.EMPTY);
            String name = NameSpell.on(asOf, NameSpell.of(profile));
            largest.add(new Contributions.Enterprise(enterpriseId, name, amount));
            if (largest.size() > limit) {
                largest.remove();
            }
        }
    }

    private void add(Flow flow, Map<Series, Long> amounts) {
        Series sum = flow.day() <= until ? ingredients.sumOf(flow.series()) : null;
        if (sum != null) {
            amounts.merge(sum, flow.amount(), Long::sum);
        }
    }

    /** Of a share, the enterprises of its numerator; else all behind any of the sums. */
    private boolean isListed(Series sum) {
        return kpi.measure().kind() != Measure.Kind.RATIO || sum.equals(Ingredients.HIGH_TECH_OF_ZONE);
    }

    private Measure listed() {
        return switch (kpi.measure().kind()) {
            case STOCK, FLOW, DISTINCT -> kpi.measure();
            case RATIO -> Measure.HIGH_TECH_ENTERPRISES;
            case COUNT_OF_SCOPES -> Measure.LOAN_DISBURSED;
            case MEDIAN -> Measure.STAGE_TRANSITION_MONTHS;
        };
    }
}

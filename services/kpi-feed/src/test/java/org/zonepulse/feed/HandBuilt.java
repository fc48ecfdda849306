package org.zonepulse.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.kpi.MonthKey;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.schemas.Edition;

/** States written by hand, in place of those that are read from topics. */
public final class HandBuilt implements KpiSource {

    /** The business day of all cuts. */
    public static final LocalDate DAY = LocalDate.of(2023, 12, 31);

    private final KpiBook book = new KpiBook(Edition.FIRST);
    private final List<Consumer<KpiState>> followers = new CopyOnWriteArrayList<>();
    private volatile @Nullable KpiState shown;
    private long cut = 1;
    private long anomalies;

    /** A flow, in place of all of its month; the series' value includes it if it isn't after the business day. */
    public HandBuilt flow(String series, String date, long amount) {
        Series of = series(series);
        LocalDate day = LocalDate.parse(date);
        MonthFlows flows = new MonthFlows();
        flows.add(day.getDayOfMonth(), amount);
        book.put(new Publication.OfMonth(cut, new MonthKey(of, MonthKey.monthOf(day)), flows));
        return value(series, book.snapshot().asOf(of, DAY).amount());
    }

    /** A current value, whatever the flows say. */
    public HandBuilt value(String series, @Nullable Long amount) {
        return value(new Kpi(series(series), amount, null, null));
    }

    /** A current value, whatever the flows say. */
    public HandBuilt value(Kpi kpi) {
        book.put(new Publication.OfValue(cut, kpi, "CNY"));
        return this;
    }

    /** An open anomaly with one finding. */
    public HandBuilt anomaly(String enterprise, String subject, String code) {
        OpenAnomaly anomaly = new OpenAnomaly(
                enterprise,
                subject,
                List.of(new OpenAnomaly.Finding(code, List.of(new OpenAnomaly.EventReference("bank", "b-1")))));
        book.put(anomalies++, anomaly.key(), anomaly);
        return this;
    }

    /** Says when the first of these cuts was written; another time are other cuts. */
    public HandBuilt begunAt(long millis) {
        book.begin(millis);
        return this;
    }

    /** Publishes what was written since the last cut as the next. */
    public KpiState publish() {
        book.put(new PublishedCut(
                cut,
                Instant.EPOCH.plusSeconds(cut),
                DAY,
                List.of(new PublishedCut.Input("zone.loans.v1", 3, 10 * cut, "ab".repeat(32))),
                1,
                1));
        cut++;
        return show();
    }

    /** Shows what was written, under the cut before. */
    public KpiState show() {
        KpiState now = book.snapshot();
        shown = now;
        followers.forEach(follower -> follower.accept(now));
        return now;
    }

    private static Series series(String text) {
        return Objects.requireNonNull(Series.parse(text), text);
    }

    /** What the series of these names come to, each on its day. */
    public static Map<String, Long> levels(KpiState state, String series, String... days) {
        Map<String, Long> levels = new TreeMap<>();
        for (String day : days) {
            levels.put(day, state.levels(LocalDate.parse(day)).of(series(series)));
        }
        return levels;
    }

    @Override
    public Optional<KpiState> state() {
        return Optional.ofNullable(shown);
    }

    @Override
    public void follow(Consumer<KpiState> follower) {
        followers.add(follower);
    }

    @Override
    public Optional<RuntimeException> failure() {
        return Optional.empty();
    }
}

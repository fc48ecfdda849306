package org.zonepulse.audit.explain;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.audit.replay.RefusedRecords;
import org.zonepulse.audit.replay.Replay;
import org.zonepulse.audit.replay.ReplayRules;
import org.zonepulse.ledger.kpi.Formulas;
import org.zonepulse.ledger.kpi.Ingredients;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;

/** Takes a KPI apart into the events that it is made of, by one replay of the log. */
public final class Explainer {

    private final AuditedLog log;
    private final CutHistory history;
    private final Zone zone;
    private final Odometer odometer;

    /** An explainer of what stands in that log, by the cuts of that history. */
    public Explainer(AuditedLog log, CutHistory history, Zone zone, Odometer odometer) {
        this.log = Objects.requireNonNull(log, "log");
        this.history = Objects.requireNonNull(history, "history");
        this.zone = Objects.requireNonNull(zone, "zone");
        this.odometer = Objects.requireNonNull(odometer, "odometer");
    }

    /**
     * Explains a KPI.
     *
     * @param asOf the day; null for the business day that was open at the cut
     * @param number the cut up to which the log is read; null for the latest
     * @throws LogIncomplete if there is no such cut, the log ends before it, or no day is named and none was open
     */
    public Explanation explain(Series series, @Nullable LocalDate asOf, @Nullable Long number) {
        Publication publication = new Publication(series, number == null ? history.latest() : number);
        history.each(publication::see);
        PublishedCut cut = publication.cut(history);
        LocalDate day = dayOf(asOf, cut);
        Gathering gathering = new Gathering(Ingredients.of(series), Math.toIntExact(day.toEpochDay()));
        ReplayRules rules = ReplayRules.live(zone, RefusedRecords.of(log));
        try (Replay replay = Replay.begin(log, rules, history.checkpoints(), gathering, odometer)) {
            replay.expect(cut);
            replay.advanceTo(cut);
            return new Explanation(
                    series,
                    day,
                    cut,
                    gathering.parts(Ingredients.named(series)),
                    Formulas.value(series, replay.book().flows().at(day)),
                    day.equals(cut.businessDay()) ? publication.amounts : null,
                    replay.inputDifferences(),
                    history);
        }
    }

    static LocalDate dayOf(@Nullable LocalDate asOf, PublishedCut cut) {
        LocalDate day = asOf == null ? cut.businessDay() : asOf;
        if (day == null) {
            throw new LogIncomplete("no business day was open at cut " + cut.number() + ": a day has to be named");
        }
        return day;
    }

    /** What was published of a KPI up to a cut. */
    private static final class Publication {
        private final String name;
        private final long number;
        private Amounts amounts = Amounts.NOTHING;
        private @Nullable PublishedCut cut;

        Publication(Series series, long number) {
            this.name = series.toString();
            this.number = number;
        }

        void see(PublishedCut next) {
            if (next.number() <= number) {
                amounts = next.changes().getOrDefault(name, amounts);
            }
            if (next.number() == number && cut == null) {
                cut = next;
            }
        }

        PublishedCut cut(CutHistory history) {
            if (cut == null) {
                throw new LogIncomplete("there is no cut " + number + ": the latest is " + history.latest());
            }
            return cut;
        }
    }
}

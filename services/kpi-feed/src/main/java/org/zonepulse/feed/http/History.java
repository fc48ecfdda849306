package org.zonepulse.feed.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.KpiState;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Series;

/**
 * One series over time.
 *
 * @param series whose
 * @param from the first day
 * @param to the last day
 * @param by the length of a period
 * @param points in order of time
 */
record History(Series series, LocalDate from, LocalDate to, Period by, List<Point> points) {

    /** More are no picture any more. */
    static final int MOST_POINTS = 4_000;

    /** Lengths of periods. */
    enum Period {
        DAY,
        MONTH,
        YEAR;

        /** The end of the period that a day lies in. */
        private LocalDate end(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case MONTH -> day.with(TemporalAdjusters.lastDayOfMonth());
                case YEAR -> day.with(TemporalAdjusters.lastDayOfYear());
            };
        }
    }

    /**
     * One period.
     *
     * @param date its last day
     * @param level the value at the end of that day
     * @param flow the sum of the flows within it; null for what a formula gives
     */
    record Point(LocalDate date, Kpi level, @Nullable Long flow) {}

    History {
        points = List.copyOf(points);
    }

    /**
     * The history that parameters ask for: up to the business day, by month, from the first flow on; by day, a year.
     *
     * @throws Refused if a parameter is wrong, or there would be too many points
     */
    static History of(KpiState state, Series series, Parameters parameters) {
        Period by = period(parameters.one("by", Amounts.name(Period.MONTH)));
        LocalDate asked = parameters.date("to");
        LocalDate to = asked == null ? state.businessDay().orElse(null) : asked;
        if (to == null) {
            throw new Refused(Problem.of(ProblemType.NO_CUT, "No business day is open"));
        }
        LocalDate first = parameters.date("from");
        LocalDate from = first == null ? beginning(state, series, by, to) : first;
        if (from.isAfter(to)) {
            throw new Refused(Problem.notOneOf("from", from.toString(), List.of("a day up to " + to)));
        }
        return new History(series, from, to, by, points(state, series, ends(from, to, by), from));
    }

    private static Period period(String name) {
        for (Period period : Period.values()) {
            if (Amounts.name(period).equals(name)) {
                return period;
            }
        }
        throw new Refused(Problem.notOneOf(
                "by", name, Arrays.stream(Period.values()).map(Amounts::name).toList()));
    }

    private static LocalDate beginning(KpiState state, Series series, Period by, LocalDate to) {
        if (by == Period.DAY) {
            return to.minusYears(1).plusDays(1);
        }
        Set<Series> of = series.measure().kind().isSummed() ? Set.of(series) : state.summedSeries();
        LocalDate first = state.firstMonth(of).map(month -> month.atDay(1)).orElse(to);
        return first.isBefore(to) ? first : YearMonth.from(to).atDay(1);
    }

    private static List<LocalDate> ends(LocalDate from, LocalDate to, Period by) {
        List<LocalDate> ends = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = ends.getLast().plusDays(1)) {
            if (ends.size() == MOST_POINTS) {
                throw new Refused(Problem.of(
                        ProblemType.TOO_MANY_POINTS,
                        "From " + from + " to " + to + " by " + Amounts.name(by) + " are more than " + MOST_POINTS
                                + " points"));
            }
            LocalDate end = by.end(day);
            ends.add(end.isAfter(to) ? to : end);
        }
        return ends;
    }

    private static List<Point> points(KpiState state, Series series, List<LocalDate> ends, LocalDate from) {
        boolean summed = series.measure().kind().isSummed();
        long before = summed ? state.levels(from.minusDays(1)).of(series) : 0;
        List<Point> points = new ArrayList<>(ends.size());
        for (LocalDate end : ends) {
            Kpi level = state.asOf(series, end);
            Long amount = level.amount();
            if (summed && amount != null) {
                points.add(new Point(end, level, amount - before));
                before = amount;
            } else {
                points.add(new Point(end, level, null));
            }
        }
        return points;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStringField("measure", series.measure().id());
        json.writeStringField("scope", series.scope().toString());
        json.writeStringField("unit", Amounts.name(series.measure().unit()));
        Json.date(json, "from", from);
        Json.date(json, "to", to);
        json.writeStringField("by", Amounts.name(by));
        json.writeArrayFieldStart("points");
        for (Point point : points) {
            json.writeStartObject();
            Json.date(json, "date", point.date);
            Json.text(json, "amount", Amounts.text(point.level));
            Json.text(json, "flow", flow(point));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    Table table() {
        Table table = new Table("date", "amount", "flow");
        points.forEach(point -> table.row(point.date.toString(), Amounts.text(point.level), flow(point)));
        return table;
    }

    private @Nullable String flow(Point point) {
        return Amounts.text(series.measure().unit(), point.flow);
    }
}

package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.KpiState;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.sandbox.referenceyear.Expected;
import org.zonepulse.sandbox.referenceyear.PublishedFigure;
import org.zonepulse.sandbox.referenceyear.PublishedFigures;

/**
 * The published figures beside those that the pipeline has computed.
 *
 * @param rows the figures, in the order in which they were published
 */
record FigureTable(List<Row> rows) {

    private static final String MET = "✓";
    private static final String DIFFERS = "✗";
    private static final String NOTHING = "–";

    /** How a figure compares. */
    enum Verdict {
        MET,
        DIFFERS,
        /** The catalogue doesn't have it yet. */
        LATER
    }

    /**
     * One figure.
     *
     * @param computed null where the pipeline has no value
     */
    record Row(PublishedFigure figure, @Nullable Kpi computed, Verdict verdict) {}

    FigureTable {
        rows = List.copyOf(rows);
    }

    /** Compares with what the view shows: with the current values, or those of that day where it is past. */
    static FigureTable compare(PublishedFigures published, Zone zone, KpiState state) {
        boolean isToday = state.businessDay().filter(published.asOf()::equals).isPresent();
        Function<Series, @Nullable Kpi> values =
                series -> isToday ? state.current(series).orElse(null) : state.asOf(series, published.asOf());
        List<Row> rows = new ArrayList<>();
        for (PublishedFigure figure : published.figures()) {
            Kpi computed = figure.series().map(values).orElse(null);
            rows.add(new Row(figure, computed, verdict(figure, zone, values)));
        }
        return new FigureTable(rows);
    }

    private static Verdict verdict(PublishedFigure figure, Zone zone, Function<Series, @Nullable Kpi> values) {
        if (figure.later()) {
            return Verdict.LATER;
        }
        return figure.isMetBy(zone, values) ? Verdict.MET : Verdict.DIFFERS;
    }

    /** Whether every figure that isn't marked later is met exactly. */
    boolean isMet() {
        return count(Verdict.DIFFERS) == 0;
    }

    private long count(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict == verdict).count();
    }

    /** Whether any figure is met: where the reference year isn't, none is. */
    boolean hasAny() {
        return count(Verdict.MET) > 0;
    }

    /** The rows as machines read them; amounts are exact decimal text. */
    void write(JsonGenerator out) throws IOException {
        out.writeNumberField("figuresMet", count(Verdict.MET));
        out.writeNumberField("figuresCompared", rows.size() - count(Verdict.LATER));
        out.writeArrayFieldStart("figures");
        for (Row row : rows) {
            out.writeStartObject();
            out.writeStringField("measure", row.figure.measure());
            out.writeStringField("scope", row.figure.scope());
            out.writeStringField("published", exact(row.figure.expected()));
            String computed = row.computed == null ? null : KpiText.exact(row.computed);
            if (computed == null) {
                out.writeNullField("computed");
            } else {
                out.writeStringField("computed", computed);
            }
            out.writeStringField("verdict", row.verdict.name().toLowerCase(Locale.ROOT));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static String exact(Expected expected) {
        return switch (expected) {
            case Expected.Count count -> Long.toString(count.number());
            case Expected.Amount amount ->
                BigDecimal.valueOf(amount.money().minor(), 2).toPlainString();
            case Expected.Ratio ratio -> ratio.value().toPlainString();
            case Expected.Members members -> Integer.toString(members.names().size());
        };
    }

    /** The table as people read it. */
    String in(Words words, KpiText text) {
        TextTable table = new TextTable(false, false, true, true, false, false);
        table.row(
                "",
                words.say("figures.measure"),
                words.say("figures.published"),
                words.say("figures.computed"),
                words.say("figures.scope"),
                words.say("figures.wording"));
        for (Row row : rows) {
            table.row(
                    mark(row.verdict, words),
                    name(row.figure, text),
                    expected(row.figure.expected()),
                    row.computed == null ? NOTHING : text.value(row.computed),
                    row.figure.scope(),
                    wording(row.figure));
        }
        return table
                + words.say("figures.summary", count(Verdict.MET), rows.size() - count(Verdict.LATER))
                + words.say("figures.later", count(Verdict.LATER));
    }

    private static String mark(Verdict verdict, Words words) {
        return switch (verdict) {
            case MET -> MET;
            case DIFFERS -> DIFFERS;
            case LATER -> words.say("figures.isLater");
        };
    }

    private static String name(PublishedFigure figure, KpiText text) {
        return Optional.ofNullable(Measure.byId(figure.measure()))
                .map(text::name)
                .orElse(figure.measure());
    }

    private static String expected(Expected expected) {
        return switch (expected) {
            case Expected.Count count -> KpiText.count(count.number());
            case Expected.Amount amount -> KpiText.money(amount.money().minor());
            case Expected.Ratio ratio -> KpiText.percent(ratio.value());
            case Expected.Members members -> KpiText.count(members.names().size());
        };
    }

    private static String wording(PublishedFigure figure) {
        return figure.expected() instanceof Expected.Members members
                ? String.join(", ", members.names())
                : figure.wording();
    }
}

package org.zonepulse.feed.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;

/**
 * A value as answers have it.
 *
 * @param kpi the value
 * @param before the value of the same series that it is compared with; null if it isn't compared
 */
record KpiRow(Kpi kpi, @Nullable Kpi before) {

    private static final List<String> HEADINGS =
            List.of("measure", "scope", "unit", "kind", "amount", "currency", "numerator", "denominator");
    private static final List<String> COMPARED = List.of("before", "difference", "percent", "points");

    /** A value that isn't compared. */
    static KpiRow of(Kpi kpi) {
        return new KpiRow(kpi, null);
    }

    /** Writes the value as an object. */
    void write(JsonGenerator json, String currency) throws IOException {
        Measure measure = kpi.series().measure();
        json.writeStartObject();
        json.writeStringField("measure", measure.id());
        json.writeStringField("scope", kpi.series().scope().toString());
        json.writeStringField("unit", Amounts.name(measure.unit()));
        json.writeStringField("kind", Amounts.name(measure.kind()));
        Json.text(json, "amount", Amounts.text(kpi));
        if (measure.unit() == Measure.Unit.MONEY) {
            json.writeStringField("currency", currency);
        }
        if (measure.kind() == Measure.Kind.RATIO) {
            Json.text(json, "numerator", count(kpi.numerator()));
            Json.text(json, "denominator", count(kpi.denominator()));
        }
        if (before != null) {
            Json.text(json, "before", Amounts.text(before));
            Json.text(json, "difference", Amounts.difference(measure.unit(), before.amount(), kpi.amount()));
            Json.text(json, "percent", Amounts.percent(before.amount(), kpi.amount()));
            if (measure.unit() == Measure.Unit.RATIO) {
                Json.text(json, "points", Amounts.points(measure.unit(), before.amount(), kpi.amount()));
            }
        }
        json.writeEndObject();
    }

    /** The rows as a table, in their order. */
    static Table table(List<KpiRow> rows, String currency, boolean compared) {
        List<String> headings = new ArrayList<>(HEADINGS);
        if (compared) {
            headings.addAll(COMPARED);
        }
        Table table = new Table(headings.toArray(String[]::new));
        rows.forEach(row -> table.row(row.cells(currency, compared)));
        return table;
    }

    private @Nullable String[] cells(String currency, boolean compared) {
        Measure measure = kpi.series().measure();
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(measure.id());
        cells.add(kpi.series().scope().toString());
        cells.add(Amounts.name(measure.unit()));
        cells.add(Amounts.name(measure.kind()));
        cells.add(Amounts.text(kpi));
        cells.add(measure.unit() == Measure.Unit.MONEY ? currency : null);
        cells.add(count(kpi.numerator()));
        cells.add(count(kpi.denominator()));
        if (compared) {
            Long was = before == null ? null : before.amount();
            cells.add(Amounts.text(measure.unit(), was));
            cells.add(Amounts.difference(measure.unit(), was, kpi.amount()));
            cells.add(Amounts.percent(was, kpi.amount()));
            cells.add(Amounts.points(measure.unit(), was, kpi.amount()));
        }
        return cells.toArray(new @Nullable String[0]);
    }

    private static @Nullable String count(@Nullable Long count) {
        return count == null ? null : count.toString();
    }
}

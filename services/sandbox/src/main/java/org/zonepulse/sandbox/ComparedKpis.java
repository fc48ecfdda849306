package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.whatif.ComparedKpi;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Series;

/**
 * KPIs as they are beside what they would be, for people and for machines.
 *
 * @param kpis all that were compared
 * @param currency ISO 4217 code of amounts
 * @param selection which KPIs are asked for
 * @param all whether those that don't differ are shown, too
 */
record ComparedKpis(List<ComparedKpi> kpis, String currency, KpiSelection selection, boolean all) {

    private static final String NONE = "–";

    /** A ratio's amount in percent. */
    private static final int RATIO_DECIMALS = 4;

    private static final Comparator<ComparedKpi> MAIN_FIRST =
            Comparator.comparing(kpi -> !KpiSelection.isMain(kpi.series().scope()));

    ComparedKpis {
        kpis = List.copyOf(kpis);
    }

    private List<ComparedKpi> asked() {
        return kpis.stream()
                .filter(kpi -> selection.includes(kpi.series()))
                .filter(kpi -> all || kpi.differs())
                .sorted(MAIN_FIRST)
                .toList();
    }

    /**
     * How many differ, and a table of them.
     *
     * @param columns their headings, with commas between
     * @param limit of rows
     */
    String text(Words words, String columns, int limit) {
        List<ComparedKpi> asked = asked();
        long differing = kpis.stream()
                .filter(kpi -> selection.includes(kpi.series()) && kpi.differs())
                .count();
        StringBuilder text = new StringBuilder(words.say("audit.whatIf.differing", KpiText.count(differing)));
        if (asked.isEmpty()) {
            return text.toString();
        }
        KpiText form = new KpiText(words.isChinese(), currency);
        TextTable table = new TextTable(false, false, true, true, true, false);
        table.row(columns.split(",", -1));
        for (ComparedKpi kpi : asked.stream().limit(limit).toList()) {
            table.row(
                    form.name(kpi.series().measure()),
                    Printable.of(kpi.series().scope().toString()),
                    KpiText.exactOf(kpi(kpi.series(), kpi.live())),
                    KpiText.exactOf(kpi(kpi.series(), kpi.other())),
                    difference(kpi, words),
                    form.unit(kpi(kpi.series(), Amounts.NOTHING)));
        }
        text.append('\n').append(table);
        if (asked.size() > limit) {
            text.append(words.say("audit.whatIf.more", KpiText.count(asked.size() - limit)));
        }
        return text.toString();
    }

    private static Kpi kpi(Series series, Amounts amounts) {
        return new Kpi(series, amounts.amount(), amounts.numerator(), amounts.denominator());
    }

    /** With its sign; of ratios in percentage points. */
    private static String difference(ComparedKpi kpi, Words words) {
        Long difference = kpi.difference();
        if (difference == null) {
            return NONE;
        }
        String sign = difference > 0 ? "+" : "";
        return kpi.series().measure().unit() == Measure.Unit.RATIO
                ? sign
                        + BigDecimal.valueOf(difference, RATIO_DECIMALS).toPlainString()
                        + words.say("audit.whatIf.percentagePoints")
                : sign + KpiText.exactOf(kpi(kpi.series(), new Amounts(difference, null, null)));
    }

    /** Writes the array of those that are asked for. */
    void write(String field, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (ComparedKpi kpi : asked()) {
            write(kpi, json);
        }
        json.writeEndArray();
    }

    private static void write(ComparedKpi kpi, JsonGenerator json) throws IOException {
        Measure measure = kpi.series().measure();
        Long difference = kpi.difference();
        json.writeStartObject();
        json.writeStringField("measure", measure.id());
        json.writeStringField("scope", kpi.series().scope().toString());
        json.writeStringField("unit", measure.unit().name().toLowerCase(Locale.ROOT));
        text("live", KpiText.exact(kpi(kpi.series(), kpi.live())), json);
        text("other", KpiText.exact(kpi(kpi.series(), kpi.other())), json);
        text(
                "difference",
                difference == null ? null : KpiText.exact(kpi(kpi.series(), new Amounts(difference, null, null))),
                json);
        json.writeEndObject();
    }

    private static void text(String name, @Nullable String value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }
}

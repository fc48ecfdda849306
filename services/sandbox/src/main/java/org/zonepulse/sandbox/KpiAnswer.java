package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.PublishedCut;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Series;

/**
 * Some KPIs of one cut, for people or for machines.
 *
 * @param cut the cut that they are of; null if none was published yet
 * @param asOf the day that they are of; null before the first business day
 * @param currency of amounts of money; empty where there are none yet
 * @param openAnomalies contradictions in enterprises' histories
 * @param values the values, in order
 */
record KpiAnswer(
        @Nullable PublishedCut cut, @Nullable LocalDate asOf, String currency, int openAnomalies, List<Kpi> values) {
    KpiAnswer {
        values = List.copyOf(values);
    }

    /** @param asOf null for the current values */
    static KpiAnswer of(KpiState state, KpiSelection selection, @Nullable LocalDate asOf) {
        return new KpiAnswer(
                state.cut().orElse(null),
                asOf == null ? state.businessDay().orElse(null) : asOf,
                state.currency().orElse(""),
                state.openAnomalies(),
                selection.of(asOf == null ? state.current() : state.asOf(asOf)));
    }

    String table(Words words) {
        if (cut == null) {
            return words.say("kpi.noCut");
        }
        KpiText text = new KpiText(words.isChinese(), currency);
        String published = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                cut.publishedAt().truncatedTo(ChronoUnit.MILLIS).atZone(ZoneId.systemDefault()));
        String head = words.say("kpi.head", cut.number(), published, asOf == null ? "–" : asOf);
        if (values.isEmpty()) {
            return head + words.say(asOf == null ? "kpi.noDay" : "kpi.none");
        }
        TextTable table = new TextTable(false, false, true, false);
        for (Kpi kpi : values) {
            table.row(
                    text.name(kpi.series().measure()),
                    kpi.series().scope().toString(),
                    text.value(kpi),
                    text.unit(kpi));
        }
        return head + table + words.say("kpi.anomalies", openAnomalies);
    }

    /** The same without those values that were the same before. */
    KpiAnswer changedSince(KpiAnswer before) {
        Set<Kpi> same = new HashSet<>(before.values);
        return new KpiAnswer(
                cut,
                asOf,
                currency,
                openAnomalies,
                values.stream().filter(kpi -> !same.contains(kpi)).toList());
    }

    /** A line for each value, with what it differs by from an earlier answer's. */
    String lines(KpiAnswer before, Words words) {
        KpiText text = new KpiText(words.isChinese(), currency);
        Map<Series, Kpi> earlier = new HashMap<>();
        before.values.forEach(kpi -> earlier.put(kpi.series(), kpi));
        StringBuilder lines = new StringBuilder();
        for (Kpi kpi : values) {
            Kpi was = earlier.get(kpi.series());
            String unit = text.unit(kpi);
            lines.append(cut == null ? 0 : cut.number())
                    .append("  ")
                    .append(asOf == null ? "–" : asOf)
                    .append("  ")
                    .append(text.name(kpi.series().measure()))
                    .append("  ")
                    .append(kpi.series().scope())
                    .append("  ")
                    .append(text.value(kpi))
                    .append(unit.isEmpty() ? "" : " " + unit)
                    .append(was == null ? "" : difference(was, kpi))
                    .append('\n');
        }
        return lines.toString();
    }

    /** Of ratios in percentage points; nothing where one of the two has no value. */
    private static String difference(Kpi was, Kpi is) {
        Long before = was.amount();
        Long now = is.amount();
        return before == null || now == null
                ? ""
                : "  " + (now < before ? "" : "+")
                        + KpiText.value(is.series().measure().unit(), now - before);
    }

    /** Amounts are exact decimal text, since many a reader of JSON makes binary fractions of numbers. */
    String json() {
        return json(true);
    }

    /** The same in one line. */
    String jsonLine() {
        return json(false);
    }

    private String json(boolean pretty) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            if (pretty) {
                json.useDefaultPrettyPrinter();
            }
            json.writeStartObject();
            if (cut == null) {
                json.writeNullField("cut");
            } else {
                json.writeNumberField("cut", cut.number());
                json.writeStringField("publishedAt", cut.publishedAt().toString());
            }
            text(json, "asOf", asOf);
            json.writeNumberField("openAnomalies", openAnomalies);
            json.writeArrayFieldStart("values");
            for (Kpi kpi : values) {
                write(json, kpi);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    private void write(JsonGenerator json, Kpi kpi) throws IOException {
        Measure measure = kpi.series().measure();
        json.writeStartObject();
        json.writeStringField("measure", measure.id());
        json.writeStringField("scope", kpi.series().scope().toString());
        json.writeStringField("nameEn", measure.label().en());
        json.writeStringField("nameZh", measure.label().zh());
        json.writeStringField("unit", measure.unit().name().toLowerCase(Locale.ROOT));
        text(json, "amount", KpiText.exact(kpi));
        if (measure.unit() == Measure.Unit.MONEY) {
            text(json, "currency", currency.isEmpty() ? null : currency);
        }
        if (measure.kind() == Measure.Kind.RATIO) {
            text(json, "numerator", kpi.numerator());
            text(json, "denominator", kpi.denominator());
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value.toString());
        }
    }
}

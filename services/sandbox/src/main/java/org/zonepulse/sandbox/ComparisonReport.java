package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.asof.Comparison;
import org.zonepulse.audit.asof.EffectFile;
import org.zonepulse.audit.asof.EventEffects;
import org.zonepulse.audit.asof.KpiAtBothTimes;
import org.zonepulse.audit.explain.ExactText;
import org.zonepulse.audit.explain.SeenEvent;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;

/**
 * What was said then, and is known now, for people or for machines.
 *
 * @param comparison what is told
 * @param zone the zone
 * @param all whether KPIs that are the same are shown, too
 */
record ComparisonReport(Comparison comparison, Zone zone, boolean all) {

    String text(Words words) {
        KpiText kpis = new KpiText(words.isChinese(), zone.currency());
        StringBuilder text = new StringBuilder();
        PublishedCut then = comparison.then();
        text.append(
                then == null
                        ? words.say("asOf.nothing", comparison.date())
                        : words.say("asOf.head", comparison.date(), then.number(), Moment.text(then.publishedAt())));
        text.append(words.say(
                "asOf.now",
                comparison.now().number(),
                Moment.text(comparison.now().publishedAt())));
        if (then != null && comparison.wasAboutTheFuture()) {
            text.append(
                    then.businessDay() == null
                            ? words.say("asOf.beforeAnyDay")
                            : words.say("asOf.future", then.businessDay()));
        }
        writeKpis(text, kpis, words);
        writeEvents(text, kpis, words);
        text.append('\n');
        text.append(
                comparison.notAddingUp().isEmpty()
                        ? words.say("asOf.addsUp")
                        : words.say("asOf.addsUpNot", names(comparison.notAddingUp())));
        if (!comparison.notAsPublished().isEmpty()) {
            text.append(words.say("asOf.notAsPublished", names(comparison.notAsPublished())));
        }
        ExplanationReport.writeLogDifferences(comparison.logDifferences(), text, words);
        return text.toString();
    }

    private static String names(List<Series> series) {
        return series.stream().map(each -> Printable.of(each.toString())).collect(Collectors.joining(", "));
    }

    private List<KpiAtBothTimes> shown() {
        return comparison.kpis().stream().filter(kpi -> all || kpi.differs()).toList();
    }

    private void writeKpis(StringBuilder text, KpiText kpis, Words words) {
        List<KpiAtBothTimes> shown = shown();
        text.append('\n');
        if (!shown.isEmpty()) {
            TextTable table = new TextTable(false, false, true, true, true, false);
            table.row("", "", words.say("asOf.said"), words.say("asOf.known"), words.say("asOf.difference"), "");
            for (KpiAtBothTimes kpi : shown) {
                Measure.Unit unit = kpi.series().measure().unit();
                table.row(
                        kpis.name(kpi.series().measure()),
                        Printable.of(kpi.series().scope().toString()),
                        value(unit, kpi.said().amount()),
                        value(unit, kpi.known().amount()),
                        signed(unit, kpi.difference()),
                        kpis.unit(unit, null));
            }
            text.append(table);
        }
        int same = comparison.kpis().size() - shown.size();
        if (same > 0) {
            text.append(words.say(shown.isEmpty() ? "asOf.allSame" : "asOf.same", KpiText.count(same)));
        }
    }

    private static String value(Measure.Unit unit, @Nullable Long amount) {
        return amount == null ? "–" : KpiText.value(unit, amount);
    }

    private static String signed(Measure.Unit unit, @Nullable Long amount) {
        return amount == null ? "" : (amount > 0 ? "+" : "") + KpiText.value(unit, amount);
    }

    private void writeEvents(StringBuilder text, KpiText kpis, Words words) {
        text.append('\n').append(words.say("asOf.events", KpiText.count(comparison.events())));
        FactText facts = new FactText(words, zone);
        for (EventEffects effects : comparison.largest()) {
            SeenEvent seen = effects.seen();
            text.append("  %s  %s  %s  %s%n"
                    .formatted(
                            seen.event().occurredOn(),
                            Printable.of(seen.event().enterpriseId()),
                            Printable.of(seen.event().fact().subject().toString()),
                            facts.of(seen.event().fact())));
            OptionalLong cut = comparison.history().firstWith(seen.topicPartition(), seen.offset());
            text.append("              %s  %s  %s%n"
                    .formatted(
                            seen.place(),
                            cut.isPresent() ? words.say("audit.knownSince", cut.getAsLong()) : "",
                            Printable.of(
                                    seen.event().source() + "/" + seen.event().eventId())));
            List<String> texts = new ArrayList<>();
            effects.effects()
                    .forEach((series, amount) -> texts.add(kpis.name(series.measure())
                            + ("zone".equals(series.scope().toString())
                                    ? ""
                                    : " " + Printable.of(series.scope().toString()))
                            + " "
                            + signed(series.measure().unit(), amount)));
            text.append("              → ").append(String.join("; ", texts)).append('\n');
        }
        long more = comparison.events() - comparison.largest().size();
        if (more > 0) {
            text.append("  ")
                    .append(words.say("asOf.moreEvents", KpiText.count(more)))
                    .append('\n');
        }
    }

    /** Writes the fields of the answer as JSON. */
    void json(JsonGenerator json) throws IOException {
        json.writeStringField("date", comparison.date().toString());
        write("then", comparison.then(), json);
        write("now", comparison.now(), json);
        json.writeBooleanField("aboutTheFuture", comparison.wasAboutTheFuture());
        json.writeArrayFieldStart("kpis");
        for (KpiAtBothTimes kpi : shown()) {
            write(kpi, json);
        }
        json.writeEndArray();
        json.writeNumberField("events", comparison.events());
        json.writeArrayFieldStart("largest");
        for (EventEffects effects : comparison.largest()) {
            json.writeStartObject();
            EffectFile.write(effects, comparison.history(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        write("notAddingUp", comparison.notAddingUp(), json);
        write("notAsPublished", comparison.notAsPublished(), json);
        json.writeBooleanField("logAsStated", comparison.logDifferences().isEmpty());
    }

    private static void write(String name, @Nullable PublishedCut cut, JsonGenerator json) throws IOException {
        if (cut == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("cut", cut.number());
        json.writeStringField("publishedAt", cut.publishedAt().toString());
        json.writeStringField(
                "businessDay",
                cut.businessDay() == null ? null : cut.businessDay().toString());
        json.writeEndObject();
    }

    private static void write(KpiAtBothTimes kpi, JsonGenerator json) throws IOException {
        Measure measure = kpi.series().measure();
        json.writeStartObject();
        json.writeStringField("measure", measure.id());
        json.writeStringField("scope", kpi.series().scope().toString());
        json.writeStringField("unit", measure.unit().name().toLowerCase(Locale.ROOT));
        write("said", measure, kpi.said(), json);
        write("known", measure, kpi.known(), json);
        json.writeStringField("difference", ExactText.of(measure.unit(), kpi.difference()));
        json.writeEndObject();
    }

    private static void write(String name, Measure measure, Amounts amounts, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("amount", ExactText.of(measure.unit(), amounts.amount()));
        if (measure.kind() == Measure.Kind.RATIO) {
            json.writeObjectField("numerator", amounts.numerator());
            json.writeObjectField("denominator", amounts.denominator());
        }
        json.writeEndObject();
    }

    private static void write(String name, List<Series> series, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (Series each : series) {
            json.writeString(each.toString());
        }
        json.writeEndArray();
    }
}

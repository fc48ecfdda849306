package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.InputDifference;
import org.zonepulse.audit.whatif.Exclusion;
import org.zonepulse.audit.whatif.OtherCounts;
import org.zonepulse.audit.whatif.WhatIfReport;
import org.zonepulse.audit.whatif.WhatIfReport.Disagreement;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;

/**
 * What would be otherwise, for people and for machines.
 *
 * @param report what was found
 * @param live the pipeline's zone
 * @param selection which KPIs are asked for
 * @param all whether those that don't differ are shown, too
 */
record WhatIfText(WhatIfReport report, Zone live, KpiSelection selection, boolean all) {

    private static final String NONE = "–";
    /** Exclusions and disagreements that a text names; JSON has all. */
    private static final int MOST_NAMED = 10;

    String table(Words words, int limit) {
        StringBuilder text = new StringBuilder();
        text.append(words.say(
                "audit.whatIf.head",
                report.cut(),
                Moment.text(report.publishedAt()),
                report.businessDay() == null ? NONE : report.businessDay(),
                report.log()));
        addAlternative(text, words);
        text.append(words.say(
                "audit.whatIf.records",
                KpiText.count(report.live().records()),
                KpiText.count(report.live().taken()),
                KpiText.count(report.other().taken()),
                KpiText.count(report.other().excluded())));
        addZoneCounts(text, words);
        if (!report.unmet().isEmpty()) {
            text.append(words.say("audit.whatIf.unmet", named(report.unmet(), words)));
        }
        return report.isSound()
                ? text.append(kpis().text(words, words.say("audit.whatIf.columns"), limit))
                        .toString()
                : addUnsound(text, words);
    }

    private void addAlternative(StringBuilder text, Words words) {
        int nothing = text.length();
        Zone zone = report.alternative().zone();
        if (!zone.equals(live)) {
            text.append(words.say(
                    "audit.whatIf.otherZone",
                    zone.id(),
                    words.isChinese() ? zone.name().zh() : zone.name().en()));
        }
        addDefinitions(text, words, report.alternative().definitions(), Definitions.STANDARD);
        List<Exclusion> exclusions = report.alternative().exclusions().all();
        if (!exclusions.isEmpty()) {
            text.append(words.say("audit.whatIf.without", named(exclusions, words)));
        }
        if (text.length() == nothing) {
            text.append(words.say("audit.whatIf.same"));
        }
    }

    private static void addDefinitions(StringBuilder text, Words words, Definitions other, Definitions standard) {
        if (other.expiringDays() != standard.expiringDays()) {
            text.append(words.say("audit.whatIf.expiringDays", other.expiringDays(), standard.expiringDays()));
        }
        if (!other.staying().isEmpty()) {
            text.append(words.say("audit.whatIf.staying", ids(other.staying())));
        }
        if (!other.writtenOffLeaves()) {
            text.append(words.say("audit.whatIf.writtenOff"));
        }
        if (!other.ladder().equals(standard.ladder())) {
            text.append(words.say("audit.whatIf.ladder", kinds(other.ladder()), kinds(standard.ladder())));
        }
        if (other.longestStepMonths() != standard.longestStepMonths()) {
            text.append(words.say("audit.whatIf.longestStep", other.longestStepMonths(), standard.longestStepMonths()));
        }
    }

    private static String ids(Set<Measure> measures) {
        return measures.stream().map(Measure::id).sorted().collect(Collectors.joining(", "));
    }

    private static String kinds(Set<CertificateKind> kinds) {
        return kinds.isEmpty()
                ? NONE
                : kinds.stream().sorted().map(CertificateKind::id).collect(Collectors.joining(", "));
    }

    private static String named(Collection<Exclusion> exclusions, Words words) {
        String names = exclusions.stream()
                .limit(MOST_NAMED)
                .map(exclusion -> Printable.of(exclusion.toString()))
                .collect(Collectors.joining(", "));
        return exclusions.size() > MOST_NAMED
                ? names + words.say("audit.verify.moreRanges", exclusions.size() - MOST_NAMED)
                : names;
    }

    private void addZoneCounts(StringBuilder text, Words words) {
        OtherCounts other = report.other();
        if (!other.refused().isEmpty()) {
            String reasons = new TreeMap<>(other.refused())
                    .entrySet().stream()
                            .map(each -> each.getKey() + " " + KpiText.count(each.getValue()))
                            .collect(Collectors.joining(", "));
            long sum =
                    other.refused().values().stream().mapToLong(Long::longValue).sum();
            text.append(words.say("audit.whatIf.refused", KpiText.count(sum), reasons));
        }
        if (other.admitted() > 0) {
            text.append(words.say("audit.whatIf.admitted", KpiText.count(other.admitted())));
        }
    }

    private String addUnsound(StringBuilder text, Words words) {
        text.append('\n')
                .append(words.say(
                        "audit.whatIf.unsound",
                        KpiText.count(report.disagreements().size()),
                        KpiText.count(report.inputDifferences().size())));
        TextTable table = new TextTable(false, true, true);
        table.row(words.say("audit.whatIf.unsoundColumns").split(",", -1));
        for (Disagreement each :
                report.disagreements().stream().limit(MOST_NAMED).toList()) {
            table.row(
                    Printable.of(each.kpi()),
                    value(each.kpi(), each.published()),
                    value(each.kpi(), each.recomputed()));
        }
        for (InputDifference each :
                report.inputDifferences().stream().limit(MOST_NAMED).toList()) {
            String range = each.stated().partition().topic() + "/"
                    + each.stated().partition().partition() + "/" + each.from() + "–"
                    + (each.stated().nextOffset() - 1);
            table.row(range, NONE, NONE);
        }
        return text.append(table)
                .append(words.say("audit.whatIf.unsoundRemedy"))
                .toString();
    }

    private static String value(String kpi, Amounts amounts) {
        Series series = Series.parse(kpi);
        return series == null ? String.valueOf(amounts.amount()) : KpiText.exactOf(kpi(series, amounts));
    }

    private ComparedKpis kpis() {
        return new ComparedKpis(report.kpis(), live.currency(), selection, all);
    }

    private static Kpi kpi(Series series, Amounts amounts) {
        return new Kpi(series, amounts.amount(), amounts.numerator(), amounts.denominator());
    }

    /** Writes the fields of the answer as JSON. */
    void json(JsonGenerator json) throws IOException {
        json.writeStringField("report", "what-if");
        json.writeStringField("log", report.log());
        json.writeStringField("zone", live.id());
        json.writeBooleanField("sound", report.isSound());
        json.writeNumberField("cut", report.cut());
        json.writeStringField("publishedAt", report.publishedAt().toString());
        json.writeStringField(
                "businessDay",
                report.businessDay() == null ? null : report.businessDay().toString());
        json.writeStringField("currency", live.currency());
        writeAlternative(json);
        writeRecords(json);
        write("unmet", report.unmet(), json);
        kpis().write("kpis", json);
        writeUnsound(json);
    }

    private void writeAlternative(JsonGenerator json) throws IOException {
        Definitions definitions = report.alternative().definitions();
        json.writeObjectFieldStart("alternative");
        json.writeStringField("zone", report.alternative().zone().id());
        json.writeBooleanField("zoneDiffers", !report.alternative().zone().equals(live));
        json.writeObjectFieldStart("definitions");
        json.writeNumberField("expiringDays", definitions.expiringDays());
        json.writeArrayFieldStart("staying");
        for (Measure measure : definitions.staying().stream().sorted().toList()) {
            json.writeString(measure.id());
        }
        json.writeEndArray();
        json.writeStringField("writtenOffPrincipal", definitions.writtenOffLeaves() ? "leaves" : "stays");
        json.writeArrayFieldStart("growthLadder");
        for (CertificateKind kind : definitions.ladder().stream().sorted().toList()) {
            json.writeString(kind.id());
        }
        json.writeEndArray();
        json.writeNumberField("longestStepMonths", definitions.longestStepMonths());
        json.writeEndObject();
        write("excluded", report.alternative().exclusions().all(), json);
        json.writeEndObject();
    }

    private static void write(String name, List<Exclusion> exclusions, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (Exclusion exclusion : exclusions) {
            json.writeString(exclusion.toString());
        }
        json.writeEndArray();
    }

    private void writeRecords(JsonGenerator json) throws IOException {
        OtherCounts other = report.other();
        json.writeObjectFieldStart("records");
        json.writeNumberField("read", report.live().records());
        json.writeNumberField("liveEvents", report.live().taken());
        json.writeNumberField("liveRepeats", report.live().repeats());
        json.writeNumberField("otherEvents", other.taken());
        json.writeNumberField("otherRepeats", other.repeats());
        json.writeNumberField("excluded", other.excluded());
        json.writeNumberField("admitted", other.admitted());
        json.writeObjectFieldStart("refused");
        for (Map.Entry<RejectionReason, Long> each : new TreeMap<>(other.refused()).entrySet()) {
            json.writeNumberField(each.getKey().name(), each.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeUnsound(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("disagreements");
        for (Disagreement each : report.disagreements()) {
            Series series = Series.parse(each.kpi());
            json.writeStartObject();
            json.writeStringField("kpi", each.kpi());
            text("published", series == null ? null : KpiText.exact(kpi(series, each.published())), json);
            text("recomputed", series == null ? null : KpiText.exact(kpi(series, each.recomputed())), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("alteredInput");
        for (InputDifference each : report.inputDifferences()) {
            json.writeStartObject();
            json.writeNumberField("cut", each.cut());
            json.writeStringField("topic", each.stated().partition().topic());
            json.writeNumberField("partition", each.stated().partition().partition());
            json.writeNumberField("from", each.from());
            json.writeNumberField("until", each.stated().nextOffset());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void text(String name, @Nullable String value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }
}

package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.Position;
import org.zonepulse.audit.replay.ReplayCounts;
import org.zonepulse.audit.verify.Difference;
import org.zonepulse.audit.verify.Range;
import org.zonepulse.audit.verify.VerificationReport;
import org.zonepulse.audit.verify.ZonesStated;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.kpi.MonthFlows;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;

/** A verification's report, for people and for machines. */
record VerificationText(VerificationReport report, Zone zone) {

    private static final String NOTHING = "–";
    private static final int MOST_RANGES = 4;

    String table(Words words, int limit) {
        StringBuilder text = new StringBuilder();
        text.append(words.say(
                "audit.verify.head",
                report.cut(),
                Moment.text(report.publishedAt()),
                report.businessDay() == null ? NOTHING : report.businessDay(),
                report.log()));
        text.append(words.say(
                "audit.verify.compared",
                KpiText.count(report.cuts()),
                KpiText.count(report.values()),
                KpiText.count(report.days()),
                KpiText.count(report.months()),
                KpiText.count(report.ranges())));
        ReplayCounts counts = report.counts();
        text.append(words.say(
                "audit.verify.records",
                KpiText.count(counts.records()),
                KpiText.count(counts.taken()),
                KpiText.count(counts.repeats()),
                KpiText.count(counts.elsewhere()),
                KpiText.count(refused(counts))));
        VerificationReport.Anomalies anomalies = report.anomalies();
        text.append(
                anomalies == null
                        ? words.say("audit.verify.noAnomalies")
                        : words.say(
                                "audit.verify.anomalies",
                                KpiText.count(anomalies.compared()),
                                KpiText.count(anomalies.leftOut())));
        if (report.monthsGone() > 0) {
            text.append(words.say(
                    "audit.verify.gone",
                    KpiText.count(report.monthsGone()),
                    KpiText.count(report.monthsGone() + report.months())));
        }
        if (report.valuesGone() > 0) {
            text.append(words.say("audit.verify.valuesGone", KpiText.count(report.valuesGone())));
        }
        text.append(zones(words));
        if (counts.refusedThen() > 0) {
            text.append(words.say("audit.verify.refusedThen", KpiText.count(counts.refusedThen())));
        }
        if (counts.acceptedThen() > 0) {
            text.append(words.say("audit.verify.acceptedThen", KpiText.count(counts.acceptedThen())));
        }
        if (report.isEqual()) {
            return text.append(words.say(report.leavesOut() ? "audit.verify.equalSoFar" : "audit.verify.equal"))
                    .toString();
        }
        text.append(words.say("audit.verify.different", KpiText.count(report.allDifferences())));
        TextTable table = new TextTable(false, true, true, true, false);
        table.row(words.say("audit.verify.columns").split(",", -1));
        report.differences().stream()
                .limit(limit)
                .forEach(difference -> rows(difference, words).forEach(table::row));
        text.append(table);
        if (report.allDifferences() > limit) {
            text.append(words.say("audit.verify.more", KpiText.count(report.allDifferences() - limit)));
        }
        return text.toString().stripTrailing();
    }

    private String zones(Words words) {
        ZonesStated zones = report.zones();
        StringBuilder text = new StringBuilder();
        if (zones.unstated() > 0) {
            text.append(words.say("audit.verify.zoneUnstated", KpiText.count(zones.unstated())));
        }
        if (zones.others() > 0) {
            text.append(words.say("audit.verify.zoneChanged", KpiText.count(zones.others()), zones.lastOther()));
        }
        for (Difference difference : report.differences()) {
            if (difference instanceof Difference.OfZone(long cut, String stated, String used)) {
                text.append(words.say("audit.otherZone", cut, stated, used));
            }
        }
        return text.toString();
    }

    private static long refused(ReplayCounts counts) {
        return counts.refusedThen()
                + counts.refused().values().stream().mapToLong(Long::longValue).sum();
    }

    private List<String[]> rows(Difference difference, Words words) {
        String cut = Long.toString(difference.cut());
        return switch (difference) {
            case Difference.OfValue value ->
                List.<String[]>of(row(
                        value.kpi(),
                        amount(value.kpi(), value.published()),
                        amount(value.kpi(), value.recomputed()),
                        cut,
                        ranges(value.input(), words)));
            case Difference.OfFlows flows -> flowRows(flows, cut, words);
            case Difference.OfInput input ->
                List.<String[]>of(row(
                        words.say("audit.verify.input"),
                        shortened(input.stated()),
                        shortened(input.found()),
                        cut,
                        input.range().toString()));
            case Difference.OfPublication publication ->
                List.<String[]>of(row(
                        publication.kpi(),
                        amount(publication.kpi(), publication.said()),
                        amount(publication.kpi(), publication.history()),
                        cut,
                        publication.offset() < 0
                                ? words.say(
                                        "audit.verify.missing",
                                        publication.topic().topic())
                                : publication.topic().topic() + "/"
                                        + publication.topic().partition() + "/" + publication.offset()));
            case Difference.OfRecord record ->
                List.<String[]>of(row(
                        record.what(),
                        "",
                        "",
                        cut,
                        record.topic().topic() + "/" + record.topic().partition() + "/" + record.offset()));
            case Difference.OfAnomaly anomaly ->
                List.<String[]>of(row(
                        anomaly.key(),
                        codes(anomaly.published()),
                        codes(anomaly.recomputed()),
                        cut,
                        anomaly.offset() < 0
                                ? words.say(
                                        "audit.verify.missing",
                                        report.edition().anomalies().name())
                                : report.edition().anomalies().name() + "/0/" + anomaly.offset()));
            case Difference.OfZone other ->
                List.<String[]>of(row(
                        words.say("audit.verify.zone"),
                        shortened(other.stated()),
                        shortened(other.used()),
                        cut,
                        "--zone"));
            case Difference.OfHistory history -> List.<String[]>of(row(history.what(), "", "", cut, ""));
        };
    }

    /** Findings without their events, of which there may be many. */
    private static String codes(List<String> findings) {
        return findings.isEmpty()
                ? NOTHING
                : findings.stream()
                        .map(finding -> Printable.of(finding.replaceFirst("\\[.*", "")))
                        .collect(Collectors.joining(", "));
    }

    private static String[] row(String... cells) {
        String[] printable = cells.clone();
        printable[0] = Printable.of(cells[0]);
        return printable;
    }

    /** One row for each day that differs. */
    private List<String[]> flowRows(Difference.OfFlows flows, String cut, Words words) {
        List<String[]> rows = new ArrayList<>();
        MonthFlows said = flows.published() == null ? new MonthFlows() : flows.published();
        for (int day = 1; day <= 31; day++) {
            if (said.amountOn(day) != flows.recomputed().amountOn(day)) {
                rows.add(row(
                        flows.month() + "-" + (day < 10 ? "0" : "") + day,
                        flow(flows.month(), said.amountOn(day)),
                        flow(flows.month(), flows.recomputed().amountOn(day)),
                        cut,
                        ranges(flows.input(), words)));
            }
        }
        return rows;
    }

    private String flow(String month, long amount) {
        return amount(month.substring(0, Math.max(0, month.lastIndexOf('/'))), new Amounts(amount, null, null));
    }

    private static String amount(String kpi, @Nullable Amounts amounts) {
        if (amounts == null || amounts.amount() == null) {
            return NOTHING;
        }
        Series series = Series.parse(kpi);
        return series == null
                ? Long.toString(amounts.amount())
                : KpiText.exactOf(new Kpi(series, amounts.amount(), amounts.numerator(), amounts.denominator()));
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(16, digest.length())) + "…";
    }

    private static String ranges(List<Range> ranges, Words words) {
        if (ranges.isEmpty()) {
            return NOTHING;
        }
        StringBuilder text = new StringBuilder();
        for (Range range : ranges.subList(0, Math.min(MOST_RANGES, ranges.size()))) {
            text.append(text.isEmpty() ? "" : ", ").append(range);
        }
        return ranges.size() > MOST_RANGES
                ? text.append(words.say("audit.verify.moreRanges", ranges.size() - MOST_RANGES))
                        .toString()
                : text.toString();
    }

    /** Writes the fields of the answer as JSON. */
    void json(JsonGenerator json) throws IOException {
        json.writeStringField("report", "verify");
        json.writeStringField("log", report.log());
        json.writeStringField("edition", report.edition().name());
        json.writeStringField("zone", report.zone());
        json.writeBooleanField("equal", report.isEqual());
        json.writeNumberField("cut", report.cut());
        json.writeStringField("publishedAt", report.publishedAt().toString());
        json.writeStringField(
                "businessDay",
                report.businessDay() == null ? null : report.businessDay().toString());
        json.writeStringField("currency", zone.currency());
        json.writeObjectFieldStart("compared");
        json.writeNumberField("cuts", report.cuts());
        json.writeNumberField("values", report.values());
        json.writeNumberField("months", report.months());
        json.writeNumberField("days", report.days());
        json.writeNumberField("monthsCompactedAway", report.monthsGone());
        json.writeNumberField("valuesCompactedAway", report.valuesGone());
        json.writeNumberField("digests", report.ranges());
        VerificationReport.Anomalies anomalies = report.anomalies();
        if (anomalies == null) {
            json.writeNullField("anomalies");
        } else {
            json.writeNumberField("anomalies", anomalies.compared());
            json.writeNumberField("anomaliesOfLaterEvents", anomalies.leftOut());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("zoneDigest");
        json.writeStringField("used", report.zones().used().digest());
        json.writeNumberField("cutsWithout", report.zones().unstated());
        json.writeNumberField("cutsWithOthers", report.zones().others());
        json.writeNumberField("lastCutWithAnother", report.zones().lastOther());
        json.writeEndObject();
        write(report.counts(), json);
        json.writeArrayFieldStart("positions");
        for (Position position : report.positions()) {
            json.writeStartObject();
            json.writeStringField("topic", position.partition().topic());
            json.writeNumberField("partition", position.partition().partition());
            json.writeNumberField("nextOffset", position.nextOffset());
            json.writeStringField("digest", position.digestText());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("differenceCount", report.allDifferences());
        json.writeArrayFieldStart("differences");
        for (Difference difference : report.differences()) {
            write(difference, json);
        }
        json.writeEndArray();
    }

    private static void write(ReplayCounts counts, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("records");
        json.writeNumberField("read", counts.records());
        json.writeNumberField("events", counts.taken());
        json.writeNumberField("repeats", counts.repeats());
        json.writeNumberField("sentOn", counts.elsewhere());
        json.writeNumberField("refusedThenAcceptableNow", counts.refusedThen());
        json.writeNumberField("refusedWithoutDeadLetter", counts.acceptedThen());
        json.writeObjectFieldStart("refused");
        for (Map.Entry<RejectionReason, Long> each : counts.refused().entrySet()) {
            json.writeNumberField(each.getKey().name(), each.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(Difference difference, JsonGenerator json) throws IOException {
        json.writeStartObject();
        switch (difference) {
            case Difference.OfValue value -> {
                json.writeStringField("what", "value");
                json.writeStringField("kpi", value.kpi());
                write("published", value.published(), json);
                write("recomputed", value.recomputed(), json);
                write(value.input(), json);
            }
            case Difference.OfFlows flows -> {
                json.writeStringField("what", "flows");
                json.writeStringField("month", flows.month());
                write("published", flows.published(), json);
                write("recomputed", flows.recomputed(), json);
                write(flows.input(), json);
            }
            case Difference.OfInput input -> {
                json.writeStringField("what", "input");
                json.writeStringField("stated", input.stated());
                json.writeStringField("found", input.found());
                write(List.of(input.range()), json);
            }
            case Difference.OfPublication publication -> {
                json.writeStringField("what", "publication");
                json.writeStringField("kpi", publication.kpi());
                json.writeStringField("topic", publication.topic().topic());
                json.writeNumberField("offset", publication.offset());
                write("published", publication.said(), json);
                write("history", publication.history(), json);
            }
            case Difference.OfRecord record -> {
                json.writeStringField("what", "record");
                json.writeStringField("topic", record.topic().topic());
                json.writeNumberField("offset", record.offset());
                json.writeStringField("message", record.what());
            }
            case Difference.OfAnomaly anomaly -> {
                json.writeStringField("what", "anomaly");
                json.writeStringField("key", anomaly.key());
                json.writeNumberField("offset", anomaly.offset());
                write("published", anomaly.published(), json);
                write("recomputed", anomaly.recomputed(), json);
            }
            case Difference.OfZone other -> {
                json.writeStringField("what", "zone");
                json.writeStringField("stated", other.stated());
                json.writeStringField("used", other.used());
            }
            case Difference.OfHistory history -> {
                json.writeStringField("what", "history");
                json.writeStringField("message", history.what());
            }
        }
        json.writeNumberField("cut", difference.cut());
        json.writeEndObject();
    }

    private static void write(String name, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void write(String name, @Nullable Amounts amounts, JsonGenerator json) throws IOException {
        if (amounts == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        write("minorAmount", amounts.amount(), json);
        write("numerator", amounts.numerator(), json);
        write("denominator", amounts.denominator(), json);
        json.writeEndObject();
    }

    private static void write(String name, @Nullable Long number, JsonGenerator json) throws IOException {
        if (number == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, Long.toString(number));
        }
    }

    private static void write(String name, @Nullable MonthFlows flows, JsonGenerator json) throws IOException {
        if (flows == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        for (int i = 0; i < flows.size(); i++) {
            json.writeStringField(Integer.toString(flows.day(i)), Long.toString(flows.amount(i)));
        }
        json.writeEndObject();
    }

    private static void write(List<Range> ranges, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("input");
        for (Range range : ranges) {
            json.writeStartObject();
            json.writeStringField("topic", range.partition().topic());
            json.writeNumberField("partition", range.partition().partition());
            json.writeNumberField("from", range.from());
            json.writeNumberField("until", range.until());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

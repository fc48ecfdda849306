package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.zonepulse.audit.edition.Readiness;
import org.zonepulse.audit.replay.InputDifference;
import org.zonepulse.audit.verify.VerificationReport;
import org.zonepulse.audit.whatif.EditionReport;

/**
 * An edition beside the live one, for people and for machines.
 *
 * @param report what the live edition published, beside what this program comes to
 * @param readiness whether the candidate has read as far
 * @param verified whether the candidate publishes what this program comes to
 * @param kpis those of the report that are asked for
 */
record EditionText(EditionReport report, Readiness readiness, VerificationReport verified, ComparedKpis kpis) {

    private static final String NONE = "–";
    private static final int MOST_NAMED = 10;

    String table(Words words, int limit) {
        StringBuilder text = new StringBuilder(words.say(
                "editions.compare.head",
                report.cut(),
                report.live().name(),
                Moment.text(report.publishedAt()),
                report.businessDay() == null ? NONE : report.businessDay(),
                report.candidate().name(),
                KpiText.count(report.counts().records()),
                KpiText.count(report.counts().taken())));
        if (!report.inputDifferences().isEmpty()) {
            text.append(words.say(
                    "editions.compare.unsound",
                    KpiText.count(report.inputDifferences().size())));
        }
        text.append(kpis.text(
                words,
                words.say(
                        "editions.compare.columns",
                        report.live().name(),
                        report.candidate().name()),
                limit));
        if (!report.unknown().isEmpty()) {
            text.append(words.say(
                    "editions.compare.unknown",
                    KpiText.count(report.unknown().size()),
                    Printable.of(String.join(", ", first(report.unknown())))));
        }
        text.append('\n').append(standing(words)).append('\n');
        return text.append(
                        verified.isEqual()
                                ? words.say(
                                        "editions.compare.verified",
                                        report.candidate().name(),
                                        verified.cut())
                                : words.say(
                                        "editions.compare.notVerified",
                                        report.candidate().name(),
                                        verified.cut(),
                                        KpiText.count(verified.allDifferences())))
                .toString();
    }

    private String standing(Words words) {
        return readiness.isThere()
                ? words.say("editions.compare.there", report.candidate().name(), verified.cut())
                : words.say(
                        "editions.compare.behind",
                        report.candidate().name(),
                        verified.cut(),
                        String.join("; ", first(readiness.behind())));
    }

    private static List<String> first(List<String> all) {
        return all.subList(0, Math.min(MOST_NAMED, all.size()));
    }

    /** Writes the fields of the answer as JSON. */
    void json(JsonGenerator json) throws IOException {
        json.writeStringField("report", "edition");
        json.writeStringField("log", report.log());
        json.writeStringField("live", report.live().name());
        json.writeStringField("candidate", report.candidate().name());
        json.writeBooleanField("equal", report.isEqual());
        json.writeNumberField("cut", report.cut());
        json.writeStringField("publishedAt", report.publishedAt().toString());
        json.writeStringField(
                "businessDay",
                report.businessDay() == null ? null : report.businessDay().toString());
        json.writeStringField("currency", kpis.currency());
        json.writeNumberField("differing", report.differing());
        kpis.write("kpis", json);
        texts("unknown", report.unknown(), json);
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
        json.writeObjectFieldStart("candidateStanding");
        json.writeNumberField("cut", verified.cut());
        json.writeBooleanField("caughtUp", readiness.isThere());
        texts("behind", readiness.behind(), json);
        json.writeBooleanField("verified", verified.isEqual());
        json.writeNumberField("differences", verified.allDifferences());
        json.writeEndObject();
    }

    private static void texts(String field, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}

package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.explain.Contribution;
import org.zonepulse.audit.explain.EventFields;
import org.zonepulse.audit.explain.ExactText;
import org.zonepulse.audit.explain.Explanation;
import org.zonepulse.audit.explain.Part;
import org.zonepulse.audit.explain.SeenEvent;
import org.zonepulse.audit.explain.Share;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.InputDifference;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;

/**
 * What a KPI is made of, for people or for machines.
 *
 * @param explanation what is told
 * @param zone the zone
 * @param top how many enterprises are shown
 */
record ExplanationReport(Explanation explanation, Zone zone, int top) {

    /** More sums than this are shown in a table, without what they are made of. */
    private static final int MOST_PARTS = 3;

    private static final int MOST_SUBJECTS = 2;
    private static final int MOST_EVENTS = 4;

    String text(Words words) {
        StringBuilder text = new StringBuilder();
        KpiText kpis = new KpiText(words.isChinese(), zone.currency());
        Series series = explanation.series();
        text.append(words.say(
                "explain.head",
                kpis.name(series.measure()),
                Printable.of(series.toString()),
                explanation.asOf(),
                explanation.cut().number(),
                Moment.text(explanation.cut().publishedAt())));
        boolean itself = explanation.parts().size() == 1
                && explanation.parts().getFirst().series().equals(series);
        if (!itself) {
            text.append(words.say("explain.value", valueOf(explanation.value(), kpis)));
        }
        boolean many = explanation.parts().size() > MOST_PARTS;
        if (many) {
            text.append('\n').append(overview(words));
        }
        for (Part part : explanation.parts()) {
            if (!many || isDecisive(part)) {
                if (!itself) {
                    text.append('\n')
                            .append(Printable.of(part.series().toString()))
                            .append('\n');
                }
                write(part, text, kpis, words);
            }
        }
        writeChecks(text, kpis, words);
        return text.toString();
    }

    private TextTable overview(Words words) {
        TextTable table = new TextTable(false, true, true, true);
        table.row("", words.say("explain.total"), words.say("explain.enterprises"), words.say("explain.events"));
        for (Part part : explanation.parts()) {
            table.row(
                    Printable.of(part.series().scope().toString()),
                    KpiText.value(part.series().measure().unit(), part.total()),
                    KpiText.count(part.enterprises()),
                    KpiText.count(part.events()));
        }
        return table;
    }

    /** Whether it is the bar of a histogram in which the median lies. */
    private boolean isDecisive(Part part) {
        Long value = explanation.value().amount();
        return explanation.series().measure().kind() == Measure.Kind.MEDIAN
                && value != null
                && part.series().scope().second().equals(value.toString());
    }

    private void write(Part part, StringBuilder text, KpiText kpis, Words words) {
        Measure.Unit unit = part.series().measure().unit();
        text.append(words.say(
                "explain.part",
                KpiText.value(unit, part.total()),
                kpis.unit(unit, part.total()),
                KpiText.count(part.enterprises()),
                KpiText.count(part.events())));
        if (part.events() == 0) {
            text.append(words.say("explain.empty"));
        }
        List<Share> shown = shown(part);
        FactText facts = new FactText(words, zone);
        for (Share share : shown) {
            text.append(
                    "  %s  %s%n".formatted(Printable.of(share.enterpriseId()), KpiText.value(unit, share.amount())));
            List<Share.OfSubject> subjects = share.bySubject();
            for (Share.OfSubject subject : first(subjects, MOST_SUBJECTS)) {
                text.append("    %s  %s%n"
                        .formatted(Printable.of(subject.subject().toString()), KpiText.value(unit, subject.amount())));
                TextTable events = new TextTable(false, true, false, false, false);
                for (Contribution contribution : first(subject.contributions(), MOST_EVENTS)) {
                    row(contribution.seen(), KpiText.value(unit, contribution.amount()), facts, words, events);
                }
                text.append(events.toString().indent(4));
                more(subject.contributions().size() - MOST_EVENTS, "explain.moreEvents", "      ", text, words);
            }
            more(subjects.size() - MOST_SUBJECTS, "explain.moreSubjects", "    ", text, words);
        }
        more(part.shares().size() - shown.size(), "explain.moreEnterprises", "  ", text, words);
    }

    private void row(SeenEvent seen, String amount, FactText facts, Words words, TextTable events) {
        OptionalLong cut = explanation.history().firstWith(seen.topicPartition(), seen.offset());
        events.row(
                seen.event().occurredOn().toString(),
                amount,
                facts.of(seen.event().fact()),
                seen.place(),
                cut.isPresent() ? words.say("audit.knownSince", cut.getAsLong()) : "");
    }

    private static void more(int count, String key, String indent, StringBuilder text, Words words) {
        if (count > 0) {
            text.append(indent).append(words.say(key, KpiText.count(count))).append('\n');
        }
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }

    private List<Share> shown(Part part) {
        return first(part.shares(), top);
    }

    private static String valueOf(Kpi kpi, KpiText kpis) {
        String value = (kpis.value(kpi) + " " + kpis.unit(kpi)).strip();
        return kpi.numerator() == null || kpi.denominator() == null
                ? value
                : value + " = " + KpiText.count(kpi.numerator()) + " / " + KpiText.count(kpi.denominator());
    }

    private void writeChecks(StringBuilder text, KpiText kpis, Words words) {
        text.append('\n');
        text.append(
                explanation.addsUp()
                        ? words.say("explain.addsUp")
                        : words.say(
                                "explain.addsUpNot",
                                valueOf(explanation.value(), kpis),
                                valueOf(explanation.replayed(), kpis)));
        Amounts published = explanation.published();
        if (published == null) {
            text.append(words.say("explain.notPublished", explanation.asOf()));
        } else if (explanation.isAsPublished()) {
            text.append(words.say("explain.asPublished", explanation.cut().number()));
        } else {
            text.append(words.say(
                    "explain.notAsPublished",
                    explanation.cut().number(),
                    valueOf(
                            new Kpi(
                                    explanation.series(),
                                    published.amount(),
                                    published.numerator(),
                                    published.denominator()),
                            kpis),
                    valueOf(explanation.value(), kpis)));
        }
        writeLogDifferences(explanation.logDifferences(), text, words);
    }

    /** Tells where a log isn't what cuts state of it. */
    static void writeLogDifferences(List<InputDifference> differences, StringBuilder text, Words words) {
        if (differences.isEmpty()) {
            text.append(words.say("audit.logAsStated"));
        }
        for (InputDifference difference : differences) {
            text.append(words.say(
                    "audit.logNotAsStated",
                    difference.stated().partition(),
                    difference.from(),
                    difference.stated().nextOffset() - 1,
                    difference.cut()));
        }
    }

    /** Writes the fields of the answer as JSON. */
    void json(JsonGenerator json) throws IOException {
        Series series = explanation.series();
        json.writeStringField("measure", series.measure().id());
        json.writeStringField("scope", series.scope().toString());
        json.writeStringField("unit", series.measure().unit().name().toLowerCase(Locale.ROOT));
        json.writeStringField("asOf", explanation.asOf().toString());
        json.writeNumberField("cut", explanation.cut().number());
        write("value", Amounts.of(explanation.value()), json);
        write("replayed", Amounts.of(explanation.replayed()), json);
        write("published", explanation.published(), json);
        json.writeBooleanField("addsUp", explanation.addsUp());
        json.writeBooleanField("asPublished", explanation.isAsPublished());
        json.writeBooleanField("logAsStated", explanation.logDifferences().isEmpty());
        json.writeArrayFieldStart("parts");
        for (Part part : explanation.parts()) {
            write(part, json);
        }
        json.writeEndArray();
    }

    private void write(String name, @Nullable Amounts amounts, JsonGenerator json) throws IOException {
        if (amounts == null) {
            json.writeNullField(name);
            return;
        }
        Measure measure = explanation.series().measure();
        json.writeObjectFieldStart(name);
        json.writeStringField("amount", ExactText.of(measure.unit(), amounts.amount()));
        if (measure.kind() == Measure.Kind.RATIO) {
            json.writeObjectField("numerator", amounts.numerator());
            json.writeObjectField("denominator", amounts.denominator());
        }
        json.writeEndObject();
    }

    private void write(Part part, JsonGenerator json) throws IOException {
        Measure.Unit unit = part.series().measure().unit();
        json.writeStartObject();
        json.writeStringField("measure", part.series().measure().id());
        json.writeStringField("scope", part.series().scope().toString());
        json.writeStringField("total", ExactText.of(unit, part.total()));
        json.writeNumberField("enterprises", part.enterprises());
        json.writeNumberField("events", part.events());
        json.writeArrayFieldStart("top");
        for (Share share : shown(part)) {
            json.writeStartObject();
            json.writeStringField("enterpriseId", share.enterpriseId());
            json.writeStringField("amount", ExactText.of(unit, share.amount()));
            json.writeArrayFieldStart("contributions");
            for (Contribution contribution : share.contributions()) {
                json.writeStartObject();
                json.writeStringField("amount", ExactText.of(unit, contribution.amount()));
                EventFields.write(contribution.seen(), explanation.history(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}

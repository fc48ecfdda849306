package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.explain.Biography;
import org.zonepulse.audit.explain.EventFields;
import org.zonepulse.audit.explain.ExactText;
import org.zonepulse.audit.explain.SeenEvent;
import org.zonepulse.audit.explain.Told;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.CertificateTerm;
import org.zonepulse.ledger.row.EventKey;
import org.zonepulse.ledger.story.Account;
import org.zonepulse.ledger.story.StageSpell;
import org.zonepulse.ledger.story.Standing;
import org.zonepulse.ledger.zone.Zone;

/**
 * The story of an enterprise, for people or for machines.
 *
 * @param story what is told
 * @param zone the zone
 */
record BiographyReport(Biography story, Zone zone) {

    String text(Words words) {
        StringBuilder text = new StringBuilder();
        text.append(words.say(
                "story.head",
                Printable.of(story.name() == null ? "–" : story.name()),
                Printable.of(story.enterpriseId()),
                story.asOf(),
                story.cut().number(),
                Moment.text(story.cut().publishedAt())));
        writeStages(text, words);
        writeFacts(text, words);
        writeCertificates(text, words);
        writeAccounts(text, words);
        writeContributions(text, words);
        writeAnomalies(text, words);
        text.append('\n').append(words.say(story.addsUp() ? "story.addsUp" : "story.addsUpNot"));
        ExplanationReport.writeLogDifferences(story.logDifferences(), text, words);
        return text.toString();
    }

    private void writeStages(StringBuilder text, Words words) {
        heading("story.stages", text, words);
        TextTable table = new TextTable(false, false, false);
        for (StageSpell spell : story.stages()) {
            table.row(
                    days(spell.from(), spell.until(), words),
                    words.say("stage." + spell.stage().id()),
                    spell.from().isAfter(story.asOf()) ? words.say("story.inSight") : "");
        }
        text.append(table);
    }

    private static String days(LocalDate from, @Nullable LocalDate until, Words words) {
        return until == null ? words.say("story.onwards", from) : words.say("story.days", from, until);
    }

    private static void heading(String key, StringBuilder text, Words words) {
        text.append('\n').append(words.say(key)).append('\n');
    }

    private void writeFacts(StringBuilder text, Words words) {
        heading("story.facts", text, words);
        FactText facts = new FactText(words, zone);
        KpiText kpis = new KpiText(words.isChinese(), zone.currency());
        for (Told told : story.facts()) {
            SeenEvent seen = told.seen();
            String mark = mark(told, words);
            text.append("  %s %s  %s  %s%s%n"
                    .formatted(
                            told.standing() == Standing.COUNTS ? " " : "✗",
                            seen.event().occurredOn(),
                            Printable.of(seen.event().fact().subject().toString()),
                            facts.of(seen.event().fact()),
                            mark.isEmpty() ? "" : "  [" + mark + "]"));
            text.append("                %s  %s  %s%s%n"
                    .formatted(
                            seen.place(),
                            known(seen, words),
                            Printable.of(
                                    seen.event().source() + "/" + seen.event().eventId()),
                            told.repeats() == 0 ? "" : "  " + words.say("story.repeats", told.repeats())));
            List<String> effects = effects(told.effects(), kpis);
            if (!effects.isEmpty()) {
                text.append("                → ")
                        .append(String.join("; ", effects))
                        .append('\n');
            }
        }
    }

    private String known(SeenEvent seen, Words words) {
        OptionalLong cut = story.history().firstWith(seen.topicPartition(), seen.offset());
        return cut.isEmpty()
                ? ""
                : words.say(
                        "story.known",
                        cut.getAsLong(),
                        Moment.text(story.history().publishedAt(cut.getAsLong()).orElse(null)));
    }

    private static String mark(Told told, Words words) {
        List<String> marks = new ArrayList<>();
        if (!told.reversedBy().isEmpty()) {
            marks.add(words.say("story.reversedBy", names(told.reversedBy())));
        }
        if (told.standing() == Standing.CONTRADICTED) {
            marks.add(words.say("story.contradicted"));
        }
        if (!told.findings().isEmpty()) {
            marks.add(words.say(
                    "story.setAside",
                    told.findings().stream().map(AnomalyCode::name).collect(Collectors.joining(", "))));
        }
        return String.join(words.say("story.and"), marks);
    }

    private static String names(List<EventKey> events) {
        return events.stream().map(key -> Printable.of(key.toString())).collect(Collectors.joining(", "));
    }

    /** What a fact changes, by measure: in the zone, or where it has no place in a park. */
    private static List<String> effects(SortedMap<Series, Long> effects, KpiText kpis) {
        Map<Measure, Long> added = new EnumMap<>(Measure.class);
        Map<Measure, Long> moved = new EnumMap<>(Measure.class);
        List<String> texts = new ArrayList<>();
        effects.forEach((series, amount) -> {
            switch (series.scope().kind()) {
                case PARK_INDUSTRY -> {
                    added.merge(series.measure(), amount, Long::sum);
                    moved.merge(series.measure(), Math.max(0, amount), Long::sum);
                }
                case CITY, TRANSITION ->
                    texts.add(kpis.name(series.measure()) + " " + series.scope() + " " + signed(series, amount));
                default -> {}
            }
        });
        List<String> all = new ArrayList<>();
        added.forEach((measure, amount) -> all.add(
                amount == 0
                        ? kpis.name(measure) + " ⇄ " + KpiText.value(measure.unit(), moved.getOrDefault(measure, 0L))
                        : kpis.name(measure) + " " + signed(new Series(measure, Scope.ZONE), amount)));
        all.addAll(texts);
        return all;
    }

    private static String signed(Series series, long amount) {
        return (amount > 0 ? "+" : "") + KpiText.value(series.measure().unit(), amount);
    }

    private void writeCertificates(StringBuilder text, Words words) {
        if (story.certificates().isEmpty()) {
            return;
        }
        heading("story.certificates", text, words);
        TextTable table = new TextTable(false, false, false);
        for (CertificateTerm term : story.certificates()) {
            table.row(
                    Printable.of(term.subject().id()),
                    days(term.from(), term.until(), words),
                    term.isInForceOn(story.asOf()) ? words.say("story.inForce") : "");
        }
        text.append(table);
    }

    private void writeAccounts(StringBuilder text, Words words) {
        TextTable loans = new TextTable(false, false, true, true, true, true, true);
        TextTable orders = new TextTable(false, false, true, true, true, false);
        loans.row(words.say("story.loanColumns").split(",", -1));
        orders.row(words.say("story.orderColumns").split(",", -1));
        int numberOfLoans = 0;
        for (Account account : story.accounts()) {
            switch (account) {
                case Account.Loan loan -> {
                    numberOfLoans++;
                    loans.row(
                            Printable.of(loan.subject().id()),
                            Printable.of(orDash(loan.product()) + ", " + orDash(loan.bank())),
                            KpiText.money(loan.granted()),
                            KpiText.money(loan.disbursed()),
                            KpiText.money(loan.repaid()),
                            KpiText.money(loan.writtenOff()),
                            KpiText.money(loan.balance()));
                }
                case Account.Order order ->
                    orders.row(
                            Printable.of(order.subject().id()),
                            Printable.of(orDash(order.fair())),
                            KpiText.money(order.signed()),
                            KpiText.money(order.converted()),
                            KpiText.money(order.balance()),
                            order.cancelled() ? words.say("story.cancelled") : "");
            }
        }
        if (numberOfLoans > 0) {
            heading("story.loans", text, words);
            text.append(loans);
        }
        if (numberOfLoans < story.accounts().size()) {
            heading("story.orders", text, words);
            text.append(orders);
        }
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "–" : text;
    }

    private void writeContributions(StringBuilder text, Words words) {
        heading("story.contributions", text, words);
        KpiText kpis = new KpiText(words.isChinese(), zone.currency());
        TextTable table = new TextTable(false, false, true, false);
        story.contributions().forEach((series, amount) -> {
            if (series.scope().kind() != Scope.Kind.PARK && series.scope().kind() != Scope.Kind.INDUSTRY) {
                table.row(
                        kpis.name(series.measure()),
                        Printable.of(series.scope().toString()),
                        KpiText.value(series.measure().unit(), amount),
                        kpis.unit(series.measure().unit(), amount));
            }
        });
        text.append(table);
    }

    private void writeAnomalies(StringBuilder text, Words words) {
        if (story.anomalies().isEmpty()) {
            return;
        }
        heading("story.anomalies", text, words);
        for (Anomaly anomaly : story.anomalies()) {
            for (Anomaly.Finding finding : anomaly.findings()) {
                Zone.Name meaning = finding.code().meaning();
                text.append("  %s  %s  %s%n    %s%n"
                        .formatted(
                                Printable.of(anomaly.subject().toString()),
                                finding.code(),
                                words.isChinese() ? meaning.zh() : meaning.en(),
                                names(finding.events())));
            }
        }
    }

    /** Writes the fields of the answer as JSON. */
    void json(JsonGenerator json) throws IOException {
        json.writeStringField("enterpriseId", story.enterpriseId());
        json.writeStringField("name", story.name());
        json.writeStringField("asOf", story.asOf().toString());
        json.writeNumberField("cut", story.cut().number());
        json.writeArrayFieldStart("stages");
        for (StageSpell spell : story.stages()) {
            json.writeStartObject();
            json.writeStringField("stage", spell.stage().id());
            json.writeStringField("from", spell.from().toString());
            json.writeStringField(
                    "until", spell.until() == null ? null : spell.until().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("facts");
        for (Told told : story.facts()) {
            write(told, json);
        }
        json.writeEndArray();
        writeCertificates(json);
        writeAccounts(json);
        write("contributions", story.contributions(), json);
        writeAnomalies(json);
        json.writeBooleanField("addsUp", story.addsUp());
        json.writeBooleanField("logAsStated", story.logDifferences().isEmpty());
    }

    private void write(Told told, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("standing", told.standing().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("reversal", told.seen().event().fact() instanceof Reversed);
        json.writeNumberField("repeats", told.repeats());
        json.writeArrayFieldStart("reversedBy");
        for (EventKey key : told.reversedBy()) {
            write(key, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (AnomalyCode code : told.findings()) {
            json.writeString(code.name());
        }
        json.writeEndArray();
        write("effects", told.effects(), json);
        EventFields.write(told.seen(), story.history(), json);
        json.writeEndObject();
    }

    private static void write(EventKey key, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", key.source());
        json.writeStringField("eventId", key.eventId());
        json.writeEndObject();
    }

    private static void write(String name, SortedMap<Series, Long> amounts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (Map.Entry<Series, Long> amount : amounts.entrySet()) {
            Series series = amount.getKey();
            json.writeStartObject();
            json.writeStringField("measure", series.measure().id());
            json.writeStringField("scope", series.scope().toString());
            json.writeStringField(
                    "amount",
                    ExactText.of(series.measure().unit(), amount.getValue().longValue()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeCertificates(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("certificates");
        for (CertificateTerm term : story.certificates()) {
            json.writeStartObject();
            json.writeStringField("certificate", term.subject().id());
            json.writeStringField("from", term.from().toString());
            json.writeStringField(
                    "until", term.until() == null ? null : term.until().toString());
            json.writeBooleanField("inForce", term.isInForceOn(story.asOf()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeAccounts(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("accounts");
        for (Account account : story.accounts()) {
            json.writeStartObject();
            json.writeStringField("subject", account.subject().toString());
            switch (account) {
                case Account.Loan loan -> {
                    json.writeStringField("product", loan.product());
                    json.writeStringField("bank", loan.bank());
                    money("granted", loan.granted(), json);
                    money("disbursed", loan.disbursed(), json);
                    money("repaid", loan.repaid(), json);
                    money("writtenOff", loan.writtenOff(), json);
                }
                case Account.Order order -> {
                    json.writeStringField("fair", order.fair());
                    money("signed", order.signed(), json);
                    money("converted", order.converted(), json);
                    json.writeBooleanField("cancelled", order.cancelled());
                }
            }
            money("balance", account.balance(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void money(String name, long minor, JsonGenerator json) throws IOException {
        json.writeStringField(name, ExactText.of(Measure.Unit.MONEY, minor));
    }

    private void writeAnomalies(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("anomalies");
        for (Anomaly anomaly : story.anomalies()) {
            json.writeStartObject();
            json.writeStringField("subject", anomaly.subject().toString());
            json.writeArrayFieldStart("findings");
            for (Anomaly.Finding finding : anomaly.findings()) {
                json.writeStartObject();
                json.writeStringField("code", finding.code().name());
                json.writeArrayFieldStart("events");
                for (EventKey key : finding.events()) {
                    write(key, json);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

package org.zonepulse.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.archive.Manifest;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.restore.TargetLog;
import org.zonepulse.ledger.measure.Series;

/**
 * How a restored pipeline compares with the archive; for people or machines.
 *
 * @param origin of the archive
 * @param archive its file
 * @param day of which the figures are
 * @param log how the log compares
 * @param figures how what was published compares; null if the log is another already
 */
record RestoreComparisonReport(
        Manifest.Origin origin,
        String archive,
        LocalDate day,
        TargetLog.Found log,
        @Nullable Figures figures) implements RestoreCommand.Answer {

    private static final String NOTHING = "–";

    /**
     * How what was published compares.
     *
     * @param cut of the restored pipeline
     * @param businessDay that is open there
     * @param rows all KPIs that either has
     * @param archivedLetters number of records that the archive has a dead letter of
     * @param letters number of the same records that the restored pipeline has one of
     * @param otherZone whether it computes by another zone file
     */
    record Figures(
            long cut,
            @Nullable LocalDate businessDay,
            List<Row> rows,
            long archivedLetters,
            long letters,
            boolean otherZone) {
        Figures {
            rows = List.copyOf(rows);
        }

        List<Row> differing() {
            return rows.stream().filter(Row::differs).toList();
        }

        boolean areEqual() {
            return letters == archivedLetters && differing().isEmpty();
        }
    }

    /**
     * A KPI.
     *
     * @param name such as {@code loan-balance@zone}
     * @param archived as it was published with the archive's cut
     * @param restored as it is published now, as of the same day
     */
    record Row(String name, Amounts archived, Amounts restored) {
        boolean differs() {
            return !archived.saysTheSameAs(restored);
        }
    }

    @Override
    public boolean isEqual() {
        return log.isEqual() && figures != null && figures.areEqual();
    }

    @Override
    public String text(Words words, int limit) {
        if (figures == null) {
            return words.say("restore.different", RestoreReport.names(log.differing()));
        }
        StringBuilder text = new StringBuilder(words.say(
                "restore.compared",
                origin.cut(),
                archive,
                figures.cut(),
                day,
                KpiText.count(figures.rows().size()),
                KpiText.count(figures.archivedLetters()),
                KpiText.count(figures.letters())));
        if (figures.otherZone()) {
            text.append(words.say("restore.otherZone", origin.zoneDigest(), archive));
        }
        if (log.later() > 0) {
            text.append(words.say("restore.compareLater", KpiText.count(log.later())));
        }
        List<Row> differing = figures.differing();
        if (figures.areEqual()) {
            return text.append(words.say("restore.figuresEqual")).toString();
        }
        text.append(words.say("restore.figuresDiffer", KpiText.count(differing.size())));
        TextTable table = new TextTable(false, false, true, true);
        table.row(words.say("restore.figuresColumns").split(",", -1));
        KpiText kpis = new KpiText(words.isChinese(), "");
        differing.stream().limit(limit).forEach(row -> {
            Series series = Series.parse(row.name());
            table.row(
                    series == null ? Printable.of(row.name()) : kpis.name(series.measure()),
                    series == null ? "" : Printable.of(series.scope().toString()),
                    value(series, row.archived()),
                    value(series, row.restored()));
        });
        text.append(table);
        if (differing.size() > limit) {
            text.append(words.say("restore.figuresMore", KpiText.count(differing.size() - limit)));
        }
        return text.toString();
    }

    private static String value(@Nullable Series series, Amounts amounts) {
        Long amount = amounts.amount();
        if (amount == null) {
            return NOTHING;
        }
        return series == null
                ? Long.toString(amount)
                : KpiText.value(series.measure().unit(), amount);
    }

    @Override
    public void json(JsonGenerator out) throws IOException {
        out.writeStringField("report", "restore-comparison");
        out.writeStringField("archive", archive);
        out.writeStringField("zone", origin.zone());
        out.writeNumberField("archivedCut", origin.cut());
        out.writeStringField("businessDay", day.toString());
        out.writeBooleanField("equal", isEqual());
        out.writeBooleanField("logEqual", log.isEqual());
        out.writeNumberField("later", log.later());
        out.writeArrayFieldStart("differingPartitions");
        for (var partition : log.differing()) {
            out.writeString(partition.toString());
        }
        out.writeEndArray();
        if (figures != null) {
            json(figures, out);
        }
    }

    private static void json(Figures figures, JsonGenerator out) throws IOException {
        out.writeNumberField("cut", figures.cut());
        out.writeNumberField("kpisCompared", figures.rows().size());
        out.writeNumberField("archivedDeadLetters", figures.archivedLetters());
        out.writeNumberField("deadLetters", figures.letters());
        out.writeBooleanField("otherZone", figures.otherZone());
        out.writeArrayFieldStart("differences");
        for (Row row : figures.differing()) {
            out.writeStartObject();
            out.writeStringField("kpi", row.name());
            write("archived", row.archived(), out);
            write("restored", row.restored(), out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** In the measure's smallest unit, as the topics have it; as text, since many a reader makes binary fractions of numbers. */
    private static void write(String name, Amounts amounts, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart(name);
        write("amount", amounts.amount(), out);
        write("numerator", amounts.numerator(), out);
        write("denominator", amounts.denominator(), out);
        out.writeEndObject();
    }

    private static void write(String name, @Nullable Long number, JsonGenerator out) throws IOException {
        if (number == null) {
            out.writeNullField(name);
        } else {
            out.writeStringField(name, Long.toString(number));
        }
    }
}

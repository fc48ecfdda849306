package org.zonepulse.audit.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.zonepulse.ledger.measure.Measure;

/** All contributions of an explanation, a line each: those of the largest enterprise first. */
public final class ContributionFile {

    private ContributionFile() {}

    /** Writes CSV with a line of headings. */
    public static void csv(Explanation explanation, Writer out) throws IOException {
        List<String> headings = new ArrayList<>(List.of("measure", "scope", "amount", "unit"));
        headings.addAll(EventFields.COLUMNS);
        CsvText.line(headings, out);
        for (Part part : explanation.parts()) {
            Measure measure = part.series().measure();
            for (Share share : part.shares()) {
                for (Contribution contribution : share.contributions()) {
                    List<String> cells = new ArrayList<>(List.of(
                            measure.id(),
                            part.series().scope().toString(),
                            ExactText.of(measure.unit(), contribution.amount()),
                            measure.unit().name().toLowerCase(Locale.ROOT)));
                    cells.addAll(EventFields.row(contribution.seen(), explanation.history()));
                    CsvText.line(cells, out);
                }
            }
        }
    }

    /** Writes a JSON object a line. */
    public static void ndjson(Explanation explanation, Writer out) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setPrettyPrinter(new MinimalPrettyPrinter("\n"))) {
            for (Part part : explanation.parts()) {
                Measure measure = part.series().measure();
                for (Share share : part.shares()) {
                    for (Contribution contribution : share.contributions()) {
                        json.writeStartObject();
                        json.writeStringField("measure", measure.id());
                        json.writeStringField("scope", part.series().scope().toString());
                        json.writeStringField("amount", ExactText.of(measure.unit(), contribution.amount()));
                        json.writeStringField("unit", measure.unit().name().toLowerCase(Locale.ROOT));
                        EventFields.write(contribution.seen(), explanation.history(), json);
                        json.writeEndObject();
                    }
                }
            }
        }
        if (explanation.parts().stream().anyMatch(part -> part.events() > 0)) {
            out.append('\n');
        }
    }
}

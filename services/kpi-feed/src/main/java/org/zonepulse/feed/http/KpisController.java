package org.zonepulse.feed.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.PublishedCut;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.zone.Zone;

/** The values: of a whole cut, of one KPI, and of one over time. */
@Controller("/api/v1/kpis")
@ExecuteOn(TaskExecutors.BLOCKING)
class KpisController implements KpisApi {

    private static final String YEAR = "year";

    private final Answers answers;
    private final AskedSeries asked;
    private final Zone zone;

    KpisController(Answers answers, AskedSeries asked, Zone zone) {
        this.answers = answers;
        this.asked = asked;
        this.zone = zone;
    }

    @Override
    @Get(produces = {"application/json", "text/csv"})
    public HttpResponse<byte[]> all(HttpRequest<?> request) {
        return answers.of(request, (state, parameters) -> {
            KpiFilter filter = KpiFilter.of(parameters);
            boolean compared = isCompared(parameters);
            KpiSelection selection = new KpiSelection(state, parameters.date("asOf"));
            List<KpiRow> rows = selection.rows(filter, compared);
            String currency = currency(state);
            return Answers.Answer.list(
                    json -> {
                        Json.date(json, "asOf", selection.day());
                        json.writeArrayFieldStart("values");
                        for (KpiRow row : rows) {
                            row.write(json, currency);
                        }
                        json.writeEndArray();
                    },
                    () -> KpiRow.table(rows, currency, compared));
        });
    }

    private static boolean isCompared(Parameters parameters) {
        String compare = parameters.one("compare");
        if (compare != null && !compare.equals(YEAR)) {
            throw new Refused(Problem.notOneOf("compare", compare, List.of(YEAR)));
        }
        return compare != null;
    }

    @Override
    @Get(uri = "/{measure}", produces = "application/json")
    public HttpResponse<byte[]> one(HttpRequest<?> request, @PathVariable String measure) {
        return answers.of(request, (state, parameters) -> {
            Series series = asked.series(state, measure, parameters);
            // One is compared anyway.
            isCompared(parameters);
            KpiSelection selection = new KpiSelection(state, parameters.date("asOf"));
            KpiRow row = selection.row(series);
            PublishedCut cut = state.cut().orElse(null);
            return Answers.Answer.withInputs(json -> {
                if (cut != null) {
                    Json.inputs(json, cut);
                }
                Json.date(json, "asOf", selection.day());
                json.writeFieldName("definition");
                CatalogueController.write(json, series.measure());
                json.writeFieldName("value");
                row.write(json, currency(state));
            });
        });
    }

    @Override
    @Get(
            uri = "/{measure}/history",
            produces = {"application/json", "text/csv"})
    public HttpResponse<byte[]> history(HttpRequest<?> request, @PathVariable String measure) {
        return answers.of(request, (state, parameters) -> {
            Series series = asked.series(state, measure, parameters);
            History history = History.of(state, series, parameters);
            return Answers.Answer.list(history::write, history::table);
        });
    }

    private String currency(KpiState state) {
        return state.currency().orElse(zone.currency());
    }
}

package org.zonepulse.feed.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.stores.ContributionsAnswer;
import org.zonepulse.feed.stores.KpiServiceStores;
import org.zonepulse.feed.stores.StoryAnswer;
import org.zonepulse.ledger.measure.Series;

/**
 * What kpi-service's stores tell: one enterprise's story, and the enterprises behind a figure. Made anew each time, for the stores
 * can be a little ahead of the cut; how far they had read the events is told as {@code storeInputs}.
 */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class EnterprisesController implements EnterprisesApi {

    private static final int USUAL = 20;
    private static final int MOST = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Answers answers;
    private final AskedSeries asked;
    private final KpiServiceStores stores;

    EnterprisesController(Answers answers, AskedSeries asked, KpiServiceStores stores) {
        this.answers = answers;
        this.asked = asked;
        this.stores = stores;
    }

    @Override
    @Get(uri = "/enterprises/{code}", produces = "application/json")
    public HttpResponse<byte[]> enterprise(HttpRequest<?> request, @PathVariable String code) {
        return answers.of(request, true, (state, parameters) -> {
            LocalDate asOf = parameters.date("asOf");
            LocalDate day = asOf == null ? state.businessDay().orElse(null) : asOf;
            return switch (stores.story(state.edition(), code, day)) {
                case StoryAnswer.Told told -> Answers.Answer.of(json -> write(json, told));
                case StoryAnswer.Unknown _ ->
                    throw new Refused(Problem.of(ProblemType.UNKNOWN_ENTERPRISE, "Nothing is known of '" + code + "'"));
                case StoryAnswer.Invalid invalid ->
                    throw new Refused(Problem.of(ProblemType.BAD_PARAMETER, invalid.detail()));
                case StoryAnswer.Unavailable away ->
                    throw new Refused(Problem.of(ProblemType.BACKEND_AWAY, away.why()));
            };
        });
    }

    private static void write(JsonGenerator json, StoryAnswer.Told told) throws IOException {
        for (Map.Entry<String, JsonNode> field : told.story().properties()) {
            json.writeFieldName(field.getKey().equals("inputs") ? "storeInputs" : field.getKey());
            JSON.writeTree(json, field.getValue());
        }
    }

    @Override
    @Get(
            uri = "/kpis/{measure}/enterprises",
            produces = {"application/json", "text/csv"})
    public HttpResponse<byte[]> contributions(HttpRequest<?> request, @PathVariable String measure) {
        return answers.of(request, true, (state, parameters) -> {
            Series series = asked.series(state, measure, parameters);
            LocalDate day = day(state, parameters);
            int limit = (int) parameters.number("limit", USUAL, MOST);
            return switch (stores.contributions(state.edition(), series, day, limit)) {
                case ContributionsAnswer.Told told ->
                    Answers.Answer.list(json -> write(json, series, day, told), () -> table(told))
                            .outOf(told.count());
                case ContributionsAnswer.Invalid invalid ->
                    throw new Refused(Problem.of(ProblemType.BAD_PARAMETER, invalid.detail()));
                case ContributionsAnswer.Unavailable away ->
                    throw new Refused(Problem.of(ProblemType.BACKEND_AWAY, away.why()));
            };
        });
    }

    private static LocalDate day(KpiState state, Parameters parameters) {
        LocalDate asOf = parameters.date("asOf");
        return asOf == null
                ? state.businessDay()
                        .orElseThrow(() -> new Refused(Problem.of(
                                ProblemType.BAD_PARAMETER, "asOf is missing, and no business day is open yet")))
                : asOf;
    }

    private static void write(JsonGenerator json, Series series, LocalDate day, ContributionsAnswer.Told told)
            throws IOException {
        json.writeStringField("measure", series.measure().id());
        json.writeStringField("scope", series.scope().toString());
        Json.date(json, "asOf", day);
        json.writeStringField("listedMeasure", told.listedMeasure());
        json.writeStringField("unit", told.unit());
        if (told.currency() != null) {
            json.writeStringField("currency", told.currency());
        }
        json.writeStringField("total", told.total().toPlainString());
        json.writeNumberField("count", told.count());
        json.writeArrayFieldStart("enterprises");
        for (ContributionsAnswer.Enterprise enterprise : told.enterprises()) {
            json.writeStartObject();
            json.writeStringField("enterpriseId", enterprise.enterpriseId());
            Json.text(json, "name", enterprise.name());
            json.writeStringField("contribution", enterprise.contribution().toPlainString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("sums");
        for (ContributionsAnswer.Sum sum : told.sums()) {
            json.writeStartObject();
            json.writeStringField("measure", sum.measure());
            json.writeStringField("scope", sum.scope());
            json.writeStringField("total", sum.total().toPlainString());
            json.writeNumberField("count", sum.count());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("incomplete", told.isIncomplete());
        writeMissing(json, told);
        json.writeBooleanField("movedOn", told.movedOn());
        json.writeArrayFieldStart("storeInputs");
        for (JsonNode input : told.inputs()) {
            JSON.writeTree(json, input);
        }
        json.writeEndArray();
    }

    private static void writeMissing(JsonGenerator json, ContributionsAnswer.Told told) throws IOException {
        if (!told.isIncomplete()) {
            return;
        }
        json.writeObjectFieldStart("missing");
        json.writeArrayFieldStart("instances");
        for (ContributionsAnswer.Failure failure : told.failures()) {
            json.writeStartObject();
            json.writeStringField("address", failure.address().toString());
            json.writeStringField("why", failure.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("partitions");
        for (int partition : told.missingPartitions()) {
            json.writeNumber(partition);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("partitionsTwice");
        for (int partition : told.doublePartitions()) {
            json.writeNumber(partition);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A table can't say that it is incomplete: then there is none. */
    private static Table table(ContributionsAnswer.Told told) {
        if (told.isIncomplete()) {
            throw new Refused(Problem.of(ProblemType.BACKEND_AWAY, "Not all instances of kpi-service have answered"));
        }
        Table table = new Table("enterpriseId", "name", "contribution", "unit");
        for (ContributionsAnswer.Enterprise each : told.enterprises()) {
            table.row(
                    each.enterpriseId(),
                    Table.text(each.name()),
                    each.contribution().toPlainString(),
                    told.unit());
        }
        return table;
    }
}

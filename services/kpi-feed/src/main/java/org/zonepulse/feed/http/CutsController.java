package org.zonepulse.feed.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.CutHistory;
import org.zonepulse.feed.PublishedCut;

/** The history of publications. */
@Controller("/api/v1/cuts")
@ExecuteOn(TaskExecutors.BLOCKING)
class CutsController implements CutsApi {

    private static final int MOST = 200;
    private static final int USUAL = 20;

    private final Answers answers;
    private final CutHistory history;

    CutsController(Answers answers, CutHistory history) {
        this.answers = answers;
        this.history = history;
    }

    @Override
    @Get(uri = "/latest", produces = "application/json")
    public HttpResponse<byte[]> latest(HttpRequest<?> request) {
        return answers.of(request, (state, _) -> {
            PublishedCut cut =
                    state.cut().orElseThrow(() -> new Refused(Problem.of(ProblemType.NO_CUT, "There is no cut")));
            return Answers.Answer.withInputs(json -> {
                Json.inputs(json, cut);
                changes(json, cut);
            });
        });
    }

    @Override
    @Get(produces = {"application/json", "text/csv"})
    public HttpResponse<byte[]> cuts(HttpRequest<?> request) {
        return answers.of(request, (state, parameters) -> {
            long latest = state.cut().map(PublishedCut::number).orElse(0L);
            long before = Math.min(parameters.number("before", Long.MAX_VALUE, Long.MAX_VALUE), latest + 1);
            List<PublishedCut> cuts =
                    history.before(state.edition(), before, (int) parameters.number("limit", USUAL, MOST));
            String next = next(cuts);
            return Answers.Answer.list(json -> write(json, cuts, next), () -> table(cuts))
                    .goingOn("before", next);
        });
    }

    private static @Nullable String next(List<PublishedCut> cuts) {
        return cuts.isEmpty() || cuts.getLast().number() == 1
                ? null
                : Long.toString(cuts.getLast().number());
    }

    private static void write(JsonGenerator json, List<PublishedCut> cuts, @Nullable String next) throws IOException {
        json.writeArrayFieldStart("cuts");
        for (PublishedCut cut : cuts) {
            json.writeStartObject();
            Json.fields(json, cut);
            changes(json, cut);
            Json.inputs(json, cut);
            json.writeEndObject();
        }
        json.writeEndArray();
        Json.text(json, "next", next);
    }

    private static void changes(JsonGenerator json, PublishedCut cut) throws IOException {
        json.writeNumberField("changedValues", cut.changedValues());
        json.writeNumberField("changedMonths", cut.changedMonths());
    }

    private static Table table(List<PublishedCut> cuts) {
        Table table = new Table("number", "publishedAt", "businessDay", "changedValues", "changedMonths");
        cuts.forEach(cut -> table.row(
                Long.toString(cut.number()),
                cut.publishedAt().toString(),
                cut.businessDay() == null ? null : cut.businessDay().toString(),
                Integer.toString(cut.changedValues()),
                Integer.toString(cut.changedMonths())));
        return table;
    }
}

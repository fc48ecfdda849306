package org.zonepulse.feed.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.LocalDate;

/** The growth pipeline. */
@Controller("/api/v1/growth")
@ExecuteOn(TaskExecutors.BLOCKING)
class GrowthController implements GrowthApi {

    private final Answers answers;

    GrowthController(Answers answers) {
        this.answers = answers;
    }

    @Override
    @Get(produces = {"application/json", "text/csv"})
    public HttpResponse<byte[]> growth(HttpRequest<?> request) {
        return answers.of(request, (state, parameters) -> {
            LocalDate day = new KpiSelection(state, parameters.date("asOf")).day();
            if (day == null) {
                throw new Refused(Problem.of(ProblemType.NO_CUT, "No business day is open"));
            }
            Growth growth = Growth.at(state, day);
            return Answers.Answer.list(
                    json -> {
                        Json.date(json, "asOf", day);
                        growth.write(json);
                    },
                    growth::table);
        });
    }
}

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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.zonepulse.feed.DeadLetterTally;
import org.zonepulse.feed.InputLag;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.OpenAnomaly;
import org.zonepulse.feed.PublishedCut;

/** How good the figures are: what contradicts itself, what could not be read, what isn't included yet. */
@Controller("/api/v1/quality")
@ExecuteOn(TaskExecutors.BLOCKING)
class QualityController implements QualityApi {

    private final Answers answers;
    private final DeadLetterTally deadLetters;
    private final InputLag lag;

    QualityController(Answers answers, DeadLetterTally deadLetters, InputLag lag) {
        this.answers = answers;
        this.deadLetters = deadLetters;
        this.lag = lag;
    }

    @Override
    @Get(produces = "application/json")
    public HttpResponse<byte[]> quality(HttpRequest<?> request) {
        return answers.of(request, true, (state, _) -> {
            List<InputLag.Partition> behind = lag.behind(state.cut().orElse(null));
            DeadLetterTally.Counts letters = deadLetters.counts(state.edition());
            return Answers.Answer.of(json -> {
                json.writeNumberField("openAnomalies", state.openAnomalies());
                counts(json, "anomaliesByCode", byCode(state));
                json.writeNumberField("deadLetters", letters.total());
                counts(json, "deadLettersByReason", letters.counts());
                json.writeBooleanField("deadLettersComplete", letters.whole());
                json.writeNumberField(
                        "lastCut", state.cut().map(PublishedCut::number).orElse(0L));
                write(json, behind);
            });
        });
    }

    private static SortedMap<String, Long> byCode(KpiState state) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (OpenAnomaly anomaly : state.anomalies().values()) {
            anomaly.findings().forEach(finding -> counts.merge(finding.code(), 1L, Long::sum));
        }
        return counts;
    }

    private static void counts(JsonGenerator json, String field, SortedMap<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, List<InputLag.Partition> behind) throws IOException {
        json.writeNumberField(
                "recordsBehind",
                behind.stream().mapToLong(InputLag.Partition::behind).sum());
        json.writeArrayFieldStart("lag");
        for (InputLag.Partition partition : behind) {
            json.writeStartObject();
            json.writeStringField("topic", partition.topic());
            json.writeNumberField("partition", partition.partition());
            json.writeNumberField("nextOffset", partition.nextOffset());
            json.writeNumberField("endOffset", partition.endOffset());
            json.writeNumberField("behind", partition.behind());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

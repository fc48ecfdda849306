package org.zonepulse.feed.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.feed.KpiState;
import org.zonepulse.feed.OpenAnomaly;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.zone.Zone;

/** What contradicts itself, and so doesn't count. */
@Controller("/api/v1/anomalies")
@ExecuteOn(TaskExecutors.BLOCKING)
class AnomaliesController implements AnomaliesApi {

    private static final int MOST = 1_000;
    private static final int USUAL = 50;

    private final Answers answers;

    AnomaliesController(Answers answers) {
        this.answers = answers;
    }

    @Override
    @Get(produces = {"application/json", "text/csv"})
    public HttpResponse<byte[]> anomalies(HttpRequest<?> request) {
        return answers.of(request, (state, parameters) -> {
            int limit = (int) parameters.number("limit", USUAL, MOST);
            List<OpenAnomaly> found = page(state, parameters.one("after"), limit + 1);
            List<OpenAnomaly> page = found.subList(0, Math.min(limit, found.size()));
            String next = found.size() > limit ? cursor(page.getLast()) : null;
            return Answers.Answer.list(json -> write(json, page, next), () -> table(page))
                    .goingOn("after", next)
                    .outOf(state.openAnomalies());
        });
    }

    private static List<OpenAnomaly> page(KpiState state, @Nullable String after, int limit) {
        return (after == null ? state.anomalies() : state.anomalies().tailMap(key(after), false))
                .values().stream().limit(limit).toList();
    }

    /** The last key of a page: the next one begins after it, even if it is resolved by then. */
    private static String cursor(OpenAnomaly last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.key().getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.notOneOf("after", cursor, List.of("the next of the page before")));
        }
    }

    private static void write(JsonGenerator json, List<OpenAnomaly> page, @Nullable String next) throws IOException {
        json.writeArrayFieldStart("anomalies");
        for (OpenAnomaly anomaly : page) {
            json.writeStartObject();
            json.writeStringField("enterpriseId", anomaly.enterpriseId());
            json.writeStringField("subject", anomaly.subject());
            json.writeArrayFieldStart("findings");
            for (OpenAnomaly.Finding finding : anomaly.findings()) {
                write(json, finding);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        Json.text(json, "next", next);
    }

    private static void write(JsonGenerator json, OpenAnomaly.Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", finding.code());
        Json.names(json, "text", meaning(finding.code()));
        json.writeArrayFieldStart("events");
        for (OpenAnomaly.EventReference event : finding.events()) {
            json.writeStartObject();
            json.writeStringField("source", event.source());
            json.writeStringField("eventId", event.eventId());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static Table table(List<OpenAnomaly> page) {
        Table table = new Table("enterpriseId", "subject", "code", "textEn", "textZh");
        for (OpenAnomaly anomaly : page) {
            for (OpenAnomaly.Finding finding : anomaly.findings()) {
                Zone.Name text = meaning(finding.code());
                table.row(anomaly.enterpriseId(), Table.text(anomaly.subject()), finding.code(), text.en(), text.zh());
            }
        }
        return table;
    }

    /** A newer service may publish sorts that this version has never heard of: then the code says it. */
    private static Zone.Name meaning(String code) {
        for (AnomalyCode known : AnomalyCode.values()) {
            if (known.name().equals(code)) {
                return known.meaning();
            }
        }
        return new Zone.Name(code, code);
    }
}

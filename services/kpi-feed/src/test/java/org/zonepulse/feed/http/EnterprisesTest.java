package org.zonepulse.feed.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zonepulse.feed.stores.FixedInstance;

/** What the feed makes of what kpi-service's stores tell. */
class EnterprisesTest {

    private static final String CODE = "91350100M000100Y43";
    private static final String DAY = "?asOf=2023-12-31";

    private final FixedInstance kpiService;
    private final RunningFeed feed;

    EnterprisesTest() throws IOException {
        kpiService = new FixedInstance();
        feed = new RunningFeed(kpiService.address().toString());
    }

    @BeforeEach
    void publish() {
        AnswersTest.fill(feed.cuts()).publish();
    }

    @AfterEach
    void stop() {
        feed.close();
        kpiService.close();
    }

    @Test
    void shouldTellAStoryWithTheCut() throws Exception {
        // Given
        kpiService.answering("/enterprises/" + CODE, 200, """
                {"enterpriseId": "%s", "timeline": [{"date": "2023-06-01"}], "inputs": [{"partition": 1}]}""".formatted(CODE));

        // When
        RunningFeed.Answer answer = feed.get("/api/v1/enterprises/" + CODE);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag"))
                .as("the store may be ahead of the cut")
                .isEmpty();
        JsonNode story = answer.json();
        assertThat(story.path("cut").path("number").asLong()).isPositive();
        assertThat(story.path("enterpriseId").asText()).isEqualTo(CODE);
        assertThat(story.path("timeline").path(0).path("date").asText()).isEqualTo("2023-06-01");
        assertThat(story.path("storeInputs").path(0).path("partition").asInt()).isEqualTo(1);
    }

    @Test
    void shouldTellApartTheUnknownTheWrongAndWhatIsAway() throws Exception {
        // Given
        kpiService.answering("/enterprises/" + CODE, 404, """
                {"type": "urn:zonepulse:problem:enterprise-unknown"}""");
        kpiService.answering("/enterprises/none", 400, """
                {"title": "No code", "detail": "'none'"}""");
        kpiService.answering("/enterprises/away", 503, "{}");

        // Then
        assertThat(feed.get("/api/v1/enterprises/" + CODE).status()).isEqualTo(404);
        assertThat(feed.get("/api/v1/enterprises/none").status()).isEqualTo(400);
        assertThat(feed.get("/api/v1/enterprises/away").status()).isEqualTo(503);
        assertThat(feed.get("/api/v1/enterprises/away").header("Retry-After")).isNotEmpty();
    }

    @Test
    void shouldListWhoIsBehindAFigureAndSayWhatIsMissing() throws Exception {
        // Given
        kpiService.answering("/instances", 200, """
                {"partitions": 2, "instances": [{"address": "%s"}]}""".formatted(kpiService.address()));
        kpiService.answering("/contributions", 200, """
                {"sums": [], "listedMeasure": "loan-balance", "unit": "money", "currency": "CNY", "total": "1.50", "count": 1,
                 "enterprises": [{"enterpriseId": "%s", "name": "One Ltd", "contribution": "1.50"}],
                 "allPartitions": 2, "partitions": [1], "movedOn": false, "inputs": []}""".formatted(CODE));

        // When
        JsonNode listed = feed.json("/api/v1/kpis/loan-balance/enterprises" + DAY);

        // Then
        assertThat(listed.path("total").asText()).isEqualTo("1.50");
        assertThat(listed.path("enterprises").path(0).path("name").asText()).isEqualTo("One Ltd");
        assertThat(listed.path("incomplete").asBoolean()).isTrue();
        assertThat(listed.path("missing").path("partitions").path(0).asInt()).isZero();
        assertThat(feed.get("/api/v1/kpis/loan-balance/enterprises" + DAY + "&format=csv")
                        .status())
                .as("a table can't say that it is incomplete")
                .isEqualTo(503);
        assertThat(feed.get("/api/v1/kpis/none/enterprises" + DAY).status()).isEqualTo(404);
    }
}

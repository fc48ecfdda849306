package org.zonepulse.feed.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zonepulse.feed.HandBuilt;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

/** What is answered over HTTP, of a state whose every figure stands here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersTest {

    private static final String FAIR = "fair-participants@fair:17th \"SME\" Fair, Guangzhou";

    private final RunningFeed feed = new RunningFeed();

    @BeforeAll
    void publish() {
        fill(feed.cuts()).publish();
    }

    static HandBuilt fill(HandBuilt cuts) {
        return cuts.flow("loan-balance@zone", "2022-06-30", 100_000)
                .flow("loan-balance@zone", "2023-03-15", 50_001)
                .flow("loan-balance@park:nanhai", "2023-03-15", 50_001)
                .flow("high-tech-enterprises@zone", "2022-01-01", 50)
                .flow("high-tech-enterprises@zone", "2023-05-01", 10)
                .flow("high-tech-enterprises@city", "2022-01-01", 100)
                .flow(FAIR, "2023-10-10", 3)
                .flow("enterprises-at-stage-high-tech@zone", "2023-01-01", 4)
                .flow("stage-transitions@transition:registered>high-tech", "2023-01-01", 3)
                .flow("stage-transitions@transition:high-tech>registered", "2023-02-01", 1)
                .flow("stage-transition-months@transition:registered>high-tech/months:7", "2023-01-01", 2)
                .flow("stage-transition-months@transition:registered>high-tech/months:12", "2023-01-01", 1)
                .value(new Kpi(new Series(Measure.HIGH_TECH_SHARE_OF_CITY, Scope.ZONE), 600_000L, 60L, 100L))
                .anomaly("E1", "loan:L1", "LOAN_OVERDRAWN")
                .anomaly("E2", "loan:L2", "SOMETHING_NEW")
                .anomaly("E3", "enterprise", "NOT_REGISTERED");
    }

    @AfterAll
    void stop() {
        feed.close();
    }

    @Test
    void shouldAnswerAWholeCut() throws Exception {
        // When
        JsonNode answer = feed.json("/api/v1/kpis?inputs=true");

        // Then
        assertThat(answer.path("cut").toString())
                .isEqualTo("{\"number\":1,\"publishedAt\":\"1970-01-01T00:00:01Z\",\"businessDay\":\"2023-12-31\"}");
        assertThat(answer.path("inputs").toString())
                .isEqualTo("[{\"topic\":\"zone.loans.v1\",\"partition\":3,\"nextOffset\":10,\"digest\":\""
                        + "ab".repeat(32) + "\"}]");
        assertThat(answer.path("asOf").asText()).isEqualTo("2023-12-31");
        assertThat(answer.path("values")).hasSize(11);
        assertThat(amounts(answer))
                .contains(
                        "loan-balance@zone=1500.01",
                        "loan-balance@park:nanhai=500.01",
                        "high-tech-enterprises@zone=60",
                        "high-tech-enterprise-share-of-city@zone=0.6",
                        FAIR + "=3");
    }

    @Test
    void shouldCompareWithTheYearBefore() throws Exception {
        // When
        JsonNode balance = feed.json("/api/v1/kpis?measure=loan-balance&scope=zone&compare=year")
                .path("values")
                .path(0);
        JsonNode nanhai = feed.json("/api/v1/kpis?scope=park:nanhai&compare=year")
                .path("values")
                .path(0);
        JsonNode share =
                feed.json("/api/v1/kpis/high-tech-enterprise-share-of-city").path("value");

        // Then
        assertThat(balance.toString())
                .isEqualTo(
                        "{\"measure\":\"loan-balance\",\"scope\":\"zone\",\"unit\":\"money\",\"kind\":\"stock\","
                                + "\"amount\":\"1500.01\",\"currency\":\"CNY\",\"before\":\"1000.00\",\"difference\":\"500.01\",\"percent\":\"50.0\"}");
        assertThat(nanhai.path("before").asText()).isEqualTo("0.00");
        assertThat(nanhai.path("percent").isNull()).isTrue();
        assertThat(share.toString())
                .isEqualTo(
                        "{\"measure\":\"high-tech-enterprise-share-of-city\",\"scope\":\"zone\",\"unit\":\"ratio\",\"kind\":\"ratio\","
                                + "\"amount\":\"0.6\",\"numerator\":\"60\",\"denominator\":\"100\",\"before\":\"0.5\",\"difference\":\"0.1\","
                                + "\"percent\":\"20.0\",\"points\":\"10.00\"}");
    }

    @Test
    void shouldAnswerAsOfAnyDay() throws Exception {
        // When
        JsonNode past = feed.json("/api/v1/kpis?asOf=2023-03-14");
        JsonNode before = feed.json("/api/v1/kpis/high-tech-enterprise-share-of-city?asOf=2020-01-01");

        // Then
        assertThat(past.path("cut").path("number").asInt()).isEqualTo(1);
        assertThat(past.path("asOf").asText()).isEqualTo("2023-03-14");
        assertThat(amounts(past)).contains("loan-balance@zone=1000.00", "high-tech-enterprise-share-of-city@zone=0.5");
        assertThat(before.path("value").path("amount").isNull()).isTrue();
    }

    @Test
    void shouldAnswerOneKpiWithItsDefinitionAndInputs() throws Exception {
        // When
        JsonNode answer = feed.json("/api/v1/kpis/loan-balance?scope=park:nanhai");
        JsonNode empty = feed.json("/api/v1/kpis/loan-balance?scope=park:shunde");

        // Then
        assertThat(answer.path("definition").path("nameZh").asText()).isEqualTo("贷款余额");
        assertThat(answer.path("definition").path("scopeKinds")).hasSize(6);
        assertThat(answer.path("value").path("amount").asText()).isEqualTo("500.01");
        assertThat(answer.path("inputs")).hasSize(1);
        assertThat(empty.path("value").path("amount").asText()).isEqualTo("0.00");
    }

    @Test
    void shouldShowTheHistoryByPeriods() throws Exception {
        // When
        JsonNode years = feed.json("/api/v1/kpis/loan-balance/history?by=year&from=2022-07-01");
        JsonNode months = feed.json("/api/v1/kpis/loan-balance/history?to=2023-03-14");
        JsonNode shares = feed.json("/api/v1/kpis/high-tech-enterprise-share-of-city/history?by=year");
        String days = feed.get("/api/v1/kpis/loan-balance/history?by=day&from=2023-03-14&to=2023-03-16&format=csv")
                .text();

        // Then
        assertThat(years.path("points").toString())
                .isEqualTo("[{\"date\":\"2022-12-31\",\"amount\":\"1000.00\",\"flow\":\"0.00\"},"
                        + "{\"date\":\"2023-12-31\",\"amount\":\"1500.01\",\"flow\":\"500.01\"}]");
        assertThat(months.path("from").asText()).isEqualTo("2022-06-01");
        assertThat(months.path("points")).hasSize(10);
        assertThat(months.path("points").path(0).path("flow").asText()).isEqualTo("1000.00");
        assertThat(months.path("points").path(9).toString())
                .isEqualTo("{\"date\":\"2023-03-14\",\"amount\":\"1000.00\",\"flow\":\"0.00\"}");
        assertThat(shares.path("points").toString())
                .isEqualTo("[{\"date\":\"2022-12-31\",\"amount\":\"0.5\",\"flow\":null},"
                        + "{\"date\":\"2023-12-31\",\"amount\":\"0.6\",\"flow\":null}]");
        assertThat(days.lines())
                .containsExactly(
                        "date,amount,flow",
                        "2023-03-14,1000.00,0.00",
                        "2023-03-15,1500.01,500.01",
                        "2023-03-16,1500.01,0.00");
    }

    @Test
    void shouldShowTheGrowthPipeline() throws Exception {
        // When
        JsonNode growth = feed.json("/api/v1/growth");

        // Then
        assertThat(growth.path("stages")).hasSize(5);
        assertThat(growth.path("stages").path(2).toString())
                .isEqualTo(
                        "{\"stage\":\"high-tech\",\"nameEn\":\"High-tech enterprise\",\"nameZh\":\"高新技术企业\",\"enterprises\":\"4\"}");
        assertThat(growth.path("transitions").toString())
                .isEqualTo(
                        "[{\"from\":\"registered\",\"to\":\"high-tech\",\"count\":\"3\",\"months\":{\"median\":\"7\",\"p90\":\"12\","
                                + "\"buckets\":[{\"months\":7,\"count\":\"2\"},{\"months\":12,\"count\":\"1\"}]}},"
                                + "{\"from\":\"high-tech\",\"to\":\"registered\",\"count\":\"1\",\"months\":{\"median\":null,\"p90\":null,\"buckets\":[]}}]");
    }

    @Test
    void shouldTellWhatThereIsToAskFor() throws Exception {
        // When
        JsonNode catalogue = feed.json("/api/v1/catalogue");
        JsonNode zone = feed.json("/api/v1/zone");
        JsonNode scopes = feed.json("/api/v1/scopes?measure=loan-balance");

        // Then
        assertThat(catalogue.path("measures")).hasSize(Measure.values().length);
        assertThat(zone.path("parks")).hasSize(5);
        assertThat(zone.path("city").path("nameZh").asText()).isEqualTo("佛山市");
        assertThat(zone.path("currency").asText()).isEqualTo("CNY");
        assertThat(scopes.path("scopes")).hasSize(2);
        assertThat(scopes.path("scopes").path(0).path("scope").asText()).isEqualTo("zone");
        assertThat(scopes.path("scopes").path(1).path("kind").asText()).isEqualTo("park");
        assertThat(scopes.path("scopes").path(1).path("nameEn").asText()).contains("Nanhai");
    }

    @Test
    void shouldPageThroughAnomaliesByCursor() throws Exception {
        // When
        JsonNode first = feed.json("/api/v1/anomalies?limit=2");
        JsonNode second = feed.json(
                "/api/v1/anomalies?limit=2&after=" + first.path("next").asText());

        // Then
        assertThat(first.path("anomalies").findValuesAsText("enterpriseId")).containsExactly("E1", "E2");
        JsonNode finding = first.path("anomalies").path(0).path("findings").path(0);
        assertThat(finding.path("code").asText()).isEqualTo("LOAN_OVERDRAWN");
        assertThat(finding.path("textEn").asText())
                .isNotEqualTo("LOAN_OVERDRAWN")
                .isNotEmpty();
        assertThat(finding.path("events").toString()).isEqualTo("[{\"source\":\"bank\",\"eventId\":\"b-1\"}]");
        assertThat(first.path("anomalies").findValuesAsText("textZh")).last().isEqualTo("SOMETHING_NEW");
        assertThat(second.path("anomalies").findValuesAsText("enterpriseId")).containsExactly("E3");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void shouldAnswerListsAsCsv() throws Exception {
        // When
        RunningFeed.Answer answer =
                feed.get("/api/v1/kpis?measure=fair-participants&compare=year", "Accept", "text/csv");

        // Then
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=utf-8");
        assertThat(answer.header("Zonepulse-Cut")).isEqualTo("1");
        assertThat(answer.text().lines())
                .containsExactly(
                        "measure,scope,unit,kind,amount,currency,numerator,denominator,before,difference,percent,points",
                        "fair-participants,\"fair:17th \"\"SME\"\" Fair, Guangzhou\",enterprises,distinct,3,,,,0,3,,");
        for (String list : List.of("kpis", "scopes", "catalogue", "growth", "anomalies", "kpis/loan-balance/history")) {
            assertThat(feed.get("/api/v1/" + list + "?format=csv").text().lines())
                    .as(list)
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void shouldAnswerWhetherThereIsAnotherCut() throws Exception {
        try (RunningFeed other = new RunningFeed()) {
            // Given
            other.cuts().flow("loan-balance@zone", "2023-01-01", 1).publish();
            String tag = other.get("/api/v1/kpis").header("ETag");

            // When
            RunningFeed.Answer same = other.get("/api/v1/kpis", "If-None-Match", tag);
            other.cuts().flow("loan-balance@zone", "2023-01-01", 2).publish();
            RunningFeed.Answer changed = other.get("/api/v1/kpis", "If-None-Match", tag);
            other.cuts().anomaly("E1", "loan:L1", "LOAN_OVERDRAWN").show();
            RunningFeed.Answer contradicted = other.get("/api/v1/anomalies", "If-None-Match", changed.header("ETag"));

            // Then
            assertThat(same.status()).isEqualTo(304);
            assertThat(same.text()).isEmpty();
            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.header("ETag")).startsWith("\"2-").isNotEqualTo(tag);
            assertThat(amounts(changed.json())).containsExactly("loan-balance@zone=0.02");
            assertThat(contradicted.status()).isEqualTo(200);
        }
    }

    /** Else a cache would give the one for the other, and take nonsense for what it knows. */
    @Test
    void shouldTagEachFormOfAnAnswerAndAnswerWhatIsWrongAllTheSame() throws Exception {
        // Given
        RunningFeed.Answer json = feed.get("/api/v1/kpis");
        String tag = json.header("ETag");

        // When
        RunningFeed.Answer csv = feed.get("/api/v1/kpis", "Accept", "text/csv", "If-None-Match", tag);
        RunningFeed.Answer nonsense = feed.get("/api/v1/kpis?asOf=nonsense", "If-None-Match", tag);

        // Then
        assertThat(csv.status()).isEqualTo(200);
        assertThat(nonsense.status()).isEqualTo(400);
        assertThat(json.header("Vary")).contains("Accept", "Accept-Encoding");
    }

    /** A table has no place to say so. */
    @Test
    void shouldSayInHeadersThatAListGoesOn() throws Exception {
        try (RunningFeed other = new RunningFeed()) {
            // Given
            for (int enterprise = 1; enterprise <= 3; enterprise++) {
                other.cuts().anomaly("E" + enterprise, "=loan:L1", "LOAN_OVERDRAWN");
            }
            other.cuts().publish();

            // When
            RunningFeed.Answer first = other.get("/api/v1/anomalies?limit=2&format=csv");
            String link = first.header("Link");
            RunningFeed.Answer second = other.get(link.substring(1, link.indexOf('>')));

            // Then
            assertThat(first.text().lines()).hasSize(3);
            assertThat(first.header("Zonepulse-Count")).isEqualTo("3");
            assertThat(link).endsWith("; rel=\"next\"");
            assertThat(second.text().lines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .as("what a spreadsheet would compute")
                    .startsWith("E3,'=loan:L1,");
            assertThat(second.header("Link")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/kpis?measure=loans, 400, bad-parameter, loan-balance",
        "/api/v1/kpis?scope=parks, 400, bad-parameter, park-industry",
        "/api/v1/kpis?asOf=31.12.2023, 400, bad-parameter, yyyy-MM-dd",
        "/api/v1/kpis?asOf=99999-01-01, 400, bad-parameter, yyyy-MM-dd",
        "/api/v1/kpis?compare=month, 400, bad-parameter, year",
        "/api/v1/kpis?format=xml, 400, bad-parameter, csv",
        "/api/v1/kpis?inputs=yes, 400, bad-parameter, true",
        "/api/v1/kpis?inputs=true&format=csv, 400, bad-parameter, table",
        "/api/v1/kpis?measures=loan-balance, 400, bad-parameter, asOf",
        "/api/v1/live?since=3, 400, bad-parameter, measure",
        "/api/v1/zone?format=csv, 400, bad-parameter, json",
        "/api/v1/kpis/loans, 404, unknown-measure, loan-balance",
        "/api/v1/kpis/loan-balance?scope=city, 400, bad-parameter, bank",
        "/api/v1/kpis/loan-balance?scope=park:atlantis, 404, unknown-scope, /api/v1/scopes",
        "/api/v1/kpis/loan-balance?scope=zone&scope=city, 400, bad-parameter, 2 times",
        "/api/v1/kpis/loan-balance/history?by=week, 400, bad-parameter, month",
        "/api/v1/kpis/loan-balance/history?from=2024-01-01, 400, bad-parameter, 2023-12-31",
        "/api/v1/kpis/loan-balance/history?by=day&from=2000-01-01, 400, too-many-points, 4000",
        "/api/v1/anomalies?after=!, 400, bad-parameter, next",
        "/api/v1/anomalies?limit=0, 400, bad-parameter, 1000",
        "/api/v1/live?measure=loans, 400, bad-parameter, loan-balance",
        "/api/v1/nothing, 404, not-found, docs/feed-http.md"
    })
    void shouldTellWhatWouldBePossible(String path, int status, String type, String possible) throws Exception {
        // When
        RunningFeed.Answer answer = feed.get(path);

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:zonepulse:problem:" + type);
        assertThat(answer.text()).contains(possible);
    }

    @Test
    void shouldAskForPatienceUntilItHasCaughtUp() throws Exception {
        try (RunningFeed fresh = new RunningFeed()) {
            // When
            RunningFeed.Answer early = fresh.get("/api/v1/kpis");
            RunningFeed.Answer notReady = fresh.get("/health/readiness");
            fresh.cuts().show();
            RunningFeed.Answer empty = fresh.get("/api/v1/kpis");

            // Then
            assertThat(early.status()).isEqualTo(503);
            assertThat(early.header("Retry-After")).isNotEmpty();
            assertThat(notReady.status()).isEqualTo(503);
            assertThat(fresh.get("/health/readiness").status()).isEqualTo(200);
            assertThat(empty.text()).isEqualTo("{\"cut\":null,\"asOf\":null,\"values\":[]}");
            assertThat(fresh.get("/api/v1/cuts/latest").status()).isEqualTo(404);
        }
    }

    @Test
    void shouldPushEachCutOverHttp() throws Exception {
        try (RunningFeed pushing = new RunningFeed()) {
            // Given
            pushing.cuts()
                    .begunAt(7)
                    .flow("loan-balance@zone", "2023-01-01", 100)
                    .flow("loan-repaid@zone", "2023-01-01", 7)
                    .publish();
            try (RunningFeed.Live live = pushing.listen("/api/v1/live?measure=loan-balance");
                    RunningFeed.Live again = pushing.listen("/api/v1/live", "Last-Event-ID", "1.7")) {
                String snapshot = live.event();

                // When
                pushing.cuts().flow("loan-repaid@zone", "2023-01-01", 8).publish();
                pushing.cuts().flow("loan-balance@zone", "2023-01-01", 250).publish();

                // Then
                assertThat(live.header("Content-Type")).startsWith("text/event-stream");
                assertThat(snapshot)
                        .startsWith("event: snapshot id: 1.7 data: {\"cut\":{\"number\":1,")
                        .contains("\"amount\":\"1.00\"")
                        .doesNotContain("repaid");
                assertThat(live.event())
                        .startsWith("event: cut id: 3.7 ")
                        .contains("\"amount\":\"2.50\"")
                        .doesNotContain("repaid");
                List<String> unfiltered = new ArrayList<>(List.of(again.event()));
                if (unfiltered.getFirst().startsWith("event: cut id: 2.7 ")) {
                    unfiltered.add(again.event());
                }
                assertThat(unfiltered.getLast()).startsWith("event: cut id: 3.7 ");
                assertThat(String.join("", unfiltered))
                        .contains("loan-repaid", "\"amount\":\"0.08\"", "\"amount\":\"2.50\"");
            }
        }
    }

    private static List<String> amounts(JsonNode answer) {
        List<String> amounts = new ArrayList<>();
        for (JsonNode value : answer.path("values")) {
            amounts.add(value.path("measure").asText() + "@"
                    + value.path("scope").asText() + "=" + value.path("amount").asText());
        }
        return amounts;
    }
}

package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.schemas.TopicCatalogue;

/** The feed beside a broker and kpi-service: what is published is what it answers and pushes. */
class KpiFeedTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final LocalDate DAY = LocalDate.of(2023, 12, 31);
    private static final String ENTERPRISE = "91440605000000101Y";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    private static String event(String id, String day, String fact) {
        return """
                {"eventId": "%s", "source": "bank-of-foshan", "occurredOn": "%s", "enterpriseId": "%s", "fact": %s}""".formatted(id, day, ENTERPRISE, fact);
    }

    private static String disbursed(String id, String amount) {
        return event(id, "2023-02-01", """
                {"type": "LoanDisbursed", "loanId": "L1", "amount": {"amount": "%s", "currency": "CNY"}}""".formatted(amount));
    }

    @Test
    void shouldAnswerAndPushWhatIsPublished() throws Exception {
        try (SmallPipeline pipeline = SmallPipeline.start(folder)) {
            // Given
            pipeline.publish("registrations", event("amr-1", "2020-01-01", """
                            {"type": "Registered", "name": "A", "park": "nanhai", "industry": "C3670"}"""));
            pipeline.publish("loans", event("bof-1", "2021-01-01", """
                    {"type": "LoanGranted", "loanId": "L1", "product": "digital-loan", "bank": "bank-of-foshan",\
                     "amount": {"amount": "5000.00", "currency": "CNY"}}"""), disbursed("bof-2", "1000.00"));
            pipeline.await(DAY);

            try (SandboxService.Running feed = pipeline.start(Ports.Use.KPI_FEED)) {
                await().atMost(PATIENCE).until(feed::isReady, ready -> ready);

                // When, Then: what was published before
                JsonNode balance = get(feed, "/api/v1/kpis/loan-balance?scope=park:nanhai");
                assertThat(balance.path("value").path("amount").asText()).isEqualTo("1000.00");
                assertThat(balance.path("value").path("before").asText()).isEqualTo("0.00");
                assertThat(balance.path("inputs").findValuesAsText("nextOffset").stream()
                                .mapToInt(Integer::parseInt)
                                .sum())
                        .isGreaterThanOrEqualTo(3);
                assertThat(balance.path("inputs").findValuesAsText("digest"))
                        .allSatisfy(digest -> assertThat(digest).matches("[0-9a-f]{64}"));

                // When, Then: what is published meanwhile, also while nobody listens
                String last;
                try (Live live = listen(feed, "0")) {
                    assertThat(live.untilValue("1000.00")).startsWith("id: ");
                    pipeline.publish("loans", disbursed("bof-3", "200.00"));
                    last = live.untilValue("1200.00").substring("id: ".length());
                }
                pipeline.publish("loans", disbursed("bof-4", "30.00"));
                pipeline.publish("loans", disbursed("bof-5", "4.00"));
                try (Live live = listen(feed, last)) {
                    assertThat(live.untilValue("1234.00")).isNotEqualTo("id: " + last);
                }
                assertCuts(feed);

                // When, Then: what isn't as it should be
                pipeline.publish("loans", disbursed("bof-6", "99999.00"));
                sendRubbish(pipeline);
                await().atMost(PATIENCE)
                        .until(
                                () -> get(feed, "/api/v1/quality"),
                                answer -> answer.path("recordsBehind").asInt() == 0
                                        && answer.path("deadLetters").asInt() == 1
                                        && answer.path("openAnomalies").asInt() == 1
                                        && answer.path("deadLettersComplete").asBoolean());
                JsonNode quality = get(feed, "/api/v1/quality");
                assertThat(quality.path("deadLettersByReason").toString()).isEqualTo("{\"UNDECODABLE\":1}");
                assertThat(quality.path("lag")).hasSize(4 * TopicCatalogue.EVENT_PARTITIONS);
                JsonNode anomalies = get(feed, "/api/v1/anomalies").path("anomalies");
                assertThat(anomalies.path(0).path("subject").asText()).isEqualTo("loan:L1");
                assertThat(quality.path("anomaliesByCode").fieldNames().next())
                        .isEqualTo(anomalies
                                .path(0)
                                .path("findings")
                                .path(0)
                                .path("code")
                                .asText());
            }
        }
    }

    private void assertCuts(SandboxService.Running feed) throws Exception {
        long latest =
                get(feed, "/api/v1/cuts/latest").path("cut").path("number").asLong();
        JsonNode cuts = get(feed, "/api/v1/cuts?limit=1");
        assertThat(cuts.path("cuts").findValuesAsText("number")).containsExactly(Long.toString(latest));
        assertThat(cuts.path("cuts").path(0).path("inputs")).isNotEmpty();
        JsonNode before =
                get(feed, "/api/v1/cuts?limit=200&before=" + cuts.path("next").asText());
        List<String> numbers = before.path("cuts").findValuesAsText("number");
        assertThat(numbers).hasSize((int) latest - 1).endsWith("1");
        assertThat(before.path("next").isNull()).isTrue();
    }

    private static void sendRubbish(SmallPipeline pipeline) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                pipeline.address().settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TopicCatalogue.LOANS.name(), new byte[] {1}, new byte[] {1, 2, 3}))
                    .get();
        }
    }

    private JsonNode get(SandboxService.Running feed, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(feed.address().resolve(path))
                .timeout(PATIENCE)
                .build();
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    private Live listen(SandboxService.Running feed, String lastCut) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        feed.address().resolve("/api/v1/live?measure=loan-balance&scope=zone"))
                .header("Last-Event-ID", lastCut)
                .timeout(PATIENCE)
                .build();
        return new Live(client.send(request, BodyHandlers.ofLines()));
    }

    /** The lines of a connection to the live feed. */
    private record Live(HttpResponse<Stream<String>> response, Iterator<String> lines) implements AutoCloseable {
        private Live(HttpResponse<Stream<String>> response) {
            this(response, response.body().iterator());
        }

        /** Waits for an event with this amount, and tells its id. */
        private String untilValue(String amount) {
            String id = "";
            while (true) {
                String line = lines.next();
                id = line.startsWith("id: ") ? line : id;
                if (line.startsWith("data: ") && line.contains("\"amount\":\"" + amount + "\"")) {
                    return id;
                }
            }
        }

        @Override
        public void close() {
            response.body().close();
        }
    }
}

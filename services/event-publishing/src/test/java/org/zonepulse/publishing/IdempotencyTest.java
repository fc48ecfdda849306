package org.zonepulse.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are sent again: with a key, with another body under the same key, and to a service that was restarted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {

    private static final String NAMELESS = Loans.disbursed("x").replace("\"eventId\":\"x\",", "");
    private static final Map<String, Object> FEW_REFUSED = Map.of("zonepulse.publishing.max-refused", 2);

    private TestBroker broker;
    private Emitted emitter;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = new TestBroker(folder);
        emitter = Emitted.start(broker.address(), "mock://idempotency", FEW_REFUSED);
    }

    @AfterAll
    void stop() {
        emitter.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Emitted.JSON, Emitted.NDJSON})
    void shouldGiveARepeatTheSameAnswerWithoutPublishingAgain(String type) throws Exception {
        // Given
        String key = "same-" + type.length();
        Emitted.Answer first = post(emitter, type, NAMELESS, key);

        // When
        Emitted.Answer second = post(emitter, type, NAMELESS, key);

        // Then
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.type()).isEqualTo(first.type());
        assertThat(second.raw().body()).isEqualTo(first.raw().body()).contains("\"offset\"");
        assertThat(isReplayed(first)).isFalse();
        assertThat(isReplayed(second)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {Emitted.JSON, Emitted.NDJSON})
    void shouldRefuseAnotherBodyUnderTheSameKey(String type) throws Exception {
        // Given
        String key = "reused-" + type.length();
        post(emitter, type, NAMELESS, key);

        // When
        Emitted.Answer other = post(emitter, type, Loans.disbursed("other"), key);

        // Then
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("type").asText()).isEqualTo("urn:zonepulse:problem:idempotency-key-reused");
    }

    @Test
    void shouldTellEqualFactsApartByTheirKeys() throws Exception {
        // When
        String one = eventId(post(emitter, Emitted.JSON, NAMELESS, "first"));
        String other = eventId(post(emitter, Emitted.JSON, NAMELESS, "second"));
        Emitted.Answer both = post(emitter, Emitted.NDJSON, NAMELESS + "\n" + NAMELESS, "first-batch");

        // Then
        assertThat(one).matches("k-[0-9a-f]{32}");
        assertThat(other).matches("k-[0-9a-f]{32}").isNotEqualTo(one);
        assertThat(both.summary().get("published").asInt()).isEqualTo(2);
        assertThat(both.lines().get(0).get("eventId"))
                .isNotEqualTo(both.lines().get(1).get("eventId"));
    }

    @Test
    void shouldMakeTheIdAsTheContractSays() throws Exception {
        // Given
        String content = "{\"source\":\"bank-of-foshan\",\"occurredOn\":\"2023-01-31\",\"enterpriseId\":\""
                + Loans.ENTERPRISE
                + "\",\"fact\":{\"type\":\"LoanDisbursed\",\"loanId\":\"L-1\","
                + "\"amount\":{\"amount\":\"1000000.00\",\"currency\":\"CNY\"}}}";

        // When
        String eventId = eventId(post(emitter, Emitted.JSON, NAMELESS, "contract"));

        // Then
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest((content + "\ncontract\n1").getBytes(StandardCharsets.UTF_8));
        assertThat(eventId).isEqualTo("k-" + HexFormat.of().formatHex(hash, 0, 16));
    }

    @Test
    void shouldKnowARepeatByItsIdAfterARestart() throws Exception {
        // Given
        JsonNode first = post(emitter, Emitted.JSON, NAMELESS, "restart").json();

        // When
        JsonNode second;
        try (Emitted restarted = Emitted.start(broker.address(), "mock://idempotency", FEW_REFUSED)) {
            second = post(restarted, Emitted.JSON, NAMELESS, "restart").json();
        }

        // Then
        assertThat(second.get("eventId")).isEqualTo(first.get("eventId"));
        assertThat(second.get("offset").asLong())
                .isGreaterThan(first.get("offset").asLong());
    }

    @Test
    void shouldKeepTheAnswerOfABatchThatWasNotReadToItsEnd() throws Exception {
        // Given
        String body = Loans.disbursed("partly") + "\nwrong\nwrong\n" + Loans.disbursed("unread");
        Emitted.Answer first = post(emitter, Emitted.NDJSON, body, "partly");

        // When
        Emitted.Answer second = post(emitter, Emitted.NDJSON, body, "partly");

        // Then
        assertThat(first.summary().get("unreadFromLine").asInt()).isEqualTo(4);
        assertThat(isReplayed(second)).isTrue();
        assertThat(second.raw().body()).isEqualTo(first.raw().body());
    }

    @Test
    void shouldLetARefusedEventBeCorrectedUnderItsKey() throws Exception {
        // Given
        Emitted.Answer refused = post(emitter, Emitted.JSON, NAMELESS.replace("CNY", "USD"), "corrected");

        // When
        Emitted.Answer corrected = post(emitter, Emitted.JSON, NAMELESS, "corrected");

        // Then
        assertThat(refused.status()).isEqualTo(422);
        assertThat(corrected.status()).isEqualTo(201);
    }

    @Test
    void shouldAskForPatienceWhileTheFirstIsInWork() throws Exception {
        // Given
        try (OpenRequest first =
                new OpenRequest(emitter.address(), Emitted.NDJSON, NAMELESS.length(), "Idempotency-Key: in-work")) {
            first.send(NAMELESS.substring(0, 10));
            emitter.awaitMetric("zonepulse_batches_in_work", value -> value == 1);

            // When
            Emitted.Answer second = post(emitter, Emitted.NDJSON, NAMELESS, "in-work");
            first.send(NAMELESS.substring(10));

            // Then
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.json().get("type").asText()).isEqualTo("urn:zonepulse:problem:idempotency-key-in-work");
            assertThat(second.raw().headers().firstValue("Retry-After")).isPresent();
            assertThat(first.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blank", "with\ttab"})
    void shouldRefuseWhatIsNoKey(String key) throws Exception {
        // When
        Emitted.Answer answer = post(emitter, Emitted.JSON, NAMELESS, key);
        Emitted.Answer tooLong = post(emitter, Emitted.JSON, NAMELESS, "k".repeat(256));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(tooLong.json().get("type").asText()).isEqualTo("urn:zonepulse:problem:invalid-idempotency-key");
    }

    private static Emitted.Answer post(Emitted emitter, String type, String body, String key) throws Exception {
        return emitter.send(keyed(emitter, type, key).POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder keyed(Emitted emitter, String type, String key) {
        return emitter.request("/events").header("Content-Type", type).header("Idempotency-Key", key);
    }

    private static String eventId(Emitted.Answer answer) throws Exception {
        return answer.json().get("eventId").asText();
    }

    private static boolean isReplayed(Emitted.Answer answer) {
        return answer.raw().headers().firstValue("Idempotent-Replayed").isPresent();
    }
}

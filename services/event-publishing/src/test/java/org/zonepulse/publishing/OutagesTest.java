package org.zonepulse.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broker or registry away: callers are told so, and lose nothing by sending again. */
class OutagesTest {

    private static final Map<String, Object> SHORT_PATIENCE = Map.of(
            "kafka.producers.events.max.block.ms", 1000,
            "kafka.producers.events.request.timeout.ms", 1000,
            "kafka.producers.events.delivery.timeout.ms", 2000);

    @Test
    void shouldSayWhatIsNotPublishedWithoutABroker() throws Exception {
        // Given
        String nowhere = "127.0.0.1:" + TestBroker.freePort();
        try (Emitted emitter = Emitted.start(nowhere, "mock://no-broker", SHORT_PATIENCE)) {

            // When
            Emitted.Answer event = emitter.post(Emitted.JSON, Loans.disbursed("away-1"));
            Emitted.Answer batch = emitter.post(
                    Emitted.NDJSON, "no event\n" + Loans.disbursed("away-2") + "\n" + Loans.disbursed("away-3") + "\n");

            // Then
            assertOutage(event, event.json(), "broker-unavailable");
            assertOutage(batch, batch.lines().getLast().get("problem"), "broker-unavailable");
            assertThat(batch.lines().get(0).get("status").asText()).isEqualTo("refused");
            assertThat(batch.lines().get(1).get("status").asText()).isEqualTo("not-published");
            assertThat(batch.lines().get(1).get("eventId").asText()).isEqualTo("away-2");
            assertThat(batch.summary().get("unreadFromLine").asInt()).isEqualTo(3);
            assertThat(emitter.get("/health/liveness").status()).isEqualTo(200);
            assertThat(emitter.get("/health/readiness").status()).isEqualTo(503);
        }
    }

    @Test
    void shouldGoOnWhenTheBrokerIsBack(@TempDir Path folder) throws Exception {
        // Given
        try (TestBroker broker = new TestBroker(folder);
                Emitted emitter = Emitted.start(broker.address(), "mock://broker-back", SHORT_PATIENCE)) {
            long before = emitter.post(Emitted.JSON, Loans.disbursed("back-1"))
                    .json()
                    .get("offset")
                    .asLong();
            broker.stop();

            // When
            Emitted.Answer during = emitter.post(Emitted.NDJSON, Loans.disbursed("back-2"));
            broker.startAgain();
            Emitted.Answer after = emitter.post(Emitted.JSON, Loans.disbursed("back-2"));
            while (after.status() == 503) {
                after = emitter.post(Emitted.JSON, Loans.disbursed("back-2"));
            }

            // Then
            assertOutage(during, during.lines().getLast().get("problem"), "broker-unavailable");
            assertThat(during.lines().getFirst().get("status").asText()).isIn("unconfirmed", "not-published");
            assertThat(after.status()).isEqualTo(201);
            assertThat(after.json().get("offset").asLong()).isGreaterThan(before);
        }
    }

    @Test
    void shouldSayWhatIsNotPublishedWithoutARegistry(@TempDir Path folder) throws Exception {
        // Given
        String nowhere = "http://127.0.0.1:" + TestBroker.freePort();
        try (TestBroker broker = new TestBroker(folder);
                Emitted emitter = Emitted.start(broker.address(), nowhere, SHORT_PATIENCE)) {

            // When
            Emitted.Answer event = emitter.post(Emitted.JSON, Loans.disbursed("away-1"));
            Emitted.Answer batch = emitter.post(Emitted.NDJSON, Loans.disbursed("away-2") + "\n\n");

            // Then
            assertOutage(event, event.json(), "registry-unavailable");
            assertOutage(batch, batch.lines().getLast().get("problem"), "registry-unavailable");
            assertThat(batch.lines().getFirst().get("status").asText()).isEqualTo("not-published");
            assertThat(batch.summary().get("unreadFromLine").asInt()).isEqualTo(2);
            Emitted.Answer readiness = emitter.get("/health/readiness");
            assertThat(readiness.status()).isEqualTo(503);
            assertThat(readiness.raw().body()).contains("schema-registry").contains("8 partitions");
        }
    }

    /** It is the operator's to make good, and nothing is lost meanwhile: not published, and not registered by the way. */
    @Test
    void shouldNameTheRemedyWhereNobodyHasRegisteredTheSchema(@TempDir Path folder) throws Exception {
        // Given
        String registry = "mock://unregistered";
        try (TestBroker broker = new TestBroker(folder);
                Emitted emitter = Emitted.startWithoutSchemas(broker.address(), registry, SHORT_PATIENCE)) {

            // When
            Emitted.Answer event = emitter.post(Emitted.JSON, Loans.disbursed("early-1"));
            Emitted.Answer batch = emitter.post(Emitted.NDJSON, Loans.disbursed("early-2"));
            Emitted.Answer readiness = emitter.get("/health/readiness");
            Emitted.registerSchemas(registry);
            Emitted.Answer after = emitter.post(Emitted.JSON, Loans.disbursed("early-1"));

            // Then
            assertOutage(event, event.json(), "schema-not-registered");
            assertThat(event.json().get("remedy").asText()).contains("zonepulse topics apply");
            assertOutage(batch, batch.lines().getLast().get("problem"), "schema-not-registered");
            assertThat(batch.lines().getFirst().get("status").asText()).isEqualTo("not-published");
            assertThat(readiness.status()).isEqualTo(503);
            assertThat(readiness.raw().body()).contains("zonepulse topics apply");
            assertThat(after.status()).isEqualTo(201);
        }
    }

    /** As sites can have it. */
    @Test
    void shouldRegisterTheSchemaWhereThatIsWanted(@TempDir Path folder) throws Exception {
        // Given
        Map<String, Object> settings = new HashMap<>(SHORT_PATIENCE);
        settings.put("zonepulse.codec.auto.register.schemas", true);
        try (TestBroker broker = new TestBroker(folder);
                Emitted emitter = Emitted.startWithoutSchemas(broker.address(), "mock://registering", settings)) {

            // When
            Emitted.Answer readiness = emitter.get("/health/readiness");
            Emitted.Answer event = emitter.post(Emitted.JSON, Loans.disbursed("first-1"));

            // Then
            assertThat(readiness.status()).isEqualTo(200);
            assertThat(event.status()).isEqualTo(201);
        }
    }

    private static void assertOutage(Emitted.Answer answer, JsonNode problem, String type) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.raw().headers().firstValue("Retry-After")).isPresent();
        assertThat(problem.get("type").asText()).isEqualTo("urn:zonepulse:problem:" + type);
        assertThat(problem.get("status").asInt()).isEqualTo(503);
    }
}

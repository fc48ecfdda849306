package org.zonepulse.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.zonepulse.avrocodec.AvroDeserializer;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.EventJson;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.testkit.CreditCodes;

/** Events through an emitter into a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {

    private static final String REGISTRY = "mock://events-test";
    private static final int LIMIT = 1_000_000;

    private TestBroker broker;
    private Emitted emitter;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        TrustedRecords.trust();
        broker = new TestBroker(folder);
        emitter = Emitted.start(
                broker.address(),
                REGISTRY,
                Map.of("zonepulse.publishing.max-batch-bytes", LIMIT, "zonepulse.publishing.max-refused", 50));
    }

    @AfterAll
    void stop() {
        emitter.close();
        broker.close();
    }

    @Test
    void shouldAnswerAnEventWithItsPlaceInTheTopic() throws Exception {
        // Given
        String event = Loans.disbursed("one-1");

        // When
        Emitted.Answer answer = emitter.post(Emitted.JSON, event);

        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(answer.json().get("eventId").asText()).isEqualTo("one-1");
        assertThat(answer.json().get("topic").asText()).isEqualTo("zone.loans.v1");
        ConsumerRecord<String, SpecificRecord> record = at(answer.json());
        assertThat(record.key()).isEqualTo(Loans.ENTERPRISE);
        assertThat(EventAvro.read(record.value())).isEqualTo(EventJson.read(event, Instant.EPOCH));
    }

    @Test
    void shouldTellAtDebugWhatBecameOfAnEventAndNothingThatIsInIt() throws Exception {
        // Given
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Account.class);
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
        try {
            // When
            var _ = emitter.post(Emitted.JSON, Loans.disbursed("told-1"));
        } finally {
            logger.setLevel(null);
            logger.detachAppender(lines);
        }

        // Then
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage())
                    .matches("Event told-1 of [a-z-]+: published, zone.loans.v1-\\d+@\\d+");
            assertThat(line.getKeyValuePairs())
                    .extracting(pair -> pair.key)
                    .containsExactly("eventId", "source", "verdict");
            assertThat(line.toString()).doesNotContain(Loans.ENTERPRISE);
        });
    }

    @Test
    void shouldPublishARepeatAgainUnderItsId() throws Exception {
        // Given
        JsonNode first = emitter.post(Emitted.JSON, Loans.disbursed("repeat-1")).json();

        // When
        JsonNode second =
                emitter.post(Emitted.JSON, Loans.disbursed("repeat-1")).json();

        // Then
        assertThat(second.get("eventId")).isEqualTo(first.get("eventId"));
        assertThat(second.get("partition")).isEqualTo(first.get("partition"));
        assertThat(second.get("offset").asLong())
                .isGreaterThan(first.get("offset").asLong());
        assertThat(at(second).value()).isEqualTo(at(first).value());
    }

    @Test
    void shouldMakeTheSameIdOfTheSameEventWithoutOne() throws Exception {
        // Given
        String event = Loans.disbursed("x").replace("\"eventId\":\"x\",", "");

        // When
        JsonNode first = emitter.post(Emitted.JSON, event).json();
        JsonNode second = emitter.post(Emitted.NDJSON, event).lines().getFirst();

        // Then
        assertThat(first.get("eventId").asText()).startsWith("h-");
        assertThat(second.get("eventId")).isEqualTo(first.get("eventId"));
    }

    /** What is wrong with an event: status, reason, field, and the event. */
    static final String WRONG = """
            400 | MALFORMED            | $                    | {"eventId":
            400 | MALFORMED            | $                    | [1]
            422 | INVALID_CREDIT_CODE  | enterpriseId         | {"eventId":"w","source":"b","occurredOn":"2023-01-31","enterpriseId":"unknown","fact":{"type":"LoanRepaid","loanId":"L","amount":{"amount":1,"currency":"CNY"}}}
            422 | INVALID_CREDIT_CODE  | enterpriseId         | {"eventId":"w","source":"b","occurredOn":"2023-01-31","enterpriseId":"91350100M000100Y44","fact":{"type":"LoanRepaid","loanId":"L","amount":{"amount":1,"currency":"CNY"}}}
            422 | INVALID_AMOUNT       | fact.amount.amount   | {"eventId":"w","source":"b","occurredOn":"2023-01-31","enterpriseId":"91350100M000100Y43","fact":{"type":"LoanRepaid","loanId":"L","amount":{"amount":-1,"currency":"CNY"}}}
            422 | INVALID_AMOUNT       | fact.amount.amount   | {"eventId":"w","source":"b","occurredOn":"2023-01-31","enterpriseId":"91350100M000100Y43","fact":{"type":"LoanRepaid","loanId":"L","amount":{"amount":"1.005","currency":"CNY"}}}
            422 | FOREIGN_CURRENCY     | fact.amount.currency | {"eventId":"w","source":"b","occurredOn":"2023-01-31","enterpriseId":"91350100M000100Y43","fact":{"type":"LoanRepaid","loanId":"L","amount":{"amount":1,"currency":"USD"}}}
            422 | INVALID_DATE         | occurredOn           | {"eventId":"w","source":"b","occurredOn":"20230-01-31","enterpriseId":"91350100M000100Y43","fact":{"type":"LoanRepaid","loanId":"L","amount":{"amount":1,"currency":"CNY"}}}
            422 | UNKNOWN_LOAN_PRODUCT | fact.product         | {"eventId":"w","source":"b","occurredOn":"2023-01-31","enterpriseId":"91350100M000100Y43","fact":{"type":"LoanGranted","loanId":"L","product":"none","bank":"b","amount":{"amount":1,"currency":"CNY"}}}
            422 | WRONG_STREAM         | fact                 | {"eventId":"w","source":"b","occurredOn":"2023-01-31","enterpriseId":"91350100M000100Y43","fact":{"type":"Relocated","park":"nanhai"}}
            422 | INVALID_FIELD        | fact.loanID          | {"eventId":"w","source":"b","occurredOn":"2023-01-31","enterpriseId":"91350100M000100Y43","fact":{"type":"LoanRepaid","loanId":"L","loanID":"L","amount":{"amount":1,"currency":"CNY"}}}
            """;

    @ParameterizedTest
    @CsvSource(textBlock = WRONG, delimiter = '|', quoteCharacter = '\0')
    void shouldNameWhatIsWrongWithAnEvent(int status, String reason, String field, String event) throws Exception {
        // When
        Emitted.Answer answer = emitter.post(Emitted.JSON, event);

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertNames(answer.json(), status, reason, field);
    }

    @ParameterizedTest
    @CsvSource(textBlock = WRONG, delimiter = '|', quoteCharacter = '\0')
    void shouldPublishTheNeighboursOfAWrongLine(int status, String reason, String field, String event)
            throws Exception {
        // Given
        String before = Loans.disbursed("before");
        String after = Loans.disbursed("after");

        // When
        Emitted.Answer answer = emitter.post(Emitted.NDJSON, before + "\n" + event + "\n" + after + "\n");

        // Then
        assertThat(answer.status()).isEqualTo(422);
        List<JsonNode> lines = answer.lines();
        assertThat(lines).hasSize(4);
        assertPublished(lines.get(0), 1, "before");
        assertThat(lines.get(1).get("line").asInt()).isEqualTo(2);
        assertThat(lines.get(1).get("status").asText()).isEqualTo("refused");
        assertNames(lines.get(1).get("problem"), status, reason, field);
        assertPublished(lines.get(2), 3, "after");
        assertThat(answer.summary().get("published").asInt()).isEqualTo(2);
        assertThat(answer.summary().get("refused").asInt()).isEqualTo(1);
    }

    private static void assertNames(JsonNode problem, int status, String reason, String field) {
        assertThat(problem.get("type").asText()).startsWith("urn:zonepulse:problem:");
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotEmpty();
        assertThat(problem.get("detail").asText()).startsWith(field + " ");
        assertThat(problem.get("remedy").asText()).isNotEmpty();
        JsonNode error = problem.get("errors").get(0);
        assertThat(error.get("reason").asText()).isEqualTo(reason);
        assertThat(error.get("field").asText()).isEqualTo(field);
        assertThat(error.get("pointer").asText()).isEqualTo(field.equals("$") ? "#" : "#/" + field.replace('.', '/'));
        assertThat(error.get("detail").asText()).isNotEmpty();
    }

    private void assertPublished(JsonNode line, int number, String eventId) {
        assertThat(line.get("line").asInt()).isEqualTo(number);
        assertThat(line.get("status").asText()).isEqualTo("published");
        assertThat(line.get("eventId").asText()).isEqualTo(eventId);
        assertThat(at(line).value().get(0)).isEqualTo(eventId);
    }

    @Test
    void shouldAnswerALargeBatchLineByLineInOrder() throws Exception {
        // Given
        int size = 2_000;
        String body = IntStream.rangeClosed(1, size)
                .mapToObj(i -> Loans.disbursed("batch-" + i, CreditCodes.of(i), "2023-01-31", "1", "CNY"))
                .collect(Collectors.joining("\n"));

        // When
        Emitted.Answer answer = emitter.post(Emitted.NDJSON, body);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/x-ndjson");
        List<JsonNode> lines = answer.lines();
        assertThat(lines).hasSize(size + 1);
        for (int i = 1; i <= size; i++) {
            JsonNode line = lines.get(i - 1);
            assertThat(line.get("line").asInt()).isEqualTo(i);
            assertThat(line.get("eventId").asText()).isEqualTo("batch-" + i);
        }
        assertThat(answer.summary().get("published").asInt()).isEqualTo(size);
        for (int i : new int[] {1, 777, size}) {
            assertPublished(lines.get(i - 1), i, "batch-" + i);
        }
    }

    @Test
    void shouldPassOverBlankLinesAndCountThem() throws Exception {
        // When
        Emitted.Answer answer = emitter.post(Emitted.NDJSON, "\n \r\n" + Loans.disbursed("blank-3") + "\r\n\n");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.lines()).hasSize(2);
        assertPublished(answer.lines().getFirst(), 3, "blank-3");
    }

    @Test
    void shouldTakeAnEmptyBatch() throws Exception {
        // When
        Emitted.Answer answer = emitter.post(Emitted.NDJSON, "");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.summary().get("published").asInt()).isZero();
    }

    @Test
    void shouldRefuseAnEmptyEvent() throws Exception {
        // When
        Emitted.Answer answer = emitter.post(Emitted.JSON, "");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("type").asText()).isEqualTo("urn:zonepulse:problem:malformed-event");
    }

    @Test
    void shouldStopABatchThatIsWrongAsAWhole() throws Exception {
        // Given
        String body = "no event\n".repeat(60) + Loans.disbursed("never-61");

        // When
        Emitted.Answer answer = emitter.post(Emitted.NDJSON, body);

        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.summary().get("refused").asInt()).isEqualTo(50);
        assertThat(answer.summary().get("published").asInt()).isZero();
        assertThat(answer.summary().get("unreadFromLine").asInt()).isEqualTo(51);
        assertProblem(answer.lines().getLast().get("problem"), "too-many-refused", 422);
    }

    @ParameterizedTest
    @CsvSource({"application/json", "application/x-ndjson"})
    void shouldRefuseALargeBodyAtOnceByItsContentLength(String type) throws Exception {
        // When
        Emitted.Answer answer = emitter.post(type, BodyPublishers.ofByteArray(new byte[50_000_000]));

        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertProblem(answer.json(), "too-large", 413);
    }

    @Test
    void shouldRefuseALargeEventWithoutContentLength() throws Exception {
        // When
        Emitted.Answer answer = emitter.post(Emitted.JSON, chunked(" ".repeat(50_000_000)));

        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertProblem(answer.json(), "too-large", 413);
    }

    @Test
    void shouldSayWhatOfALargeBatchWithoutContentLengthIsPublished() throws Exception {
        // Given
        int each = Loans.disbursed("large-100000").length() + 1;
        String body = IntStream.range(100_000, 100_000 + 50_000_000 / each)
                .mapToObj(i -> Loans.disbursed("large-" + i))
                .collect(Collectors.joining("\n"));

        // When
        Emitted.Answer answer = emitter.post(Emitted.NDJSON, chunked(body));

        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertProblem(answer.lines().getLast().get("problem"), "too-large", 413);
        int published = answer.summary().get("published").asInt();
        assertThat(published).isPositive().isLessThanOrEqualTo(LIMIT / each);
        assertThat(answer.summary().get("unreadFromLine").asInt()).isEqualTo(published + 1);
        assertThat(answer.lines()).hasSize(published + 1);
        assertPublished(answer.lines().get(published - 1), published, "large-" + (100_000 + published - 1));
    }

    private static BodyPublisher chunked(String body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertProblem(JsonNode problem, String type, int status) {
        assertThat(problem.get("type").asText()).isEqualTo("urn:zonepulse:problem:" + type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("remedy").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /events,  text/csv,         415, unsupported-media-type",
        "POST, /nothing, application/json, 404, not-found",
        "PUT,  /events,  application/json, 405, method-not-allowed",
        "GET,  /events,  application/json, 405, method-not-allowed"
    })
    void shouldTellWhatTheServerRefusesAsAProblem(String method, String path, String type, int status, String problem)
            throws Exception {
        // When
        Emitted.Answer answer = emitter.send(emitter.request(path)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(Loans.disbursed("server"))));

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertProblem(answer.json(), problem, status);
    }

    @Test
    void shouldTellAMissingContentTypeAsAProblem() throws Exception {
        // When
        Emitted.Answer answer =
                emitter.send(emitter.request("/events").POST(BodyPublishers.ofString(Loans.disbursed("no-type"))));

        // Then
        assertThat(answer.status()).isEqualTo(415);
        assertProblem(answer.json(), "unsupported-media-type", 415);
    }

    @Test
    void shouldBeAliveAndReady() throws Exception {
        // When
        Emitted.Answer liveness = emitter.get("/health/liveness");
        Emitted.Answer readiness = emitter.get("/health/readiness");

        // Then
        assertThat(liveness.status()).isEqualTo(200);
        assertThat(readiness.status()).as(readiness.raw().body()).isEqualTo(200);
        assertThat(readiness.raw().body()).contains("zone.loans.v1 has 8 partitions");
    }

    @Test
    void shouldCountWhatItPublishesAndRefuses() throws Exception {
        // Given
        emitter.post(Emitted.NDJSON, Loans.disbursed("count") + "\nno event\n");

        // When
        List<String> metrics = emitter.get("/prometheus").raw().body().lines().toList();

        // Then
        assertThat(metrics)
                .anyMatch(line -> line.matches("zonepulse_events_published_total\\{.*loans.*} [1-9].*"))
                .anyMatch(line -> line.matches("zonepulse_events_refused_total\\{.*MALFORMED.*} [1-9].*"))
                .anyMatch(line -> line.matches("zonepulse_events_refused_total\\{.*UNKNOWN_PARK.*} 0.0"))
                .anyMatch(line -> line.matches("zonepulse_publish_seconds_count\\{.*batch.*} [1-9].*"))
                .anyMatch(line -> line.matches("kafka_producer_.*"));
    }

    /** The record that is where the receipt says. */
    private ConsumerRecord<String, SpecificRecord> at(JsonNode receipt) {
        TopicPartition partition = new TopicPartition(
                TopicCatalogue.LOANS.name(), receipt.get("partition").asInt());
        AvroDeserializer<SpecificRecord> values = new AvroDeserializer<>();
        values.configure(Map.of("schema.registry.url", REGISTRY, "specific.avro.reader", true), false);
        try (KafkaConsumer<String, SpecificRecord> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address(), "max.poll.records", 1),
                new StringDeserializer(),
                values)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, receipt.get("offset").asLong());
            List<ConsumerRecord<String, SpecificRecord>> records = new ArrayList<>();
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (records.isEmpty() && System.nanoTime() < until) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            assertThat(records).isNotEmpty();
            assertThat(records.getFirst().offset())
                    .isEqualTo(receipt.get("offset").asLong());
            return records.getFirst();
        }
    }
}

package org.zonepulse.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.publishing.access.ApiKey;
import org.zonepulse.publishing.access.Exposure;
import org.zonepulse.publishing.access.TestIssuer;
import org.zonepulse.schemas.TopicCatalogue;

/** Who may publish what, as callers of real services see it; and what the topics and the audit log have of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {

    private static final String REGISTRY = "mock://access";
    private static final List<String> SOURCES = List.of("foshan-amr", "foshan-stb", "bank-of-foshan", "fair-office");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private TestBroker broker;

    @TempDir
    private Path folder;

    @BeforeAll
    void start(@TempDir Path kafka) throws Exception {
        broker = new TestBroker(kafka);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /** What one credential is for. */
    private record Right(EventStream stream, String source) {
        String name() {
            return stream.id() + "-" + source;
        }
    }

    private static List<Right> allRights() {
        List<Right> rights = new ArrayList<>();
        for (EventStream stream : EventStream.values()) {
            SOURCES.forEach(source -> rights.add(new Right(stream, source)));
        }
        return rights;
    }

    @Test
    void shouldRefuseACredentialOfOneStreamAndSourceForEveryOther() throws Exception {
        // Given
        Map<Right, ApiKey.Fresh> keys = new LinkedHashMap<>();
        allRights().forEach(right -> keys.put(right, ApiKey.make(null)));
        StringBuilder file = new StringBuilder("publishers:\n");
        keys.forEach((right, key) -> file.append(publisher(right.name(), right.source(), right.stream(), key)));
        Path publishers = Files.writeString(folder.resolve("publishers.yaml"), file);
        Map<EventStream, Emitted> emitters = new HashMap<>();
        Map<EventStream, Long> before = new HashMap<>();
        for (EventStream stream : EventStream.values()) {
            emitters.put(stream, emitter(stream, publishers, Map.of()));
            before.put(stream, recordsOf(stream));
        }

        // When
        for (Right asked : allRights()) {
            Emitted emitter = Objects.requireNonNull(emitters.get(asked.stream()));
            for (Map.Entry<Right, ApiKey.Fresh> each : keys.entrySet()) {
                Right held = each.getKey();
                String event = example(asked.stream(), asked.source());
                Emitted.Answer one =
                        post(emitter, Emitted.JSON, event, each.getValue().text());
                Emitted.Answer batch =
                        post(emitter, Emitted.NDJSON, event, each.getValue().text());

                // Then
                if (held.equals(asked)) {
                    assertThat(List.of(one.status(), batch.status()))
                            .as(held + " for " + asked)
                            .containsExactly(201, 200);
                } else if (held.stream() == asked.stream()) {
                    assertThat(one.status()).isEqualTo(403);
                    assertThat(one.json().get("type").asText()).isEqualTo("urn:zonepulse:problem:source-not-allowed");
                    assertThat(batch.status()).isEqualTo(422);
                    JsonNode line = batch.lines().getFirst();
                    assertThat(line.get("status").asText()).isEqualTo("refused");
                    assertThat(line.at("/problem/errors/0/reason").asText()).isEqualTo("FOREIGN_SOURCE");
                } else {
                    assertThat(List.of(one.status(), batch.status()))
                            .as(held + " for " + asked)
                            .containsExactly(403, 403);
                    assertThat(batch.json().get("type").asText()).isEqualTo("urn:zonepulse:problem:stream-not-allowed");
                }
            }
        }
        emitters.values().forEach(Emitted::close);
        for (EventStream stream : EventStream.values()) {
            assertThat(recordsOf(stream) - Objects.requireNonNull(before.get(stream)))
                    .as("only what is allowed, in both forms")
                    .isEqualTo(2L * SOURCES.size());
            Map<String, Long> verdicts = new HashMap<>();
            for (JsonNode line : auditOf(stream)) {
                assertThat(line.path("publisher").asText()).as("who").isNotEmpty();
                boolean isRight = line.path("publisher")
                        .asText()
                        .equals(stream.id() + "-" + line.path("source").asText());
                assertThat(line.get("verdict").asText().equals("published"))
                        .as(line.toString())
                        .isEqualTo(isRight);
                verdicts.merge(line.get("verdict").asText(), 1L, Long::sum);
            }
            assertThat(verdicts).isEqualTo(Map.of("published", 8L, "refused", 24L, "denied", 96L));
        }
    }

    @Test
    void shouldAskForACredentialThatIsGood() throws Exception {
        // Given
        ApiKey.Fresh good = ApiKey.make(null);
        ApiKey.Fresh other = ApiKey.make(null);
        String forged = "zpk_" + good.kept().id()
                + other.text().substring(("zpk_" + other.kept().id()).length());
        Path publishers = publishers(good, "");
        try (Emitted emitter = emitter(EventStream.LOANS, publishers, Map.of())) {
            String event = Loans.disbursed("credential");
            long before = recordsOf(EventStream.LOANS);

            // When
            Emitted.Answer without = emitter.post(Emitted.JSON, event);
            Emitted.Answer wrong = post(emitter, Emitted.JSON, event, forged);
            Emitted.Answer unknown = post(emitter, Emitted.NDJSON, event, other.text());
            Emitted.Answer garbage = post(emitter, Emitted.JSON, event, "zpk_");
            Emitted.Answer elsewhere = emitter.send(emitter.request("/events/")
                    .header("Content-Type", Emitted.JSON)
                    .POST(BodyPublishers.ofString(event)));

            // Then
            for (Emitted.Answer answer : List.of(without, wrong, unknown, garbage)) {
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.json().get("type").asText()).isEqualTo("urn:zonepulse:problem:unauthenticated");
                assertThat(answer.raw().headers().firstValue("WWW-Authenticate"))
                        .isPresent();
            }
            assertThat(elsewhere.status()).isEqualTo(401);
            assertThat(recordsOf(EventStream.LOANS)).isEqualTo(before);
            assertThat(emitter.get("/health").status()).isEqualTo(200);
            assertThat(emitter.get("/openapi.yaml").status()).isEqualTo(200);
            assertThat(emitter.metric("zonepulse_access_denied_total")).isEqualTo(5);
        }
    }

    @Test
    void shouldTakeTokensAndSayWhenTheyCannotBeChecked() throws Exception {
        // Given
        try (TestIssuer issuer = new TestIssuer()) {
            String tokens = "    tokens: [{issuer: " + TestIssuer.NAME + ", subject: bof}]\nissuers:\n  - "
                    + issuer.asYaml() + "\n";
            Path publishers = publishers(ApiKey.make(null), tokens);
            try (Emitted emitter = emitter(EventStream.LOANS, publishers, Map.of())) {

                // When
                issuer.setAway(true);
                Emitted.Answer away = bearing(emitter, issuer.token("bof"));
                issuer.setAway(false);
                Emitted.Answer unsigned = bearing(emitter, issuer.unsigned("bof"));
                Emitted.Answer confused = bearing(emitter, issuer.signedWithThePublicKey("bof"));

                // Then
                assertThat(away.status()).isEqualTo(503);
                assertThat(away.raw().headers().firstValue("Retry-After")).isPresent();
                assertThat(unsigned.status()).isEqualTo(401);
                assertThat(confused.status()).isEqualTo(401);
            }
            try (Emitted emitter = emitter(EventStream.LOANS, publishers, Map.of())) {
                assertThat(bearing(emitter, issuer.token("bof")).status()).isEqualTo(201);
                assertThat(bearing(emitter, issuer.token("another")).status()).isEqualTo(401);
            }
        }
    }

    @Test
    void shouldHonourARevokedKeyNoMoreWithoutARestart() throws Exception {
        // Given
        ApiKey.Fresh revoked = ApiKey.make(null);
        ApiKey.Fresh kept = ApiKey.make(null);
        Path publishers = publishers(revoked, "");
        try (Emitted emitter = emitter(EventStream.LOANS, publishers, Map.of())) {
            assertThat(post(emitter, Emitted.JSON, Loans.disbursed("r-1"), revoked.text())
                            .status())
                    .isEqualTo(201);

            // When
            replace(publishers, "publishers: [");
            await(emitter, revoked, 201, () -> isUnusable(emitter));
            replace(publishers, "publishers:\n" + publisher("bof", "bank-of-foshan", EventStream.LOANS, kept));

            // Then
            await(emitter, revoked, 401, () -> true);
            assertThat(post(emitter, Emitted.JSON, Loans.disbursed("r-2"), kept.text())
                            .status())
                    .isEqualTo(201);
            assertThat(isUnusable(emitter)).isFalse();
        }
    }

    @Test
    void shouldNotAnswerOnePublisherWithWhatAnotherWasAnswered() throws Exception {
        // Given
        ApiKey.Fresh first = ApiKey.make(null);
        ApiKey.Fresh second = ApiKey.make(null);
        Path publishers = Files.writeString(
                folder.resolve("publishers.yaml"),
                "publishers:\n" + publisher("bof", "bank-of-foshan", EventStream.LOANS, first)
                        + publisher("other", "other-bank", EventStream.LOANS, second));
        try (Emitted emitter = emitter(EventStream.LOANS, publishers, Map.of())) {
            keyed(emitter, first);

            // When
            Emitted.Answer answer = keyed(emitter, second);

            // Then
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.raw().headers().firstValue("Idempotent-Replayed")).isEmpty();
            assertThat(keyed(emitter, first).raw().headers().firstValue("Idempotent-Replayed"))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "", "no-such-host.invalid"})
    void shouldNotStartWhereOthersCouldPublishWithoutACredential(String host) {
        // When, Then
        assertThatThrownBy(() -> Emitted.start(broker.address(), REGISTRY, Map.of("micronaut.server.host", host)))
                .isInstanceOf(Exposure.Unsafe.class)
                .hasMessageContaining("zonepulse.access.publishers");
    }

    @Test
    void shouldStartOnAllAddressesWhereItIsSaidThatNobodyElseReachesThem() throws Exception {
        // Given
        Map<String, Object> inAContainer = Map.of(
                "micronaut.server.host", "0.0.0.0",
                "zonepulse.access.allow-anonymous", true,
                "zonepulse.access.open-metrics", true);

        // When
        try (Emitted emitter = Emitted.start(broker.address(), REGISTRY, inAContainer)) {
            // Then
            assertThat(from(emitter, "http://" + emitter.address().getAuthority(), Loans.disbursed("from-a-container"))
                            .status())
                    .isEqualTo(201);
            assertThat(from(emitter, "https://example.com", Loans.disbursed("from-a-page"))
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void shouldNotStartWhereCredentialsCouldBeOverheard() throws Exception {
        // Given
        Path publishers = publishers(ApiKey.make(null), "");

        // When, Then
        assertThatThrownBy(() -> emitter(EventStream.LOANS, publishers, Map.of("micronaut.server.host", "0.0.0.0")))
                .isInstanceOf(Exposure.Unsafe.class)
                .hasMessageContaining("TLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void shouldNotStartWithoutTheAuthoritiesOfProviders(String content) throws Exception {
        // Given
        Path authorities = Files.writeString(folder.resolve("authorities.pem"), content);

        // When, Then
        assertThatThrownBy(() -> Emitted.start(
                        broker.address(),
                        REGISTRY,
                        Map.of("zonepulse.access.issuer-authorities", authorities.toString())))
                .isInstanceOf(Exposure.Unsafe.class)
                .hasMessageContaining("authorities.pem, which can't be used");
    }

    @Test
    void shouldNotTakeEventsFromPagesOfOtherSitesWhereNobodyIsAsked() throws Exception {
        // Given
        try (Emitted emitter = Emitted.start(broker.address(), REGISTRY, Map.of())) {
            String event = Loans.disbursed("open");
            String own = "http://" + emitter.address().getAuthority();

            // When
            Emitted.Answer foreign = from(emitter, "https://example.com", event);
            Emitted.Answer sandboxed = from(emitter, "null", event);
            Emitted.Answer same = from(emitter, own, event);

            // Then
            assertThat(foreign.status()).isEqualTo(403);
            assertThat(sandboxed.status()).isEqualTo(403);
            assertThat(same.status()).isEqualTo(201);
        }
    }

    @Test
    void shouldNotTakeEventsUnderANameThatWasMadeToPointHere() throws Exception {
        // Given
        try (Emitted emitter = Emitted.start(broker.address(), REGISTRY, Map.of());
                OpenRequest request = new OpenRequest(
                        emitter.address(),
                        Emitted.JSON,
                        Loans.disbursed("rebound").length(),
                        "Host: attacker.example:" + emitter.address().getPort())) {
            // When
            request.send(Loans.disbursed("rebound"));

            // Then
            assertThat(request.answer()).startsWith("HTTP/1.1 403").contains("foreign-origin");
        }
    }

    private Emitted emitter(EventStream stream, Path publishers, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "micronaut.application.name",
                stream.id(),
                "zonepulse.publishing.stream",
                stream.id(),
                "zonepulse.access.publishers",
                publishers.toString(),
                "zonepulse.access.audit-log",
                folder.resolve("audit").toString()));
        settings.putAll(more);
        return Emitted.start(broker.address(), REGISTRY, settings);
    }

    /** One publisher of loans. */
    private Path publishers(ApiKey.Fresh key, String rest) throws IOException {
        return Files.writeString(
                folder.resolve("publishers.yaml"),
                "publishers:\n" + publisher("bof", "bank-of-foshan", EventStream.LOANS, key) + rest);
    }

    private static String publisher(String name, String source, EventStream stream, ApiKey.Fresh key) {
        return """
                  - name: %s
                    sources: [%s]
                    streams: [%s]
                    keys: [{id: %s, sha256: %s}]
                """.formatted(
                        name, source, stream.id(), key.kept().id(), key.kept().sha256());
    }

    private static void replace(Path file, String text) throws IOException {
        Path fresh = Files.writeString(file.resolveSibling("fresh.yaml"), text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isUnusable(Emitted emitter) throws Exception {
        return emitter.get("/prometheus").raw().body().contains("\nzonepulse_access_file_unusable 1.0");
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Emitted emitter, ApiKey.Fresh key, int status, Condition condition) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        int last = post(emitter, Emitted.JSON, Loans.disbursed("await"), key.text())
                .status();
        while (last != status || !condition.holds()) {
            assertThat(System.nanoTime()).as("still %d", last).isLessThan(until);
            last = post(emitter, Emitted.JSON, Loans.disbursed("await"), key.text())
                    .status();
        }
    }

    private static Emitted.Answer post(Emitted emitter, String type, String body, String key) throws Exception {
        return emitter.send(emitter.request("/events")
                .header("Content-Type", type)
                .header("X-API-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    private static Emitted.Answer keyed(Emitted emitter, ApiKey.Fresh key) throws Exception {
        return emitter.send(emitter.request("/events")
                .header("Content-Type", Emitted.JSON)
                .header("X-API-Key", key.text())
                .header("Idempotency-Key", "the-same")
                .POST(BodyPublishers.ofString(Loans.disbursed("the-same"))));
    }

    private static Emitted.Answer bearing(Emitted emitter, String token) throws Exception {
        return emitter.send(emitter.request("/events")
                .header("Content-Type", Emitted.JSON)
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(Loans.disbursed("token"))));
    }

    private static Emitted.Answer from(Emitted emitter, String origin, String event) throws Exception {
        return emitter.send(emitter.request("/events")
                .header("Content-Type", Emitted.JSON)
                .header("Origin", origin)
                .POST(BodyPublishers.ofString(event)));
    }

    /** An event of that stream, as that source. */
    private static String example(EventStream stream, String source) throws IOException {
        try (InputStream in = AccessTest.class.getResourceAsStream("openapi/examples/" + stream.id() + ".ndjson")) {
            String first = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
            return first.replaceFirst("\"source\": \"[^\"]*\"", "\"source\": \"" + source + "\"");
        }
    }

    private List<JsonNode> auditOf(EventStream stream) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("audit/" + stream.id() + "-audit.ndjson"))) {
            lines.add(MAPPER.readTree(line));
        }
        return lines;
    }

    private long recordsOf(EventStream stream) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(TopicCatalogue.ofStream(stream.id()).name()).stream()
                            .map(each -> new TopicPartition(each.topic(), each.partition()))
                            .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}

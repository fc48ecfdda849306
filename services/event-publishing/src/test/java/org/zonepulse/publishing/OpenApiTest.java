package org.zonepulse.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.CertificationFact;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.LoanFact;
import org.zonepulse.ledger.event.RegistrationFact;
import org.zonepulse.ledger.event.TradeFairFact;

/** What each emitter says of itself, held against what it takes; and the page to browse it. Nothing needs a broker. */
class OpenApiTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final EventReader READER = new EventReader(ZoneFile.bundled());
    private static final Set<String> ANSWERS =
            Set.of("200", "201", "400", "401", "403", "408", "409", "413", "415", "422", "429", "503");

    private static final Map<EventStream, Class<?>> FACTS = Map.of(
            EventStream.REGISTRATIONS, RegistrationFact.class,
            EventStream.CERTIFICATIONS, CertificationFact.class,
            EventStream.LOANS, LoanFact.class,
            EventStream.TRADE_FAIRS, TradeFairFact.class);

    @ParameterizedTest
    @EnumSource
    void shouldDescribeTheStreamsFactsAndAcceptItsExamples(EventStream stream) throws Exception {
        try (Emitted emitter = ofStream(stream)) {
            // When
            Emitted.Answer answer = emitter.get("/openapi.yaml");
            SwaggerParseResult parsed =
                    new OpenAPIV3Parser().readContents(answer.raw().body());

            // Then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(parsed.getMessages()).isEmpty();
            OpenAPI api = parsed.getOpenAPI();
            assertThat(api.getInfo().getTitle()).contains(stream.id());
            Operation publish = there(api.getPaths().get("/events")).getPost();
            assertThat(publish.getResponses().keySet()).isEqualTo(ANSWERS);
            assertThat(publish.getParameters()).anyMatch(each -> each.getName().equals("Idempotency-Key"));
            assertThat(api.getComponents().getSecuritySchemes()).containsOnlyKeys("bearer", "apiKey");
            assertExamples(api, publish, stream);
        }
    }

    /** Each fact of the stream, no other, each with an example that is accepted and has the schema's shape. */
    private static void assertExamples(OpenAPI api, Operation publish, EventStream stream) throws Exception {
        Set<String> described =
                new HashSet<>(there(api.getComponents().getSchemas().get("Fact"))
                        .getDiscriminator()
                        .getMapping()
                        .keySet());
        assertThat(described).isEqualTo(factsOf(stream));
        String batch = (String) there(publish.getRequestBody().getContent().get("application/x-ndjson"))
                .getExample();
        Set<String> shown = new HashSet<>();
        for (String line : batch.lines().toList()) {
            JsonNode event = JSON.readTree(line);
            String type = event.get("fact").get("type").asText();
            assertThat(READER.json(line, stream, Instant.EPOCH)).isInstanceOf(Parsed.Ok.class);
            assertShape(api, "Event", event);
            assertShape(api, type, event.get("fact"));
            shown.add(type);
        }
        assertThat(shown).isEqualTo(described);
        assertThat(there(publish.getRequestBody().getContent().get("application/json"))
                        .getExamples()
                        .keySet())
                .isEqualTo(described);
    }

    private static void assertShape(OpenAPI api, String name, JsonNode value) {
        Schema<?> schema = there(api.getComponents().getSchemas().get(name));
        Set<String> given = new TreeSet<>();
        value.fieldNames().forEachRemaining(given::add);
        assertThat(schema.getProperties().keySet()).as(name).containsAll(given);
        assertThat(given).as(name).containsAll(schema.getRequired());
    }

    /** The contract's own word: what it says of a type that isn't known, and of which stream each is. */
    private static Set<String> factsOf(EventStream stream) {
        Set<String> ofStream = new HashSet<>();
        for (String type : allFacts()) {
            if (type.equals("Reversed") || belongs(type, stream)) {
                ofStream.add(type);
            }
        }
        return ofStream;
    }

    private static Set<String> allFacts() {
        Parsed unknown = READER.json("""
                {"source":"s","occurredOn":"2023-01-01","enterpriseId":"91350100M000100Y43","fact":{"type":"?"}}""", EventStream.LOANS, Instant.EPOCH);
        Matcher list = Pattern.compile("must be one of \\[(.*)]")
                .matcher(((Parsed.Rejected) unknown).violations().getFirst().message());
        assertThat(list.matches()).isTrue();
        return Set.of(list.group(1).split(", "));
    }

    private static boolean belongs(String type, EventStream stream) {
        return Arrays.stream(there(FACTS.get(stream)).getPermittedSubclasses())
                .anyMatch(each -> each.getSimpleName().equals(type));
    }

    @Test
    void shouldShowThePageWithoutTheInternet() throws Exception {
        try (Emitted emitter = ofStream(EventStream.LOANS)) {
            // When
            Emitted.Answer redirect = emitter.get("/docs");
            Emitted.Answer page = emitter.get("/docs/index.html");

            // Then
            assertThat(redirect.raw().headers().firstValue("Location")).contains("/docs/index.html");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.raw().body()).doesNotContain("http://", "https://");
            Matcher file = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                    .matcher(page.raw().body());
            while (file.find()) {
                Emitted.Answer part = emitter.get("/docs/" + file.group(1).replace("./", ""));
                assertThat(part.status()).as(file.group(1)).isEqualTo(200);
            }
            assertThat(emitter.get("/docs/swagger-initializer.js").raw().body())
                    .contains("../openapi.yaml")
                    .doesNotContain("petstore");
        }
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    private static Emitted ofStream(EventStream stream) {
        return Emitted.start("127.0.0.1:1", "mock://openapi", Map.of("zonepulse.publishing.stream", stream.id()));
    }
}

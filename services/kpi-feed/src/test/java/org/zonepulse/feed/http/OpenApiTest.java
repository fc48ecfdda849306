package org.zonepulse.feed.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the service says of itself, held against what it answers; and the page to browse it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

    private static final String API = "/api/v1";

    /** Paths that can be asked without a broker, and an example of each. */
    private static final Map<String, String> ANSWERED = Map.of(
            "/kpis", "/kpis?compare=year&inputs=true",
            "/kpis/{measure}", "/kpis/high-tech-enterprise-share-of-city",
            "/kpis/{measure}/history", "/kpis/loan-balance/history?by=year",
            "/growth", "/growth",
            "/catalogue", "/catalogue",
            "/zone", "/zone",
            "/scopes", "/scopes",
            "/cuts/latest", "/cuts/latest",
            "/anomalies", "/anomalies?limit=1");

    private static final Set<String> OTHERS =
            Set.of("/cuts", "/quality", "/live", "/enterprises/{code}", "/kpis/{measure}/enterprises");

    private final RunningFeed feed = new RunningFeed();

    @BeforeAll
    void publish() {
        AnswersTest.fill(feed.cuts()).publish();
    }

    @AfterAll
    void stop() {
        feed.close();
    }

    @Test
    void shouldDescribeWhatItAnswers() throws Exception {
        // When
        SwaggerParseResult parsed =
                new OpenAPIV3Parser().readContents(feed.get("/openapi.yaml").text());

        // Then
        assertThat(parsed.getMessages()).isEmpty();
        OpenAPI api = parsed.getOpenAPI();
        Set<String> paths = new TreeSet<>();
        ANSWERED.keySet().forEach(path -> paths.add(API + path));
        OTHERS.forEach(path -> paths.add(API + path));
        assertThat(api.getPaths().keySet()).isEqualTo(paths);
        for (Map.Entry<String, String> example : ANSWERED.entrySet()) {
            Operation operation =
                    there(api.getPaths().get(API + example.getKey())).getGet();
            Schema<?> schema = there(there(operation.getResponses().get("200"))
                            .getContent()
                            .get("application/json"))
                    .getSchema();
            assertThat(operation.getResponses().keySet()).contains("304", "503");
            assertShape(api, schema, feed.json(API + example.getValue()), example.getKey());
        }
        String live = there(there(api.getPaths().get(API + "/live"))
                        .getGet()
                        .getResponses()
                        .get("200"))
                .getContent()
                .keySet()
                .toString();
        assertThat(live).isEqualTo("[text/event-stream]");
    }

    /** Every field of an answer is described, down to the last. */
    private static void assertShape(OpenAPI api, Schema<?> given, JsonNode value, String where) {
        Schema<?> schema = resolved(api, given);
        if (value.isArray()) {
            for (JsonNode each : value) {
                assertShape(api, there(schema.getItems()), each, where + "[]");
            }
        } else if (value.isObject()) {
            Set<String> fields = new TreeSet<>();
            value.fieldNames().forEachRemaining(fields::add);
            assertThat(schema.getProperties()).as(where).isNotNull();
            assertThat(schema.getProperties().keySet()).as(where).containsAll(fields);
            for (String field : fields) {
                assertShape(api, there(schema.getProperties().get(field)), value.get(field), where + "." + field);
            }
        } else if (!value.isNull()) {
            assertThat(schema.getType())
                    .as(where)
                    .isEqualTo(value.isNumber() ? "integer" : value.isBoolean() ? "boolean" : "string");
        }
    }

    private static Schema<?> resolved(OpenAPI api, Schema<?> schema) {
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
            return there(api.getComponents().getSchemas().get(name));
        }
        return schema.getAllOf() == null
                ? schema
                : resolved(api, schema.getAllOf().getFirst());
    }

    @Test
    void shouldShowThePageWithoutTheInternet() throws Exception {
        // When
        RunningFeed.Answer redirect = feed.get("/docs");
        RunningFeed.Answer page = feed.get("/docs/index.html");

        // Then
        assertThat(redirect.header("Location")).isEqualTo("/docs/index.html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("http://", "https://");
        Matcher file = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.text());
        while (file.find()) {
            assertThat(feed.get("/docs/" + file.group(1).replace("./", "")).status())
                    .as(file.group(1))
                    .isEqualTo(200);
        }
        assertThat(feed.get("/docs/swagger-initializer.js").text()).doesNotContain("petstore");
    }

    @Test
    void shouldLetBrowsersKeepLibrariesForEver() throws Exception {
        // When
        RunningFeed.Answer library = feed.get("/webjars/swagger-ui/5.34.1/swagger-ui.css");
        RunningFeed.Answer page = feed.get("/docs/index.html");

        // Then
        assertThat(library.status()).isEqualTo(200);
        assertThat(library.header("Cache-Control")).contains("immutable");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}

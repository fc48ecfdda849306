package org.zonepulse.publishing.openapi;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.zonepulse.apidocs.ApiDescription;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.schemas.Topic;

/**
 * The emitter's own API as OpenAPI: what was generated from the code, with the facts of its stream and examples of them.
 * Made when it is asked for, which is seldom.
 */
@Singleton
public class EventsDescription implements ApiDescription {

    private static final String GENERATED = "/META-INF/swagger/events.yml";

    private final EventStream stream;
    private final Topic topic;

    EventsDescription(EventStream stream, Topic topic) {
        this.stream = stream;
        this.topic = topic;
    }

    @Override
    public String yaml(String address) {
        List<String> examples =
                text("examples/" + stream.id() + ".ndjson").lines().toList();
        Yaml reader = new Yaml(new SafeConstructor(new LoaderOptions()));
        Map<String, Object> api = new LinkedHashMap<>(reader.<Map<String, Object>>load(text(GENERATED)));
        at(api, "info")
                .compute(
                        "description",
                        (_, text) -> String.valueOf(text)
                                .replace("${emitter}", address)
                                .replace("${event}", examples.getFirst()));
        at(api, "info").put("title", "Zonepulse: events of the stream " + stream.id());
        api.put("servers", List.of(Map.of("url", "/")));
        Map<String, Object> schemas = new TreeMap<>(at(api, "components", "schemas"));
        schemas.putAll(FactSchemas.of(topic.valueSchema()));
        at(api, "components").put("schemas", schemas);
        // The processor takes the receipt's type for the method's, which answers with several.
        Map<String, Object> created = at(api, "paths", "/events", "post", "responses", "201", "content");
        created.put("application/json", Objects.requireNonNull(created.remove("*/*"), "receipt"));
        examples(at(api, "paths", "/events", "post", "requestBody", "content"), examples);
        return new Yaml(block()).dump(api);
    }

    private static void examples(Map<String, Object> content, List<String> events) {
        Map<String, Object> named = new LinkedHashMap<>();
        Yaml json = new Yaml(new SafeConstructor(new LoaderOptions()));
        for (String event : events) {
            Map<String, Object> value = json.load(event);
            named.put(String.valueOf(at(value, "fact").get("type")), Map.of("value", value));
        }
        at(content, "application/json").put("examples", named);
        at(content, "application/x-ndjson").put("example", String.join("\n", events) + "\n");
    }

    @SuppressWarnings("unchecked") // YAML's objects are maps by name.
    private static Map<String, Object> at(Map<String, Object> from, String... path) {
        Map<String, Object> here = from;
        for (String name : path) {
            here = (Map<String, Object>) Objects.requireNonNull(here.get(name), name);
        }
        return here;
    }

    private static DumperOptions block() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return options;
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(EventsDescription.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource, unreadable);
        }
    }
}

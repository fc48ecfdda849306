package org.zonepulse.schemas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.zonepulse.schemas.Topic.KeyKind;
import org.zonepulse.schemas.TopicWording.Use;

/** {@code docs/asyncapi.yaml}: the catalogue as an AsyncAPI 3.0 document with Kafka's bindings. */
final class AsyncApiDocument {

    /** How to renew the file; part of its failure's message. */
    static final String REMEDY = "After a change to the catalogue, to TopicWording or a release of schemas, renew it:"
            + "  mvn -pl schemas test -Dtest=AsyncApiTest -Dasyncapi.renew  and commit docs/asyncapi.yaml.";

    private static final String HEAD = """
            # Every topic of Zonepulse. Made from TopicCatalogue by a test, which holds it to that: don't edit it here.
            # After a change: mvn -pl schemas test -Dtest=AsyncApiTest -Dasyncapi.renew
            """;

    private static final String BINDING = "0.5.0";
    private static final int REPLICAS = 3;
    private static final int WIDTH = 130;
    /** What stands in an inbox's name for the source. */
    private static final String ANY_SOURCE = "{source}";

    private final SchemaReleases releases;

    AsyncApiDocument(SchemaReleases releases) {
        this.releases = releases;
    }

    String text() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(WIDTH);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setAllowUnicode(true);
        // Each mapping is spelt out where it stands: anchors are no part of what readers have to know.
        options.setDereferenceAliases(true);
        return HEAD + new Yaml(options).dump(document());
    }

    private Map<String, Object> document() {
        List<Map.Entry<Topic, TopicWording>> channels = new ArrayList<>();
        TopicCatalogue.all().forEach(topic -> channels.add(Map.entry(topic, TopicWording.of(topic))));
        TopicCatalogue.events()
                .forEach(topic -> channels.add(
                        Map.entry(anyInbox(topic), TopicWording.of(topic).ofInbox())));
        Map<String, Object> described = new LinkedHashMap<>();
        Map<String, Object> operations = new LinkedHashMap<>();
        Map<String, Object> messages = new LinkedHashMap<>();
        channels.forEach(each -> {
            TopicWording wording = each.getValue();
            described.put(wording.id(), channel(each.getKey(), wording));
            wording.uses().forEach(use -> operations.put(use.id(), operation(wording, use)));
            messages.put(wording.id(), message(each.getKey(), wording));
        });
        messages.put("anomalyResolved", tombstone());
        return mapping(
                "asyncapi",
                "3.0.0",
                "info",
                info(),
                "defaultContentType",
                "application/vnd.apache.avro",
                "servers",
                servers(),
                "channels",
                described,
                "operations",
                operations,
                "components",
                mapping("messages", messages));
    }

    private static Map<String, Object> info() {
        List<Object> tags = new ArrayList<>();
        new TreeMap<>(TopicWording.USERS).forEach((name, meaning) -> tags.add(tag(name, meaning)));
        return mapping(
                "title",
                "Zonepulse: topics of a high-tech zone's KPIs",
                "version",
                "1.0.0",
                "description",
                "Facts of registries come in, KPIs of the zone go out. Operations are told from the side of whoever uses the"
                        + " pipeline: `send` is what you write, `receive` what you read. Values are Avro in Confluent's wire format"
                        + " (a zero byte, four bytes of schema id, the record), with subjects by topic name; keys are UTF-8 text."
                        + " docs/contracts.md tells what records mean and how they may change, docs/publishing-kafka.md how to"
                        + " publish, docs/subscribing.md how to read.",
                "license",
                mapping("name", "Apache 2.0", "url", "https://www.apache.org/licenses/LICENSE-2.0"),
                "tags",
                tags);
    }

    private static Map<String, Object> servers() {
        return mapping(
                "local",
                mapping(
                        "host",
                        "127.0.0.1:28088",
                        "protocol",
                        "kafka",
                        "title",
                        "What `./zonepulse up` starts",
                        "bindings",
                        kafka(
                                "schemaRegistryUrl", "http://127.0.0.1:28086/apis/ccompat/v7",
                                "schemaRegistryVendor", "apicurio")));
    }

    /** Its name has a place for the source, which no real topic can have. */
    private static Topic anyInbox(Topic events) {
        String stream = events.name().substring("zone.".length(), events.name().length() - ".v1".length());
        return TopicCatalogue.inbox(stream, ANY_SOURCE);
    }

    private static Map<String, Object> channel(Topic topic, TopicWording wording) {
        String message = "#/components/messages/";
        Map<String, Object> messages = mapping(wording.id(), reference(message + wording.id()));
        if (topic.equals(TopicCatalogue.ANOMALIES)) {
            messages.put("anomalyResolved", reference(message + "anomalyResolved"));
        }
        Map<String, Object> channel = mapping(
                "address", topic.name(),
                "title", wording.en() + " (" + wording.zh() + ")",
                "summary", topic.meaning().replace(ANY_SOURCE, "a source"),
                "description", wording.note(),
                "messages", messages);
        if (topic.name().contains(ANY_SOURCE)) {
            channel.put(
                    "parameters",
                    mapping("source", mapping("description", "The source, as its events name it: bank-of-foshan")));
        }
        channel.put(
                "bindings",
                kafka(
                        "topic", topic.name(),
                        "partitions", topic.partitions(),
                        "replicas", REPLICAS,
                        "topicConfiguration", configuration(topic)));
        return channel;
    }

    /** Numbers as numbers, and policies as a list, as the binding wants them. */
    private static Map<String, Object> configuration(Topic topic) {
        Map<String, Object> settings = new LinkedHashMap<>();
        topic.config().forEach((name, value) -> {
            if (name.equals("cleanup.policy")) {
                settings.put(name, Arrays.asList(value.split(",")));
            } else {
                settings.put(name, value.matches("-?\\d+") ? (Object) Long.valueOf(value) : value);
            }
        });
        return settings;
    }

    private static Map<String, Object> operation(TopicWording wording, Use use) {
        return mapping(
                "action", use.action().name().toLowerCase(Locale.ROOT),
                "channel", reference("#/channels/" + wording.id()),
                "summary", use.summary(),
                "tags", List.of(mapping("name", use.user())));
    }

    private Map<String, Object> message(Topic topic, TopicWording wording) {
        return mapping(
                "name",
                topic.valueSchema().getFullName(),
                "title",
                topic.valueSchema().getName(),
                "summary",
                firstSentence(topic.valueSchema().getDoc()),
                "contentType",
                "application/vnd.apache.avro",
                "x-subject",
                topic.valueSubject(),
                "payload",
                mapping(
                        "schemaFormat",
                        "application/vnd.apache.avro;version=1.9.0",
                        "schema",
                        reference("../schemas/released/" + newest(topic))),
                "bindings",
                kafkaMessage(topic, wording));
    }

    private String newest(Topic topic) {
        return releases.newest(topic.valueSchema().getFullName()).orElseThrow().file();
    }

    private static Map<String, Object> kafkaMessage(Topic topic, TopicWording wording) {
        Map<String, Object> key = mapping(
                "type", "string",
                "description", topic.keyMeaning(),
                "examples", List.of(wording.example()));
        if (topic.keyKind() == KeyKind.BYTES) {
            key.put("format", "binary");
        }
        return kafka(
                "key", key,
                "schemaIdLocation", "payload",
                "schemaIdPayloadEncoding", "confluent",
                "schemaLookupStrategy", "TopicNameStrategy");
    }

    private static Map<String, Object> tombstone() {
        return mapping(
                "name",
                "AnomalyResolved",
                "title",
                "AnomalyResolved",
                "summary",
                "The contradiction under this key is resolved: a record without a value.",
                "payload",
                mapping("type", "null"),
                "bindings",
                kafka("key", mapping("type", "string", "description", TopicCatalogue.ANOMALIES.keyMeaning())));
    }

    private static String firstSentence(String text) {
        String line = text.replaceAll("\\s+", " ");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }

    private static Map<String, Object> tag(String name, String description) {
        return mapping("name", name, "description", description);
    }

    private static Map<String, Object> kafka(Object... namesAndValues) {
        Map<String, Object> binding = mapping(namesAndValues);
        binding.put("bindingVersion", BINDING);
        return mapping("kafka", binding);
    }

    private static Map<String, Object> reference(String to) {
        return mapping("$ref", to);
    }

    /** In the order given, in which people read it. */
    private static Map<String, Object> mapping(Object... namesAndValues) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            mapping.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return mapping;
    }
}

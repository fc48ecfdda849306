package org.zonepulse.avrocodec;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.CLASS;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The settings, under Confluent's keys, with Confluent's meanings and defaults. Keys that aren't known here are
 * ignored, as Kafka's clients hand all of theirs to every serializer. Every key may carry the prefix
 * {@code schema.registry.}, and the one with the prefix wins.
 */
final class CodecConfig extends AbstractConfig {
    static final String PREFIX = "schema.registry.";
    static final String URL = "schema.registry.url";
    static final String URL_RANDOMIZE = "schema.registry.url.randomize";
    static final String AUTO_REGISTER = "auto.register.schemas";
    static final String USE_LATEST = "use.latest.version";
    static final String LATEST_STRICT = "latest.compatibility.strict";
    static final String LATEST_TTL = "latest.cache.ttl.sec";
    static final String NORMALIZE = "normalize.schemas";
    static final String REMOVE_JAVA_PROPERTIES = "avro.remove.java.properties";
    static final String SPECIFIC_READER = "specific.avro.reader";
    static final String SPECIFIC_KEY_TYPE = "specific.avro.key.type";
    static final String SPECIFIC_VALUE_TYPE = "specific.avro.value.type";
    static final String KEY_NAMING = "key.subject.name.strategy";
    static final String VALUE_NAMING = "value.subject.name.strategy";
    static final String MAX_SCHEMAS = "max.schemas.per.subject";
    static final String MISSING_ID_TTL = "missing.id.cache.ttl.sec";
    static final String MISSING_ID_PATIENCE = "missing.id.patience.sec";
    static final String MISSING_SIZE = "missing.cache.size";
    static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    static final String READ_TIMEOUT = "http.read.timeout.ms";
    static final String MAX_RETRIES = "max.retries";
    static final String RETRY_WAIT = "retries.wait.ms";
    static final String RETRY_MAX_WAIT = "retries.max.wait.ms";
    static final String PROXY_HOST = "proxy.host";
    static final String PROXY_PORT = "proxy.port";

    private static final String ID_IN_PREFIX = "io.confluent.kafka.serializers.schema.id.PrefixSchemaIdSerializer";
    private static final int HOUR_MS = 3_600_000;
    private static final int YEAR_S = 31_536_000;

    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(URL, LIST, List.of(), HIGH, "Addresses, tried in turn")
            .define(URL_RANDOMIZE, BOOLEAN, false, LOW, "Start at a random address")
            .define(AUTO_REGISTER, BOOLEAN, true, MEDIUM, "Register unknown schemas on writing")
            .define(USE_LATEST, BOOLEAN, false, LOW, "Write with the subject's newest schema")
            .define(LATEST_STRICT, BOOLEAN, true, LOW, "Newest must be able to read the record's own")
            .define(LATEST_TTL, INT, -1, between(-1, YEAR_S), LOW, "Seconds, or -1 for ever")
            .define(NORMALIZE, BOOLEAN, false, MEDIUM, "Let the registry normalise schemas")
            .define(REMOVE_JAVA_PROPERTIES, BOOLEAN, false, LOW, "Send schemas without avro.java.*")
            .define(SPECIFIC_READER, BOOLEAN, false, HIGH, "Decode to generated classes")
            .define(SPECIFIC_KEY_TYPE, CLASS, null, LOW, "The generated class of keys")
            .define(SPECIFIC_VALUE_TYPE, CLASS, null, LOW, "The generated class of values")
            // Strings, not classes: Confluent's strategy classes need not be on the class path.
            .define(KEY_NAMING, STRING, SubjectNaming.TOPIC_NAME.className(), MEDIUM, "")
            .define(VALUE_NAMING, STRING, SubjectNaming.TOPIC_NAME.className(), MEDIUM, "")
            .define(MAX_SCHEMAS, INT, 1000, atLeast(1), LOW, "Entries of each cache")
            .define(MISSING_ID_TTL, INT, 5, between(0, YEAR_S), LOW, "Seconds an unknown id stays so")
            .define(MISSING_ID_PATIENCE, INT, 0, between(0, YEAR_S), LOW, "Seconds before an unknown id is one")
            .define(MISSING_SIZE, INT, 10_000, atLeast(1), LOW, "Entries of the cache of unknown ids")
            .define(CONNECT_TIMEOUT, INT, 60_000, between(1, HOUR_MS), LOW, "Milliseconds")
            .define(READ_TIMEOUT, INT, 60_000, between(1, HOUR_MS), LOW, "Milliseconds")
            .define(MAX_RETRIES, INT, 3, between(0, 1000), LOW, "Rounds over all addresses, but one")
            .define(RETRY_WAIT, INT, 1000, between(0, HOUR_MS), LOW, "Milliseconds, before the first")
            .define(RETRY_MAX_WAIT, INT, 20_000, between(0, HOUR_MS), LOW, "Milliseconds, before any")
            .define(PROXY_HOST, STRING, "", LOW, "HTTP proxy to the registry")
            .define(PROXY_PORT, INT, -1, between(-1, 65_535), LOW, "HTTP proxy's port")
            .define(RegistryCredentials.BASIC_SOURCE, STRING, null, MEDIUM, "")
            .define(RegistryCredentials.USER_INFO, PASSWORD, null, MEDIUM, "user:password")
            .define(RegistryCredentials.BEARER_SOURCE, STRING, null, MEDIUM, "")
            .define(RegistryCredentials.BEARER_TOKEN, PASSWORD, null, MEDIUM, "");

    /** What Confluent's classes can and this codec can't, and the values that mean "as usual". */
    private static final Map<String, Set<String>> NOT_HERE = Map.ofEntries(
            Map.entry("use.schema.id", Set.of("-1")),
            Map.entry("use.latest.with.metadata", Set.of()),
            Map.entry("schema.reflection", Set.of("false")),
            Map.entry("avro.reflection.allow.null", Set.of("false")),
            Map.entry("avro.use.logical.type.converters", Set.of("false")),
            Map.entry("propagate.schema.tags", Set.of("false")),
            Map.entry("rule.executors", Set.of()),
            Map.entry("rule.actions", Set.of()),
            Map.entry(
                    "context.name.strategy", Set.of("io.confluent.kafka.serializers.context.NullContextNameStrategy")),
            Map.entry("key.schema.id.serializer", Set.of(ID_IN_PREFIX)),
            Map.entry("value.schema.id.serializer", Set.of(ID_IN_PREFIX)));

    CodecConfig(Map<String, ?> configs) {
        super(DEFINITION, withoutPrefix(configs), false);
        originals().forEach(CodecConfig::refuseWhatIsNotHere);
    }

    /** Ignored, such a setting would have records written or read otherwise than was asked for. */
    private static void refuseWhatIsNotHere(String key, @Nullable Object value) {
        String text = value instanceof Class<?> type ? type.getName() : String.valueOf(value);
        boolean header = key.startsWith("request.header.");
        Set<String> usual = NOT_HERE.get(key);
        boolean asked = usual != null && value != null && !text.isBlank() && !usual.contains(text);
        if (header || asked) {
            throw new ConfigException(
                    key,
                    header ? "[hidden]" : text,
                    "this codec can't do that: leave it out, or use Confluent's classes (docs/codec.md)");
        }
    }

    /** Confluent's client takes its settings with or without the prefix; with it they are meant for it alone. */
    private static Map<String, Object> withoutPrefix(Map<String, ?> configs) {
        Map<String, Object> merged = new HashMap<>(configs);
        configs.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && !DEFINITION.names().contains(key)) {
                merged.put(key.substring(PREFIX.length()), value);
            }
        });
        for (String naming : List.of(KEY_NAMING, VALUE_NAMING)) {
            merged.computeIfPresent(naming, (key, value) -> value instanceof Class<?> type ? type.getName() : value);
        }
        return merged;
    }

    SchemaRegistry openRegistry() {
        List<String> addresses =
                getList(URL).stream().filter(url -> !url.isBlank()).toList();
        if (addresses.isEmpty()) {
            throw new ConfigException("Missing required configuration \"" + URL
                    + "\": the addresses of the schema registry, several of them with commas between");
        }
        if (addresses.getFirst().startsWith(InMemorySchemaRegistry.SCHEME)) {
            return InMemorySchemaRegistry.scope(addresses.getFirst());
        }
        SchemaRegistry registry = new HttpSchemaRegistry(new RegistryHttp(this, addresses));
        Duration patience = Duration.ofSeconds(getInt(MISSING_ID_PATIENCE));
        return patience.isZero() ? registry : WaryRegistry.watching(registry, patience);
    }

    SubjectNaming naming(boolean isKey) {
        String key = isKey ? KEY_NAMING : VALUE_NAMING;
        return SubjectNaming.parse(key, getString(key));
    }

    /** The generated class that is configured for this place, or null if the writer's schema is to name it. */
    @Nullable Class<?> specificType(boolean isKey) {
        return getClass(isKey ? SPECIFIC_KEY_TYPE : SPECIFIC_VALUE_TYPE);
    }

    Duration milliseconds(String key) {
        return Duration.ofMillis(getInt(key));
    }

    /** A secret's value, or null if it isn't set or empty. */
    @Nullable String secret(String key) {
        Password password = getPassword(key);
        return password == null || password.value().isEmpty() ? null : password.value();
    }
}

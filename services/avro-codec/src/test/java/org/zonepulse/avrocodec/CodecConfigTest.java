package org.zonepulse.avrocodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.avrocodec.sample.Part;

class CodecConfigTest {
    /** Where we differ on purpose; docs/codec.md tells why. */
    private static final Set<String> OTHER_DEFAULTS = Set.of(
            "schema.registry.url", // required there by the definition, here when a registry is opened
            "bearer.auth.credentials.source", // there STATIC_TOKEN, and a given basic source excludes it all the same
            "basic.auth.credentials.source"); // there URL, which here is what none means

    /** Kafka's configurations look for classes named in them by the thread's class loader. */
    @BeforeEach
    void seeTheGenuineClasses() {
        Thread.currentThread().setContextClassLoader(GenuineConfluent.LOADER);
    }

    @AfterEach
    void seeOursOnly() {
        Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }

    @Test
    void shouldHaveTheDefaultsOfTheGenuineClasses() throws Exception {
        // Given
        Map<String, Object> genuine = new HashMap<>();
        for (String name : List.of("KafkaAvroSerializerConfig", "KafkaAvroDeserializerConfig")) {
            Class<?> type = GenuineConfluent.LOADER.loadClass("io.confluent.kafka.serializers." + name);
            Object own = type.getConstructor(Map.class).newInstance(Map.of("schema.registry.url", "mock://defaults"));
            genuine.putAll(((AbstractConfig) own).values());
        }
        Map<String, Object> ours = new TreeMap<>(new CodecConfig(Map.of()).values());
        ours.keySet().retainAll(genuine.keySet());
        ours.keySet().removeAll(OTHER_DEFAULTS);

        // When
        Map<String, Object> theirs = new TreeMap<>(genuine);
        theirs.keySet().retainAll(ours.keySet());

        // Then
        assertThat(printed(ours)).isEqualTo(printed(theirs)).hasSizeGreaterThan(15);
    }

    /** A class or its name, no secret or an empty one: the same. */
    private static Map<String, String> printed(Map<String, Object> values) {
        Map<String, String> printed = new TreeMap<>();
        values.forEach((key, value) -> printed.put(
                key,
                switch (value) {
                    case Class<?> type -> type.getName();
                    case Password password -> password.value();
                    case null -> "";
                    default -> value.toString();
                }));
        return printed;
    }

    @Test
    void shouldTakeEveryKeyWithThePrefixToo() {
        // Given
        Map<String, Object> configs = Map.of(
                "schema.registry.auto.register.schemas", "false",
                "auto.register.schemas", "true",
                "schema.registry.http.read.timeout.ms", "17");

        // When
        CodecConfig config = new CodecConfig(configs);

        // Then
        assertThat(config.getBoolean(CodecConfig.AUTO_REGISTER)).isFalse();
        assertThat(config.getInt(CodecConfig.READ_TIMEOUT)).isEqualTo(17);
    }

    @Test
    void shouldIgnoreWhatIsKafkasOwn() {
        // Given
        Map<String, Object> configs = Map.of("bootstrap.servers", "a:9092", "acks", "all", "ssl.protocol", "TLSv1.3");

        // When
        CodecConfig config = new CodecConfig(configs);

        // Then
        assertThat(config.values()).isEqualTo(new CodecConfig(Map.of()).values());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("auto.register.schemas", "yes"),
                Arguments.of("normalize.schemas", "2"),
                Arguments.of("specific.avro.reader", "maybe"),
                Arguments.of("http.read.timeout.ms", "0"),
                Arguments.of("http.connect.timeout.ms", "soon"),
                Arguments.of("max.retries", "-1"),
                Arguments.of("latest.cache.ttl.sec", "-2"),
                Arguments.of("max.schemas.per.subject", "0"),
                Arguments.of("value.subject.name.strategy", "org.example.MyStrategy"),
                Arguments.of("specific.avro.value.type", "org.example.Missing"),
                Arguments.of("specific.avro.value.type", String.class.getName()),
                Arguments.of("use.schema.id", "17"),
                Arguments.of("use.latest.with.metadata", "a=b"),
                Arguments.of("schema.reflection", "true"),
                Arguments.of("avro.use.logical.type.converters", true),
                Arguments.of("context.name.strategy", "org.example.Contexts"),
                Arguments.of("rule.executors", "encrypt"),
                Arguments.of("schema.registry.use.schema.id", 17),
                Arguments.of(
                        "value.schema.id.serializer",
                        "io.confluent.kafka.serializers.schema.id.HeaderSchemaIdSerializer"),
                Arguments.of("request.header.X-Tenant", "zone"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldNameTheSettingThatIsWrong(String key, Object value) {
        // Given
        Map<String, Object> configs = new HashMap<>(Map.of("schema.registry.url", "mock://config"));
        configs.putIfAbsent("specific.avro.reader", true);
        configs.put(key, value);

        // When / Then
        try (AvroDeserializer<Part> deserializer = new AvroDeserializer<>()) {
            assertThatThrownBy(() -> deserializer.configure(configs, false))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(key.replaceFirst("^schema\\.registry\\.", ""));
        }
    }

    @Test
    void shouldSayThatTheAddressIsMissing() {
        // Given / When / Then
        assertThatThrownBy(() -> SchemaRegistry.open(Map.of("schema.registry.url", " , ")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
    }

    @Test
    void shouldAcceptSettingsOfConfluentsThatMeanAsUsual() {
        // Given
        Map<String, Object> configs = Map.of(
                "use.schema.id", -1,
                "schema.reflection", "false",
                "rule.executors", "",
                "context.name.strategy", "io.confluent.kafka.serializers.context.NullContextNameStrategy");

        // When
        CodecConfig config = new CodecConfig(configs);

        // Then
        assertThat(config.getBoolean(CodecConfig.USE_LATEST)).isFalse();
    }
}

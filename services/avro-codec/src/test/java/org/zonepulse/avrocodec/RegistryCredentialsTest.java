package org.zonepulse.avrocodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.avrocodec.sample.Shipment;

@Timeout(60)
class RegistryCredentialsTest {
    private static final String JAAS =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"kafka\" password=\"p:w\";";

    @BeforeEach
    void seeTheGenuineClasses() {
        Thread.currentThread().setContextClassLoader(GenuineConfluent.LOADER);
    }

    @AfterEach
    void seeOursOnly() {
        Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }

    /** Address before the host, settings, and what is to be sent. */
    static Stream<Arguments> credentials() {
        return Stream.of(
                Arguments.of("", Map.of(), null),
                Arguments.of("ann:s%40t@", Map.of("basic.auth.credentials.source", "URL"), basic("ann:s%40t")),
                Arguments.of(
                        "",
                        Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "ann:密码:x"),
                        basic("ann:密码:x")),
                Arguments.of(
                        "",
                        Map.of(
                                "schema.registry.basic.auth.credentials.source", "USER_INFO",
                                "schema.registry.basic.auth.user.info", "ann:secret"),
                        basic("ann:secret")),
                Arguments.of(
                        "",
                        Map.of("basic.auth.credentials.source", "SASL_INHERIT", "sasl.jaas.config", new Password(JAAS)),
                        basic("kafka:p:w")),
                Arguments.of(
                        "",
                        Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "a.b-c"),
                        "Bearer a.b-c"));
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void shouldSendWhatTheGenuineClientSends(String userInfo, Map<String, Object> settings, @Nullable String expected) {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(FaultyRegistry.knows(7, Shipment.getClassSchema()))) {
            Map<String, Object> configs = new HashMap<>(settings);
            configs.put("schema.registry.url", "http://" + userInfo + server.authority());

            // When
            try (Serializer<Object> genuine = GenuineConfluent.serializer(configs);
                    AvroSerializer<Shipment> ours = new AvroSerializer<>()) {
                ours.configure(configs, false);
                genuine.serialize("shipments", Shipments.shipment("S-1"));
                ours.serialize("shipments", Shipments.shipment("S-1"));
            }

            // Then
            assertThat(server.requests())
                    .extracting(FaultyRegistry.Request::authorization)
                    .containsExactly(expected, expected);
        }
    }

    /** Confluent documents URL as the default of the source, and its client doesn't keep to it. */
    @Test
    void shouldSendWhatTheAddressHoldsWithoutBeingToldSo() {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(FaultyRegistry.knows(7, Shipment.getClassSchema()));
                SchemaRegistry registry =
                        SchemaRegistry.open(Map.of("schema.registry.url", "http://ann:secret@" + server.authority()))) {
            // When
            registry.byId(7, null);

            // Then
            assertThat(server.requests().getFirst().authorization()).isEqualTo(basic("ann:secret"));
        }
    }

    @Test
    void shouldSendATokenWithoutBeingToldWhereFrom() {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(FaultyRegistry.knows(7, Shipment.getClassSchema()));
                SchemaRegistry registry =
                        SchemaRegistry.open(Map.of("schema.registry.url", server.url(), "bearer.auth.token", "t"))) {
            // When
            registry.byId(7, null);

            // Then
            assertThat(server.requests().getFirst().authorization()).isEqualTo("Bearer t");
        }
    }

    /** Settings, and the key that the complaint has to name. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(Map.of("basic.auth.credentials.source", "KERBEROS"), "basic.auth.credentials.source"),
                Arguments.of(Map.of("basic.auth.credentials.source", "USER_INFO"), "basic.auth.user.info"),
                Arguments.of(
                        Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", ""),
                        "basic.auth.user.info"),
                Arguments.of(Map.of("basic.auth.credentials.source", "SASL_INHERIT"), "sasl.jaas.config"),
                Arguments.of(
                        Map.of("basic.auth.credentials.source", "SASL_INHERIT", "sasl.jaas.config", "secret nonsense"),
                        "sasl.jaas.config"),
                Arguments.of(
                        Map.of(
                                "basic.auth.credentials.source",
                                "SASL_INHERIT",
                                "sasl.jaas.config",
                                "org.example.Login required token=\"secret\";"),
                        "sasl.jaas.config"),
                Arguments.of(Map.of("bearer.auth.credentials.source", "OAUTHBEARER"), "bearer.auth.credentials.source"),
                Arguments.of(Map.of("bearer.auth.credentials.source", "STATIC_TOKEN"), "bearer.auth.token"),
                Arguments.of(Map.of("bearer.auth.token", "two secret words"), "bearer.auth.token"),
                Arguments.of(
                        Map.of(
                                "basic.auth.credentials.source",
                                "URL",
                                "bearer.auth.credentials.source",
                                "STATIC_TOKEN",
                                "bearer.auth.token",
                                "secret"),
                        "bearer.auth.credentials.source"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldNameTheSettingThatIsWrong(Map<String, Object> settings, String key) {
        // Given
        Map<String, Object> configs = new HashMap<>(settings);
        configs.put("schema.registry.url", "http://127.0.0.1:1");

        // When / Then
        assertThatThrownBy(() -> SchemaRegistry.open(configs))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageNotContaining("secret");
    }
}

package org.zonepulse.avrocodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.avrocodec.FaultyRegistry.Behaviour;
import org.zonepulse.avrocodec.SchemaRegistry.SchemaById;
import org.zonepulse.avrocodec.sample.Shipment;

@Timeout(60)
class RegistryOutageTest {
    private static final Behaviour WELL = FaultyRegistry.knows(7, Shipment.getClassSchema());

    private static SchemaRegistry open(String urls, Map<String, Object> more) {
        Map<String, Object> configs = new HashMap<>(Map.of(
                "schema.registry.url", urls,
                "http.connect.timeout.ms", 5000,
                "http.read.timeout.ms", 300,
                "max.retries", 0,
                "retries.wait.ms", 0));
        configs.putAll(more);
        return SchemaRegistry.open(configs);
    }

    static Stream<Arguments> outages() {
        return Stream.of(
                Arguments.of("500", FaultyRegistry.answers(500, "")),
                Arguments.of("502", FaultyRegistry.answers(502, "<html>bad gateway</html>")),
                Arguments.of("503", FaultyRegistry.refuses(503, 50303, "no leader")),
                Arguments.of("408", FaultyRegistry.answers(408, "")),
                Arguments.of("429", FaultyRegistry.refuses(429, 42901, "too many requests")),
                Arguments.of("timed out", (Behaviour) (request, out) -> out.nothing()),
                Arguments.of("in time", (Behaviour) (request, out) -> out.begin(200, 1000)),
                Arguments.of("EOF", (Behaviour) (request, out) -> out.exchange().close()),
                Arguments.of("JSON", FaultyRegistry.answers(200, "{\"schema\": \"{")),
                Arguments.of("JSON", FaultyRegistry.answers(200, "<html>sign in</html>")),
                Arguments.of("JSON", FaultyRegistry.answers(200, "")),
                Arguments.of("JSON", FaultyRegistry.answers(200, "[".repeat(5000))),
                Arguments.of("capacity", (Behaviour) (request, out) -> out.send(200, " ".repeat(9 << 20))));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void shouldCallItAnOutage(String what, Behaviour behaviour) {
        // Given
        try (FaultyRegistry faulty = FaultyRegistry.that(behaviour);
                SchemaRegistry registry = open(faulty.url(), Map.of())) {
            // When / Then
            assertThatThrownBy(() -> registry.byId(7, null))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasStackTraceContaining(what);
        }
    }

    @ParameterizedTest
    @MethodSource("outages")
    void shouldAskTheNextAddress(String what, Behaviour behaviour) {
        // Given
        try (FaultyRegistry faulty = FaultyRegistry.that(behaviour);
                FaultyRegistry well = FaultyRegistry.that(WELL);
                SchemaRegistry registry = open(faulty.url() + "," + well.url(), Map.of())) {
            // When
            SchemaById found = registry.byId(7, null);

            // Then
            assertThat(found).isEqualTo(new SchemaById.Found(Shipment.getClassSchema()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"schema\": 17}"})
    void shouldNotTakeAnAnswerWithoutASchemaForBadData(String answer) {
        // Given
        try (FaultyRegistry strange = FaultyRegistry.that(FaultyRegistry.answers(200, answer));
                SchemaRegistry registry = open(strange.url(), Map.of())) {
            // When / Then
            assertThatThrownBy(() -> registry.byId(7, null)).isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\": \"7\"}", "{\"id\": 7.5}", "{\"id\": 99999999999}"})
    void shouldNotWriteWithAnAnswerWithoutAnId(String answer) {
        // Given
        try (FaultyRegistry strange = FaultyRegistry.that(FaultyRegistry.answers(200, answer));
                SchemaRegistry registry = open(strange.url(), Map.of())) {
            // When / Then
            assertThatThrownBy(() -> registry.register("shipments-value", Shipment.getClassSchema(), false))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    void shouldStayWithTheAddressThatAnsweredUntilItFails() {
        // Given
        try (FaultyRegistry first = FaultyRegistry.that(FaultyRegistry.answers(503, ""));
                FaultyRegistry second = FaultyRegistry.that(WELL);
                SchemaRegistry registry = open(first.url() + "," + second.url(), Map.of())) {
            registry.byId(1, null);
            registry.byId(2, null);
            int asked = first.requests().size();
            first.nowBehaves(WELL);
            second.nowBehaves(FaultyRegistry.answers(503, ""));

            // When
            registry.byId(3, null);

            // Then
            assertThat(asked).isEqualTo(1);
            assertThat(first.requests()).hasSize(2);
            assertThat(second.requests()).hasSize(3);
        }
    }

    @Test
    void shouldTryEveryAddressInEveryRoundBeforeItGivesUp() {
        // Given
        Behaviour away = FaultyRegistry.answers(503, "");
        try (FaultyRegistry first = FaultyRegistry.that(away);
                FaultyRegistry second = FaultyRegistry.that(away);
                SchemaRegistry registry =
                        open("http://127.0.0.1:1," + first.url() + "," + second.url(), Map.of("max.retries", 2))) {
            // When / Then
            assertThatThrownBy(() -> registry.byId(7, null))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("3 address(es), 3 round(s)");
            assertThat(first.requests()).hasSize(3);
            assertThat(second.requests()).hasSize(3);
        }
    }

    @Test
    void shouldComeThroughARegistryThatIsAwayForAMoment() {
        // Given
        try (FaultyRegistry registryServer = FaultyRegistry.that(FaultyRegistry.answers(503, ""))) {
            registryServer.nowBehaves((request, out) -> {
                registryServer.nowBehaves(WELL);
                out.send(503, "");
            });
            try (SchemaRegistry registry = open(registryServer.url(), Map.of("max.retries", 1))) {
                // When
                SchemaById found = registry.byId(7, null);

                // Then
                assertThat(found).isInstanceOf(SchemaById.Found.class);
                assertThat(registryServer.requests()).hasSize(2);
            }
        }
    }

    @Test
    void shouldLetGoWhenInterrupted() {
        // Given
        try (FaultyRegistry silent = FaultyRegistry.that((request, out) -> out.nothing());
                SchemaRegistry registry = open(silent.url(), Map.of("http.read.timeout.ms", 3_600_000))) {
            Thread.currentThread().interrupt();

            // When / Then
            assertThatThrownBy(() -> registry.byId(7, null)).isInstanceOf(InterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8081", "ftp://127.0.0.1", "http://", "http://user:secret@ho st", "nonsense"})
    void shouldRefuseAnAddressThatIsNone(String url) {
        // Given / When / Then
        assertThatThrownBy(() -> open(url, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url")
                .hasMessageNotContaining("secret");
    }
}

package org.zonepulse.avrocodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.avrocodec.FaultyRegistry.Behaviour;
import org.zonepulse.avrocodec.SchemaRegistry.SchemaById;
import org.zonepulse.avrocodec.sample.Shipment;

/** A registry that answers, and says no. */
@Timeout(60)
class RegistryRefusalTest {
    private static SchemaRegistry open(FaultyRegistry server) {
        return SchemaRegistry.open(Map.of("schema.registry.url", server.url(), "max.retries", 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void shouldCallMissingRightsAMatterOfConfiguration(int status) {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(FaultyRegistry.answers(status, ""));
                SchemaRegistry registry = open(server)) {
            // When / Then
            assertThatThrownBy(() -> registry.byId(7, null))
                    .isInstanceOf(RegistryAccessException.class)
                    .hasMessageContaining(Integer.toString(status));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, <html>not found</html>", "404, {}", "302, ''", "204, ''", "400, {}", "405, ''"})
    void shouldNotTakeSomethingElseForARegistry(int status, String body) {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(FaultyRegistry.answers(status, body));
                SchemaRegistry registry = open(server)) {
            // When / Then
            assertThatThrownBy(() -> registry.byId(7, null))
                    .isInstanceOf(RegistryAccessException.class)
                    .hasMessageContaining("check the address's path");
        }
    }

    @ParameterizedTest
    @CsvSource({"409, 409", "422, 42201"})
    void shouldSayThatASchemaIsRefusedAndWhy(int status, int code) {
        // Given
        Behaviour refusal = FaultyRegistry.refuses(status, code, "field weight went");
        try (FaultyRegistry server = FaultyRegistry.that(refusal);
                SchemaRegistry registry = open(server)) {
            // When / Then
            assertThatThrownBy(() -> registry.register("shipments-value", Shipment.getClassSchema(), false))
                    .isInstanceOf(SchemaRefusedException.class)
                    .hasMessageContaining("shipments-value")
                    .hasMessageContaining("field weight went");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40401, 40403})
    void shouldNotFindWhatTheRegistryLacks(int code) {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(FaultyRegistry.refuses(404, code, "not found"));
                SchemaRegistry registry = open(server)) {
            // When / Then
            assertThat(registry.byId(7, null)).isEqualTo(new SchemaById.Unknown());
            assertThat(registry.idOf("shipments-value", Shipment.getClassSchema(), false))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"schemaType\": \"PROTOBUF\", \"schema\": \"message A {}\"} | PROTOBUF",
                "{\"schema\": \"\\\"string\\\"\", \"references\": [{\"name\": \"a\"}]} | other schemas",
                "{\"schema\": \"nonsense\"} | parsed",
                "{\"schema\": \"\"} | parsed",
                "{\"schema\": \"{\\\"type\\\": \\\"record\\\", \\\"name\\\": \\\"a-b\\\", \\\"fields\\\": []}\"} | parsed"
            })
    void shouldSayWhyASchemaIsOfNoUse(String answer, String why) {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(FaultyRegistry.answers(200, answer));
                SchemaRegistry registry = open(server)) {
            // When
            SchemaById found = registry.byId(7, null);

            // Then
            assertThat(found)
                    .isInstanceOfSatisfying(
                            SchemaById.Unusable.class,
                            unusable -> assertThat(unusable.why()).contains(why));
        }
    }

    @Test
    void shouldRefuseToWriteWhatIsNotRegisteredWhenItMayNotRegister() {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(FaultyRegistry.refuses(404, 40403, "not found"));
                AvroSerializer<Shipment> serializer = new AvroSerializer<>()) {
            serializer.configure(Map.of("schema.registry.url", server.url(), "auto.register.schemas", "false"), false);

            // When / Then
            assertThatThrownBy(() -> serializer.serialize("shipments", Shipments.shipment("S-1")))
                    .isInstanceOf(SchemaRefusedException.class)
                    .hasMessageContaining("auto.register.schemas");
        }
    }

    @Test
    void shouldEscapeTheSubject() {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(FaultyRegistry.knows(7, Shipment.getClassSchema()));
                SchemaRegistry registry = open(server)) {
            // When
            registry.register("../a b?c#d/é", Shipment.getClassSchema(), true);

            // Then
            assertThat(server.requests().getFirst().path())
                    .isEqualTo("/subjects/..%2Fa%20b%3Fc%23d%2F%C3%A9/versions?normalize=true");
        }
    }
}

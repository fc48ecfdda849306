package org.zonepulse.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.avrocodec.AvroSerializer;

class ValueSerializerTest {
    private static final Map<String, Object> REGISTRY = Map.of("schema.registry.url", "mock://value-serializer");

    @Test
    void shouldBeOursUnlessAnotherIsNamed() {
        // Given / When
        try (Serializer<SpecificRecord> serializer = ValueSerializer.configured(REGISTRY)) {
            // Then
            assertThat(serializer).isInstanceOf(AvroSerializer.class);
        }
    }

    @Test
    void shouldBeOfTheNamedClass() {
        // Given
        Map<String, Object> codec = Map.of("value.serializer", StringSerializer.class.getName());

        // When
        try (Serializer<SpecificRecord> serializer = ValueSerializer.configured(codec)) {
            // Then
            assertThat((Object) serializer).isInstanceOf(StringSerializer.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.confluent.kafka.serializers.Missing", "java.lang.String", "java.util.Map", ""})
    void shouldSayWhatToDoAboutAClassThatIsNone(String name) {
        // Given
        Map<String, Object> codec = Map.of("value.serializer", name);

        // When / Then
        assertThatThrownBy(() -> ValueSerializer.configured(codec))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("zonepulse.codec.value.serializer")
                .hasMessageContaining("-Pconfluent");
    }
}

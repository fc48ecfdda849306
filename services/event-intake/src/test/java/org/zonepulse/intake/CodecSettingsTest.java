package org.zonepulse.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodecSettingsTest {
    @Test
    void shouldHandOverEveryKeyAsConfluentWritesIt() {
        // Given
        Map<String, Object> settings = Map.of(
                "schema.registry.url", "https://a:8081,https://b:8081",
                "schema.registry.basic.auth.credentials.source", "USER_INFO",
                "schema.registry.ssl.truststore.location", "/etc/trust.p12",
                "zonepulse.codec.value.serializer", "org.example.Serializer",
                "zonepulse.codec.auto.register.schemas", false);

        // When
        try (ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(settings)
                .build()) {
            context.getEnvironment().start();
            Map<String, Object> codec = CodecSettings.of(context.getEnvironment());

            // Then
            assertThat(codec)
                    .containsEntry("schema.registry.url", "https://a:8081,https://b:8081")
                    .containsEntry("schema.registry.basic.auth.credentials.source", "USER_INFO")
                    .containsEntry("schema.registry.ssl.truststore.location", "/etc/trust.p12")
                    .containsEntry("value.serializer", "org.example.Serializer")
                    .containsEntry("auto.register.schemas", false)
                    .containsEntry("max.retries", 0);
        }
    }
}

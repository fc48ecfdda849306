package org.zonepulse.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
    @Test
    void shouldHandOverConnectionSettingsAsKafkaWritesThemAndNoOthers() {
        // Given
        PropertySource file = PropertySource.of(
                "file",
                Map.of(
                        "kafka.bootstrap.servers",
                        "127.0.0.1:9092",
                        "kafka.ssl.truststore.location",
                        "/etc/trust.p12",
                        "kafka.request.timeout.ms",
                        10_000,
                        "kafka.health.enabled",
                        false));

        // When
        Map<String, Object> kafka = understood(file);

        // Then
        assertThat(kafka)
                .containsEntry("bootstrap.servers", "127.0.0.1:9092")
                .containsEntry("ssl.truststore.location", "/etc/trust.p12")
                .containsEntry("request.timeout.ms", 10_000)
                .doesNotContainKey("health.enabled");
    }

    @Test
    void shouldTakeTheEnvironmentsWordBeforeTheFiles() {
        // Given
        PropertySource file = PropertySource.of("file", Map.of("kafka.bootstrap.servers", "127.0.0.1:9092"));
        PropertySource environment = new Environment(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092,kafka-2:9092",
                "KAFKA_SASL_JAAS_CONFIG", "a.b.Module required username=\"Feed\";"));

        // When
        Map<String, Object> kafka = understood(file, environment);

        // Then
        assertThat(kafka)
                .containsEntry("bootstrap.servers", "kafka-1:9092,kafka-2:9092")
                .containsEntry("sasl.jaas.config", "a.b.Module required username=\"Feed\";");
    }

    /** What a process is given; files come before it in Micronaut's order, and so are overruled. */
    private static final class Environment extends MapPropertySource {
        Environment(Map<String, Object> variables) {
            super("environment", variables);
        }

        @Override
        public PropertyConvention getConvention() {
            return PropertyConvention.ENVIRONMENT_VARIABLE;
        }

        @Override
        public int getOrder() {
            return 1;
        }
    }

    private static Map<String, Object> understood(PropertySource... sources) {
        try (ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .propertySources(sources)
                .build()) {
            context.getEnvironment().start();
            return KafkaSettings.of(context.getEnvironment());
        }
    }
}

package org.zonepulse.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

    private final StreamsSettings settings = new StreamsSettings(
            "zonepulse-test", "state", 2, Duration.ofMillis(100), Duration.ofSeconds(21), Duration.ofSeconds(11));

    @Test
    void shouldBeUnderstoodByKafkaStreams() {
        // When
        Properties properties = settings.properties(Map.of("bootstrap.servers", "broker:9092"), 3 << 20);

        // Then
        StreamsConfig understood = new StreamsConfig(properties);
        assertThat(understood.getString(StreamsConfig.APPLICATION_ID_CONFIG)).isEqualTo("zonepulse-test");
        assertThat(understood.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo(100);
        assertThat(understood.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
                .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
        assertThat(understood.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("session.timeout.ms", 21_000)
                .containsEntry("heartbeat.interval.ms", 7_000)
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("bootstrap.servers", "broker:9092");
        assertThat(understood.getProducerConfigs("client"))
                .containsEntry("compression.type", "lz4")
                .containsEntry("transaction.timeout.ms", 11_000)
                .containsEntry("linger.ms", 5)
                .containsEntry("max.request.size", 3 << 20);
    }
}

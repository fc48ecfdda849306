package org.zonepulse.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsMetersTest {

    private static final TopicPartition LEDGER = new TopicPartition("app-ledger-changelog", 3);
    private static final TopicPartition CUTS = new TopicPartition("app-cuts-changelog", 0);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KafkaStreams streams;
    private final StreamsMeters meters;

    /** Never started. */
    StreamsMetersTest(@TempDir Path state) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("events");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        streams = new KafkaStreams(builder.build(), properties);
        meters = new StreamsMeters(streams, registry);
    }

    @AfterEach
    void close() {
        streams.close();
    }

    @Test
    void shouldTellWhatIsStillToBeRestored() {
        // When
        meters.onRestoreStart(LEDGER, "ledger", 100, 1_100);
        meters.onRestoreStart(CUTS, "cuts", 0, 50);
        meters.onBatchRestored(LEDGER, "ledger", 599, 450);

        // Then: 500 of one, 50 of the other; markers of transactions take offsets too
        assertThat(gauge("zonepulse.restore.remaining")).isEqualTo(550);
        assertThat(gauge("zonepulse.restore.stores")).isEqualTo(2);
        assertThat(registry.get("zonepulse.restored").counter().count()).isEqualTo(450);

        // When
        meters.onRestoreEnd(LEDGER, "ledger", 900);
        meters.onRestoreSuspended(CUTS, "cuts", 10);

        // Then
        assertThat(gauge("zonepulse.restore.remaining")).isZero();
        assertThat(gauge("zonepulse.restore.stores")).isZero();
    }

    @Test
    void shouldTellTheStateThatItIsIn() {
        // Then
        assertThat(state(KafkaStreams.State.CREATED)).isEqualTo(1);
        assertThat(state(KafkaStreams.State.RUNNING)).isZero();

        // When
        streams.close();

        // Then
        assertThat(state(KafkaStreams.State.CREATED)).isZero();
        assertThat(state(KafkaStreams.State.NOT_RUNNING)).isEqualTo(1);
    }

    private double state(KafkaStreams.State state) {
        return registry.get("zonepulse.streams.state")
                .tag("state", state.name())
                .gauge()
                .value();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}

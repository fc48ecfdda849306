package org.zonepulse.intake;

import io.micronaut.core.value.PropertyResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a service's Kafka clients find their cluster, and are let in. */
public final class KafkaSettings {

    private static final String PREFIX = "kafka";

    /** What all of Kafka's clients know; other settings under the prefix are of producers or health checks. */
    private static final List<String> CONNECTION = List.of(
            "bootstrap.servers",
            "security.",
            "sasl.",
            "ssl.",
            "request.timeout.ms",
            "socket.connection.setup.timeout.");

    private KafkaSettings() {}

    /**
     * The service's settings under {@code kafka}: {@code bootstrap.servers}, {@code security.*}, {@code sasl.*}, {@code ssl.*},
     * {@code request.timeout.ms}, {@code socket.connection.setup.timeout.*}.
     */
    public static Map<String, Object> of(PropertyResolver settings) {
        Map<String, Object> connection = new HashMap<>();
        // Not as they were written: what comes by the environment is written KAFKA_BOOTSTRAP_SERVERS.
        settings.getProperties(PREFIX).forEach((key, value) -> {
            if (CONNECTION.stream().anyMatch(key::startsWith)) {
                connection.put(key, value);
            }
        });
        return connection;
    }
}

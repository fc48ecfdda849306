package org.zonepulse.intake;

import io.micronaut.core.value.PropertyResolver;
import java.util.HashMap;
import java.util.Map;

/** What the codec is configured with, under Confluent's keys. */
public final class CodecSettings {
    private static final String REGISTRY = "schema.registry";
    private static final String CODEC = "zonepulse.codec";

    private CodecSettings() {}

    /** The service's settings under {@code schema.registry} and {@code zonepulse.codec}, and what is usual here. */
    public static Map<String, Object> of(PropertyResolver settings) {
        Map<String, Object> codec = new HashMap<>();
        settings.getProperties(REGISTRY).forEach((key, value) -> codec.put(REGISTRY + "." + key, value));
        codec.putAll(settings.getProperties(CODEC));
        // Which schemas there are is decided when topics are made, not by whoever happens to write first.
        codec.putIfAbsent("auto.register.schemas", false);
        codec.putIfAbsent("avro.remove.java.properties", true);
        // Whoever waits for the registry here asks again by himself, and has to let go in time for the next poll.
        codec.putIfAbsent("http.connect.timeout.ms", 5_000);
        codec.putIfAbsent("http.read.timeout.ms", 10_000);
        codec.putIfAbsent("max.retries", 0);
        return codec;
    }
}

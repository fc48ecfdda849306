package org.zonepulse.sandbox;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * Where a pipeline is found.
 *
 * @param bootstrapServers its brokers
 * @param registry the registry's Confluent-compatible API
 */
public record PipelineAddress(String bootstrapServers, String registry) {
    public PipelineAddress {
        Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        Objects.requireNonNull(registry, "registry");
    }

    /** A pipeline of this command's own making. */
    public static PipelineAddress of(Ports ports) {
        return new PipelineAddress(
                ports.address(Ports.Use.BROKER), registry(ports).toString());
    }

    static URI registry(Ports ports) {
        return URI.create("http://" + ports.address(Ports.Use.SCHEMA_REGISTRY) + "/apis/ccompat/v7");
    }

    /** As Kafka's clients and the codec want it. */
    public Map<String, Object> settings() {
        return Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registry);
    }
}

package org.zonepulse.eventlog;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Which partition an enterprise's events belong to: that of Kafka's own partitioner for Java. A record that lies elsewhere,
 * since its client has another partitioner, is sent on and counts where it arrives; where it lay first it doesn't count.
 *
 * @param partitions of each event topic
 */
public record Partitioning(int partitions) {
    public Partitioning {
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic has at least one partition");
        }
    }

    /** The partition of that enterprise; for a city's total, of the city's division code. */
    public int of(String enterpriseId) {
        return of(enterpriseId.getBytes(StandardCharsets.UTF_8));
    }

    /** The partition of a key. */
    public int of(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}

package org.zonepulse.sandbox.deploy;

import java.util.List;
import java.util.Map;

/**
 * A topic as it is on a cluster.
 *
 * @param name its name
 * @param partitions its partitions
 * @param settings the values in force of all its settings, whether they were set for it or are the broker's
 */
public record TopicFound(String name, List<Partition> partitions, Map<String, String> settings) {

    /**
     * A partition.
     *
     * @param number from 0
     * @param hasLeader whether anybody takes and gives its records
     * @param replicas brokers that are to hold it
     * @param inSync those of them that have all there is
     */
    public record Partition(int number, boolean hasLeader, int replicas, int inSync) {}

    public TopicFound {
        partitions = List.copyOf(partitions);
        settings = Map.copyOf(settings);
    }
}

package org.zonepulse.kpi;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * An instance of this service.
 *
 * @param address where it is reached
 * @param partitions the partitions of the event topics that it holds, ascending
 * @param isThis whether it is this very one
 */
public record Instance(URI address, List<Integer> partitions, boolean isThis) {
    public Instance {
        Objects.requireNonNull(address, "address");
        partitions = partitions.stream().sorted().toList();
    }

    static Instance of(String server, List<Integer> partitions, String own) {
        return new Instance(URI.create("http://" + server), partitions, server.equals(own));
    }
}

package org.zonepulse.sandbox.deploy;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.zonepulse.schemas.Topic;

/**
 * What the catalogue leaves to a site. What isn't chosen is the broker's affair when topics are created, and isn't compared.
 *
 * @param eventPartitions partitions of each event topic
 * @param replicationFactor replicas of each partition, at least
 * @param minInSync replicas that have to have a record before it is acknowledged, at least
 */
public record SiteChoices(OptionalInt eventPartitions, OptionalInt replicationFactor, OptionalInt minInSync) {

    /** Nothing is chosen. */
    public static final SiteChoices NONE =
            new SiteChoices(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    /** Kafka's name of the setting that holds {@link #minInSync}. */
    static final String MIN_IN_SYNC = "min.insync.replicas";

    /**
     * Choices.
     *
     * @throws IllegalArgumentException if one is less than 1, or more replicas would have to be in sync than there are
     */
    public SiteChoices {
        Objects.requireNonNull(eventPartitions, "eventPartitions");
        if (eventPartitions.orElse(1) < 1 || replicationFactor.orElse(1) < 1 || minInSync.orElse(1) < 1) {
            throw new IllegalArgumentException("a choice is at least 1");
        }
        if (minInSync.orElse(1) > replicationFactor.orElse(Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("more replicas in sync than there are: nothing could be written");
        }
    }

    /** The settings that a topic is created with. */
    Map<String, String> settingsOf(Topic topic) {
        Map<String, String> settings = new TreeMap<>(topic.config());
        minInSync.ifPresent(number -> settings.put(MIN_IN_SYNC, Integer.toString(number)));
        return settings;
    }
}

package org.zonepulse.sandbox.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * What the catalogue leaves to a site. What isn't chosen is the broker's affair when topics are created, and isn't compared.
 *
 * @param eventPartitions partitions of each event topic
 * @param replicationFactor replicas of each partition, at least
 * @param minInSync replicas that have to have a record before it is acknowledged, at least
 * @param editions editions of the KPIs whose topics there are to be, besides the first
 */
public record SiteChoices(
        OptionalInt eventPartitions, OptionalInt replicationFactor, OptionalInt minInSync, Set<Edition> editions) {

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
        editions = Set.copyOf(editions);
    }

    /** Choices of a site that has no other edition than the first. */
    public SiteChoices(OptionalInt eventPartitions, OptionalInt replicationFactor, OptionalInt minInSync) {
        this(eventPartitions, replicationFactor, minInSync, Set.of());
    }

    /** The same with these editions, too. */
    public SiteChoices with(Collection<Edition> more) {
        Set<Edition> all = new HashSet<>(editions);
        all.addAll(more);
        return new SiteChoices(eventPartitions, replicationFactor, minInSync, all);
    }

    /** All topics that there are to be: the catalogue's, then those of other editions. */
    public List<Topic> topics() {
        List<Topic> all = new ArrayList<>(TopicCatalogue.all());
        editions.stream()
                .filter(edition -> !edition.isFirst())
                .sorted(Comparator.comparing(Edition::name))
                .forEach(edition -> all.addAll(edition.topics()));
        return all;
    }

    /** The settings that a topic is created with. */
    Map<String, String> settingsOf(Topic topic) {
        Map<String, String> settings = new TreeMap<>(topic.config());
        minInSync.ifPresent(number -> settings.put(MIN_IN_SYNC, Integer.toString(number)));
        return settings;
    }
}

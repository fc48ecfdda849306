package org.zonepulse.sandbox.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zonepulse.sandbox.deploy.Deviation.Kind;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/** Compares what is there with the catalogue and with what a site chose: pure, it asks nobody. */
public final class Drift {

    /** The rule that subjects need: records are kept for ever, so every version has to read every other. */
    static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private Drift() {}

    /**
     * How topics that there are to be deviate, in their order.
     *
     * @param found all topics of the catalogue that are there, by name
     */
    public static List<Deviation> ofTopics(Map<String, TopicFound> found, SiteChoices choices) {
        List<Deviation> deviations = new ArrayList<>();
        OptionalInt eventPartitions = eventPartitions(found, choices);
        for (Topic topic : choices.topics()) {
            TopicFound there = found.get(topic.name());
            if (there == null) {
                deviations.add(new Deviation(Kind.TOPIC_MISSING, topic.name(), null, topic.name(), ""));
                continue;
            }
            int wanted = isOfEvents(topic) ? eventPartitions.orElse(topic.partitions()) : topic.partitions();
            if (there.partitions().size() != wanted) {
                deviations.add(Deviation.of(
                        Kind.PARTITIONS_DIFFER,
                        topic.name(),
                        wanted,
                        there.partitions().size()));
            }
            settings(topic, there, choices, deviations);
            replicas(there, choices, deviations);
        }
        return deviations;
    }

    /** How topics deviate that Kafka Streams has made by itself: only replication and health are anybody's wish. */
    public static List<Deviation> ofInternalTopics(Collection<TopicFound> found, SiteChoices choices) {
        List<Deviation> deviations = new ArrayList<>();
        found.stream().sorted(Comparator.comparing(TopicFound::name)).forEach(topic -> {
            choices.minInSync().ifPresent(least -> inSync(topic, least, deviations));
            replicas(topic, choices, deviations);
        });
        return deviations;
    }

    /** How subjects deviate, in the order given. */
    public static List<Deviation> ofSubjects(Collection<SubjectFound> found) {
        List<Deviation> deviations = new ArrayList<>();
        for (SubjectFound subject : found) {
            switch (subject.holds()) {
                case NOTHING ->
                    deviations.add(new Deviation(Kind.SCHEMA_MISSING, subject.name(), null, subject.name(), ""));
                case OTHERS ->
                    deviations.add(new Deviation(Kind.SCHEMA_DIFFERS, subject.name(), null, subject.name(), ""));
                case THE_SCHEMA -> {}
            }
            if (subject.holds() != SubjectFound.Holds.NOTHING && !COMPATIBILITY.equals(subject.compatibility())) {
                deviations.add(Deviation.of(
                        Kind.COMPATIBILITY_TOO_WEAK,
                        subject.name(),
                        COMPATIBILITY,
                        Objects.requireNonNullElse(subject.compatibility(), "")));
            }
        }
        return deviations;
    }

    /**
     * The number of partitions that event topics should have: what was chosen, else what most of them have; of two that as many
     * have, the larger, since partitions are never taken away. Empty if there are none, and none was chosen.
     */
    static OptionalInt eventPartitions(Map<String, TopicFound> found, SiteChoices choices) {
        if (choices.eventPartitions().isPresent()) {
            return choices.eventPartitions();
        }
        Map<Integer, Long> counts = TopicCatalogue.events().stream()
                .flatMap(topic -> Optional.ofNullable(found.get(topic.name())).stream())
                .map(topic -> topic.partitions().size())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(most -> OptionalInt.of(most.getKey()))
                .orElse(OptionalInt.empty());
    }

    static boolean isOfEvents(Topic topic) {
        return TopicCatalogue.events().contains(topic);
    }

    private static void settings(Topic topic, TopicFound there, SiteChoices choices, List<Deviation> deviations) {
        topic.config().forEach((setting, wanted) -> {
            String value = there.settings().getOrDefault(setting, "");
            if (!value.equals(wanted)) {
                deviations.add(new Deviation(Kind.SETTING_DIFFERS, topic.name(), setting, wanted, value));
            }
        });
        choices.minInSync().ifPresent(least -> inSync(there, least, deviations));
    }

    /** More than was asked for is stricter, and so no deviation. */
    private static void inSync(TopicFound there, int least, List<Deviation> deviations) {
        String value = there.settings().getOrDefault(SiteChoices.MIN_IN_SYNC, "");
        if (value.isEmpty() || Integer.parseInt(value) < least) {
            deviations.add(new Deviation(
                    Kind.SETTING_DIFFERS, there.name(), SiteChoices.MIN_IN_SYNC, Integer.toString(least), value));
        }
    }

    private static void replicas(TopicFound there, SiteChoices choices, List<Deviation> deviations) {
        for (TopicFound.Partition partition : there.partitions()) {
            String where = there.name() + "/" + partition.number();
            if (partition.replicas() < choices.replicationFactor().orElse(1)) {
                deviations.add(Deviation.of(
                        Kind.TOO_FEW_REPLICAS,
                        where,
                        choices.replicationFactor().orElse(1),
                        partition.replicas()));
            }
            if (!partition.hasLeader()) {
                deviations.add(Deviation.of(Kind.PARTITION_OFFLINE, where, partition.replicas(), 0));
            } else if (partition.inSync() < partition.replicas()) {
                deviations.add(
                        Deviation.of(Kind.PARTITION_UNDER_REPLICATED, where, partition.replicas(), partition.inSync()));
            }
        }
    }
}

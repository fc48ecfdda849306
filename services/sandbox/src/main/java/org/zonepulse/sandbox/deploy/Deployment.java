package org.zonepulse.sandbox.deploy;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.zonepulse.schemas.TopicCatalogue;

/** What a pipeline needs before anything runs, made with nothing chosen: for those who start one by themselves. */
public final class Deployment {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Deployment() {}

    /**
     * Creates the catalogue's topics that are missing, and returns when every partition takes records.
     *
     * @param settings of Kafka's clients
     * @throws DeploymentRefused if that can't be
     */
    public static void createTopics(Map<String, ?> settings) throws InterruptedException {
        createTopics(settings, TopicCatalogue.EVENT_PARTITIONS);
    }

    /**
     * The same, with so many partitions for each event topic.
     *
     * @param settings of Kafka's clients
     * @throws DeploymentRefused if that can't be
     */
    public static void createTopics(Map<String, ?> settings, int eventPartitions) throws InterruptedException {
        try (ClusterTopics topics = ClusterTopics.open(settings, patience())) {
            var _ = topics.createMissing(
                    new SiteChoices(OptionalInt.of(eventPartitions), OptionalInt.empty(), OptionalInt.empty()));
        }
    }

    /**
     * Registers the schemas of all topics of the catalogue.
     *
     * @param settings of the codec
     * @throws DeploymentRefused if the registry doesn't answer, or refuses one
     */
    public static void registerSchemas(Map<String, ?> settings) throws InterruptedException {
        try (RegistrySubjects subjects = RegistrySubjects.open(settings, patience())) {
            Map<String, String> refused =
                    subjects.register(TopicCatalogue.all()).refused();
            if (!refused.isEmpty()) {
                throw new DeploymentRefused(DeploymentRefused.Reason.REGISTRY_REFUSES, null, refused);
            }
        }
    }

    private static Patience patience() {
        return Patience.of(PATIENCE, _ -> {});
    }
}

package org.zonepulse.sandbox.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.zonepulse.sandbox.deploy.DeploymentRefused.Reason;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.Inbox;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/** The topics of a cluster: reads what they are like, and creates those of the catalogue that are missing. */
public final class ClusterTopics implements AutoCloseable {

    private final PatientAdmin cluster;
    private final Admin admin;
    /** What was created here: a broker that doesn't name these in its list hasn't heard of them yet. */
    private final Set<String> certain = new HashSet<>();

    private ClusterTopics(PatientAdmin cluster) {
        this.cluster = cluster;
        this.admin = cluster.client();
    }

    /**
     * Opens them once the cluster answers.
     *
     * @param settings of Kafka's clients
     * @throws DeploymentRefused if it doesn't in time, or doesn't let us in
     */
    public static ClusterTopics open(Map<String, ?> settings, Patience patience) throws InterruptedException {
        // Brokers that are still missing are few replicas.
        return new ClusterTopics(
                PatientAdmin.open(settings, patience, InvalidReplicationFactorException.class::isInstance));
    }

    /** All topics of the catalogue that are there, also those of other editions, by name. */
    public Map<String, TopicFound> readCatalogue() throws InterruptedException {
        return read(name -> TopicCatalogue.named(name).isPresent());
    }

    /** The inboxes of outside publishers that are there. */
    public List<Inbox> readInboxes() throws InterruptedException {
        return ask(() -> admin.listTopics().names().get().stream()
                .flatMap(name -> Inbox.named(name).stream())
                .sorted(Comparator.comparing(inbox -> inbox.topic().name()))
                .toList());
    }

    /** The editions that are there beside the first: those that have a history of cuts. */
    public List<Edition> readEditions() throws InterruptedException {
        return ask(() -> Edition.among(admin.listTopics().names().get()));
    }

    /** The internal topics of a Kafka Streams application: its stores' changelogs, and what lies between its parts. */
    public Collection<TopicFound> readInternal(String applicationId) throws InterruptedException {
        return read(name -> name.startsWith(applicationId + "-")
                        && (name.endsWith("-changelog") || name.endsWith("-repartition")))
                .values();
    }

    /** The consumer groups that have members now which read from one of these topics, in order of their names. */
    public List<String> readersOf(Collection<String> topics) throws InterruptedException {
        return ask(() -> {
            List<String> groups = admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
            return admin.describeConsumerGroups(groups).all().get().values().stream()
                    .filter(group -> group.members().stream()
                            .flatMap(member -> member.assignment().topicPartitions().stream())
                            .anyMatch(partition -> topics.contains(partition.topic())))
                    .map(ConsumerGroupDescription::groupId)
                    .sorted()
                    .toList();
        });
    }

    private Map<String, TopicFound> read(Predicate<String> meant) throws InterruptedException {
        return ask(() -> {
            Set<String> all = admin.listTopics().names().get();
            if (!all.containsAll(certain)) {
                throw new UnknownTopicOrPartitionException("not all topics that were created are known yet");
            }
            List<String> names = all.stream().filter(meant).toList();
            Map<String, TopicDescription> described =
                    admin.describeTopics(names).allTopicNames().get();
            Map<ConfigResource, Config> settings = admin.describeConfigs(
                            names.stream().map(ClusterTopics::resource).toList())
                    .all()
                    .get();
            Map<String, TopicFound> found = new TreeMap<>();
            described.forEach((name, topic) -> found.put(
                    name,
                    new TopicFound(
                            name,
                            topic.partitions().stream()
                                    .map(ClusterTopics::partition)
                                    .toList(),
                            values(Objects.requireNonNull(settings.get(resource(name)))))));
            return found;
        });
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static TopicFound.Partition partition(TopicPartitionInfo info) {
        Node leader = info.leader();
        return new TopicFound.Partition(
                info.partition(),
                leader != null && !leader.isEmpty(),
                info.replicas().size(),
                info.isr().size());
    }

    private static Map<String, String> values(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    /**
     * Creates the topics that are missing, and returns when each partition of all of them takes records.
     *
     * <p>That it is known where a partition's leader is, doesn't mean that the leader knows already. An idempotent
     * producer whose first batch comes too early while its second one is taken, never gets its first one in any more.
     * So each partition's leader is asked for its end.
     *
     * @return the names of those created, in the order of {@link SiteChoices#topics}
     * @throws DeploymentRefused if they can't be created, or not all partitions take records in time; also if event topics
     *     would come out with different numbers of partitions, before anything is created
     */
    public List<String> createMissing(SiteChoices choices) throws InterruptedException {
        Map<String, TopicFound> found = readCatalogue();
        List<Topic> missing = choices.topics().stream()
                .filter(topic -> !found.containsKey(topic.name()))
                .toList();
        OptionalInt eventPartitions = Drift.eventPartitions(found, choices);
        if (missing.stream().anyMatch(Drift::isOfEvents)) {
            requireSamePartitions(found, eventPartitions.orElse(TopicCatalogue.EVENT_PARTITIONS));
        }
        List<String> created = new ArrayList<>();
        for (Topic topic : missing) {
            int partitions = Drift.isOfEvents(topic) ? eventPartitions.orElse(topic.partitions()) : topic.partitions();
            NewTopic topicToCreate = new NewTopic(
                            topic.name(),
                            Optional.of(partitions),
                            choices.replicationFactor().isPresent()
                                    ? Optional.of(
                                            (short) choices.replicationFactor().getAsInt())
                                    : Optional.empty())
                    .configs(choices.settingsOf(topic));
            if (create(topicToCreate)) {
                created.add(topic.name());
            }
        }
        certain.addAll(created);
        awaitLeaders(choices);
        return created;
    }

    /** One task has to see all there is to know of an enterprise: so the partitions of all event topics belong together. */
    private static void requireSamePartitions(Map<String, TopicFound> found, int wanted) {
        Map<String, Integer> others = TopicCatalogue.events().stream()
                .flatMap(topic -> Optional.ofNullable(found.get(topic.name())).stream())
                .filter(topic -> topic.partitions().size() != wanted)
                .collect(Collectors.toMap(
                        TopicFound::name, topic -> topic.partitions().size(), (one, _) -> one, TreeMap::new));
        if (!others.isEmpty()) {
            throw new DeploymentRefused(Reason.PARTITIONS_DIFFER, null, others, wanted);
        }
    }

    /** @return whether we did, and nobody else */
    private boolean create(NewTopic topic) throws InterruptedException {
        return ask(() -> {
            try {
                admin.createTopics(List.of(topic)).all().get();
                return true;
            } catch (ExecutionException e) {
                // Someone else was faster, or an answer was lost: what matters is that it is there.
                if (e.getCause() instanceof TopicExistsException) {
                    return false;
                }
                throw e;
            }
        });
    }

    private void awaitLeaders(SiteChoices choices) throws InterruptedException {
        List<String> names = choices.topics().stream().map(Topic::name).toList();
        Callable<Object> leaders = () -> {
            Map<TopicPartition, OffsetSpec> everyPartition = new HashMap<>();
            admin.describeTopics(names)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(partition -> everyPartition.put(
                                    new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
            return admin.listOffsets(everyPartition).all().get();
        };
        try {
            var _ = cluster.insist(leaders);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new DeploymentRefused(Reason.PARTITIONS_SILENT, e, PatientAdmin.said(e));
        }
    }

    /**
     * Sets what deviates in topics' settings to what is wanted. Nothing else is touched: partitions and replicas can't be put
     * right by a word.
     *
     * @return those that were set
     */
    public List<Deviation> fixSettings(Collection<Deviation> deviations) throws InterruptedException {
        List<Deviation> fixed = deviations.stream()
                .filter(deviation -> deviation.setting() != null)
                .sorted(Comparator.comparing(Deviation::where))
                .toList();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (Deviation deviation : fixed) {
            changes.computeIfAbsent(resource(deviation.where()), _ -> new ArrayList<>())
                    .add(new AlterConfigOp(
                            new ConfigEntry(String.valueOf(deviation.setting()), deviation.wanted()),
                            AlterConfigOp.OpType.SET));
        }
        if (!changes.isEmpty()) {
            ask(() -> {
                admin.incrementalAlterConfigs(changes).all().get();
                return changes;
            });
            awaitSettings(fixed);
        }
        return fixed;
    }

    /** Brokers hear of settings a little after the controller has them. */
    private void awaitSettings(List<Deviation> fixed) throws InterruptedException {
        Set<String> topics = fixed.stream().map(Deviation::where).collect(Collectors.toSet());
        ask(() -> {
            Map<String, TopicFound> now = read(topics::contains);
            if (!fixed.stream().allMatch(each -> isSet(each, now.get(each.where())))) {
                throw new UnknownTopicOrPartitionException("not all settings are known yet");
            }
            return now;
        });
    }

    private static boolean isSet(Deviation fixed, @Nullable TopicFound topic) {
        return topic != null && fixed.wanted().equals(topic.settings().get(String.valueOf(fixed.setting())));
    }

    private <T> T ask(Callable<T> question) throws InterruptedException {
        return cluster.ask(question);
    }

    @Override
    public void close() {
        cluster.close();
    }
}

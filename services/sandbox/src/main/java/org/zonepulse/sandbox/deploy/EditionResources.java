package org.zonepulse.sandbox.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.Topic;

/** What an edition of the KPIs has on a cluster: its topics, and those and the group of the application that computes it. */
public final class EditionResources implements AutoCloseable {

    /** What Kafka Streams names its own topics by, after the application: kpi-service's stores, and what lies between its stages. */
    private static final List<String> INTERNAL =
            List.of("-ledger-changelog", "-cuts-changelog", "-partition-updates-repartition");

    private static final int REQUEST_MILLIS = 5_000;
    private static final int CALL_MILLIS = 10_000;

    private final Admin admin;
    private final String applicationId;

    private EditionResources(Admin admin, String applicationId) {
        this.admin = admin;
        this.applicationId = applicationId;
    }

    /**
     * Opens them.
     *
     * @param settings of Kafka's clients
     * @param applicationId of the first edition; another's has its name after that
     */
    public static EditionResources open(Map<String, ?> settings, String applicationId) {
        Map<String, Object> all = new HashMap<>(settings);
        // An administrator's client refuses a call that may take less time than one of its requests.
        all.putIfAbsent("request.timeout.ms", REQUEST_MILLIS);
        all.putIfAbsent("default.api.timeout.ms", CALL_MILLIS);
        return new EditionResources(Admin.create(all), applicationId);
    }

    /** Whether there is anything of an edition: the first is always there. */
    public static boolean isThere(Map<String, ?> settings, Edition edition) throws InterruptedException {
        // Whose application it is doesn't matter to this question.
        try (EditionResources resources = open(settings, "")) {
            return resources.editions().contains(edition);
        }
    }

    /** The first edition, and all others that have a history of cuts, by name. */
    public List<Edition> editions() throws InterruptedException {
        List<Edition> all = new ArrayList<>();
        all.add(Edition.FIRST);
        all.addAll(Edition.among(topics()));
        return all;
    }

    /** How many stream threads compute it just now. */
    public int members(Edition edition) throws InterruptedException {
        String group = application(edition);
        return ask(() -> {
            try {
                return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                        .mapToInt(described -> described.members().size())
                        .sum();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof GroupIdNotFoundException) {
                    return 0;
                }
                throw e;
            }
        });
    }

    /** The topics that are there and are the edition's alone, in the order in which they are to be deleted. */
    public List<String> topicsOf(Edition edition) throws InterruptedException {
        List<String> names = new ArrayList<>();
        INTERNAL.forEach(end -> names.add(application(edition) + end));
        edition.topics().stream()
                .map(Topic::name)
                .filter(name -> !name.equals(edition.cuts().name()))
                .forEach(names::add);
        // By this one it is found: if anything fails before, it is found again.
        names.add(edition.cuts().name());
        Set<String> there = topics();
        names.removeIf(name -> !there.contains(name));
        return names;
    }

    /** Deletes those topics, and the group of the application. */
    public void delete(Edition edition) throws InterruptedException {
        String group = application(edition);
        for (String topic : topicsOf(edition)) {
            ask(() -> deleted(topic));
        }
        ask(() -> {
            try {
                admin.deleteConsumerGroups(List.of(group)).all().get();
                return true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof GroupIdNotFoundException) {
                    return false;
                }
                throw e;
            }
        });
    }

    private boolean deleted(String topic) throws ExecutionException, InterruptedException {
        try {
            admin.deleteTopics(List.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private String application(Edition edition) {
        return applicationId + edition.after("-");
    }

    private Collection<String> listed() throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get();
    }

    private Set<String> topics() throws InterruptedException {
        return ask(() -> Set.copyOf(listed()));
    }

    /** @throws KafkaException if the cluster doesn't answer, or refuses */
    private static <T> T ask(Callable<T> question) throws InterruptedException {
        try {
            return question.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known
                    ? known
                    : new KafkaException(String.valueOf(e.getCause()), e);
        } catch (Exception e) {
            throw new KafkaException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}

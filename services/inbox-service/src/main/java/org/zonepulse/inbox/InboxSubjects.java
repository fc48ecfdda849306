package org.zonepulse.inbox;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zonepulse.avrocodec.RegistryAccessException;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRefusedException;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.eventlog.RegistryPatience;
import org.zonepulse.intake.CatalogueSchemas;
import org.zonepulse.schemas.Inbox;

/**
 * Gives each inbox that is found its subject in the registry: clients look for the schema under the name of the topic that
 * they write to, and publishers have no right to register any.
 */
final class InboxSubjects implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InboxSubjects.class);

    private final SchemaRegistry registry;
    private final Set<Inbox> registered = ConcurrentHashMap.newKeySet();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("inbox-subjects").factory());

    InboxSubjects(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** Registers, in the background, for the inboxes that these streams read by now. */
    void register(KafkaStreams streams) {
        Set<Inbox> found = streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .flatMap(task -> task.topicPartitions().stream())
                .map(TopicPartition::topic)
                .flatMap(topic -> Inbox.named(topic).stream())
                .collect(Collectors.toSet());
        executor.execute(() -> found.forEach(this::register));
    }

    private void register(Inbox inbox) {
        if (registered.contains(inbox)) {
            return;
        }
        try {
            RegistryPatience.ask(() -> {
                CatalogueSchemas.register(registry, List.of(inbox.topic()));
                return inbox;
            });
            registered.add(inbox);
        } catch (RegistryUnavailableException | RegistryAccessException | SchemaRefusedException e) {
            LOG.warn(
                    "The inbox {} has no subject in the registry: {}",
                    inbox.topic().name(),
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}

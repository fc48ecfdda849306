package org.zonepulse.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/** Creates the catalogue's topics on a broker that has none of them yet, or not all. */
final class Topics {

    private static final short ONE_REPLICA = 1;

    private Topics() {}

    static void create(String bootstrapServers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>();
            for (Topic topic : TopicCatalogue.all()) {
                if (!there.contains(topic.name())) {
                    missing.add(new NewTopic(topic.name(), topic.partitions(), ONE_REPLICA).configs(topic.config()));
                }
            }
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            // Someone else was faster: what matters is that they are there.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}

package org.zonepulse.audit.log;

import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What partitions a cluster's topics have. */
public final class Partitions {

    private Partitions() {}

    /** The partitions of a topic, by number; none if there is no such topic. */
    public static List<TopicPartition> of(String topic, Consumer<?, ?> consumer) {
        try {
            List<PartitionInfo> there = consumer.partitionsFor(topic);
            return there == null
                    ? List.of()
                    : there.stream()
                            .map(each -> new TopicPartition(topic, each.partition()))
                            .sorted(Comparator.comparingInt(TopicPartition::partition))
                            .toList();
        } catch (UnknownTopicOrPartitionException none) {
            return List.of();
        }
    }
}

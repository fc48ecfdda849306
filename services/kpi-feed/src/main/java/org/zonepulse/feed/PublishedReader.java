package org.zonepulse.feed;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.zonepulse.schemas.TopicCatalogue;

/** How topics are read that the pipeline publishes: what is committed alone, from where one says, leaving no trace. */
final class PublishedReader {

    private PublishedReader() {}

    /** @param settings how the cluster is found, and what else Kafka's clients are to be told */
    static KafkaConsumer<byte[], byte[]> open(Map<String, ?> settings) {
        Map<String, Object> config = new HashMap<>(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                4000,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                50,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                TopicCatalogue.MAX_CUT_BYTES,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                2 * TopicCatalogue.MAX_CUT_BYTES,
                ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG,
                ""));
        config.putAll(settings);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}

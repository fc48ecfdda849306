package org.zonepulse.audit.log;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.zonepulse.schemas.TopicCatalogue;

/** How a consumer is set up that reads what is committed and leaves no trace: it is in no group, commits no offsets and creates no topics. */
public final class ReadOnlySettings {

    private ReadOnlySettings() {}

    /**
     * A consumer's settings; it has to seek by itself.
     *
     * @param settings {@code bootstrap.servers}, and what else Kafka's clients are to be told
     */
    public static Map<String, Object> of(Map<String, ?> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
        config.putAll(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                50,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                2 * TopicCatalogue.MAX_DEAD_LETTER_BYTES,
                ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG,
                ""));
        return config;
    }
}

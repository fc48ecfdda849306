package org.zonepulse.audit.replay;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.TopicCatalogue;

/** The log of a cluster. Its readers belong to no consumer group, commit no offsets and create no topics. */
public final class KafkaLog implements AuditedLog {

    /** Records that a reader takes at once. */
    private static final int RECORDS_AT_ONCE = 4_000;

    private final Map<String, Object> settings;
    private final SchemaRegistry registry;

    private KafkaLog(Map<String, Object> settings, SchemaRegistry registry) {
        this.settings = settings;
        this.registry = registry;
    }

    /**
     * The log of a cluster.
     *
     * @param settings {@code bootstrap.servers}, {@code schema.registry.url}, and what else their clients are to be told
     */
    public static KafkaLog open(Map<String, ?> settings) {
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
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                50,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                RECORDS_AT_ONCE,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                2 * TopicCatalogue.MAX_DEAD_LETTER_BYTES,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                2 * TopicCatalogue.MAX_CUT_BYTES,
                ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG,
                ""));
        return new KafkaLog(config, SchemaRegistry.open(settings));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public List<TopicPartition> partitions(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
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

    @Override
    public LogReader reader(Collection<TopicPartition> partitions) {
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        try {
            return KafkaLogReader.fromBeginning(consumer, partitions);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    @Override
    public SchemaRegistry registry() {
        return registry;
    }

    @Override
    public String description() {
        return String.valueOf(settings.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
    }

    @Override
    public void close() {
        registry.close();
    }
}

package org.zonepulse.audit.replay;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.zonepulse.audit.log.Partitions;
import org.zonepulse.audit.log.ReadOnlySettings;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.eventlog.RegistryPatience;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.TopicCatalogue;

/** The log of a cluster. Its readers belong to no consumer group, commit no offsets and create no topics. */
public final class KafkaLog implements AuditedLog {

    /** Records that a reader takes at once. */
    private static final int RECORDS_AT_ONCE = 4_000;

    private final Map<String, Object> settings;
    private final SchemaRegistry registry;
    private final Edition edition;

    private KafkaLog(Map<String, Object> settings, SchemaRegistry registry, Edition edition) {
        this.settings = settings;
        this.registry = registry;
        this.edition = edition;
    }

    /**
     * The log of a cluster, with what the first edition has published.
     *
     * @param settings {@code bootstrap.servers}, {@code schema.registry.url}, and what else their clients are to be told
     */
    public static KafkaLog open(Map<String, ?> settings) {
        return open(settings, Edition.FIRST);
    }

    /**
     * The log of a cluster, with what an edition has published.
     *
     * @param settings {@code bootstrap.servers}, {@code schema.registry.url}, and what else their clients are to be told
     */
    public static KafkaLog open(Map<String, ?> settings, Edition edition) {
        Map<String, Object> config = ReadOnlySettings.of(settings);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 * TopicCatalogue.MAX_CUT_BYTES);
        return new KafkaLog(config, RegistryPatience.open(settings), edition);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public List<TopicPartition> partitions(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return Partitions.of(topic, consumer);
        }
    }

    @Override
    public LogReader reader(Collection<TopicPartition> partitions) {
        return reader(partitions, 0);
    }

    @Override
    public void readOn(TopicPartition partition, long from, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        try (LogReader reader = reader(List.of(partition), from)) {
            reader.readToEnd((_, record) -> visitor.accept(record));
        }
    }

    private LogReader reader(Collection<TopicPartition> partitions, long from) {
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        try {
            return KafkaLogReader.of(consumer, this::writtenEnds, partitions, from);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private Map<TopicPartition, Long> writtenEnds(Collection<TopicPartition> partitions) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(partitions);
        }
    }

    @Override
    public SchemaRegistry registry() {
        return registry;
    }

    @Override
    public Edition edition() {
        return edition;
    }

    @Override
    public String description() {
        return settings.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG) + edition.after(", edition ");
    }

    @Override
    public void close() {
        registry.close();
    }
}

package org.zonepulse.audit.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * Reads topics as they stand: what is committed, up to the end as it was when asked, one record at a time, so in a memory
 * that doesn't depend on how much there is. It belongs to no consumer group and leaves no trace. For one thread.
 */
public final class TopicLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;

    private TopicLog(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Takes a record, and says whether it wants more. */
    public interface Visitor {
        boolean visit(ConsumerRecord<byte[], byte[]> record);
    }

    /**
     * Opens the log.
     *
     * @param settings {@code bootstrap.servers}, and what else Kafka's clients are to be told
     */
    public static TopicLog open(Map<String, ?> settings) {
        Map<String, Object> config = ReadOnlySettings.of(settings);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, TopicCatalogue.MAX_CUT_BYTES);
        return new TopicLog(new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** The partitions of a topic; none if there is no such topic. */
    public List<TopicPartition> partitions(String topic) {
        return Partitions.of(topic, consumer);
    }

    /** The offset that each partition of a topic begins at: above 0, something was there that has gone. */
    public Map<TopicPartition, Long> beginnings(String topic) {
        return consumer.beginningOffsets(partitions(topic));
    }

    /** Reads a whole topic, each partition in order; nothing if there is no such topic. */
    public void read(String topic, Visitor visitor) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        readOn(partitions, visitor);
    }

    /** Reads one partition from an offset on. */
    public void read(TopicPartition partition, long from, Visitor visitor) {
        consumer.assign(List.of(partition));
        long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        consumer.seek(partition, Math.max(begin, from));
        readOn(List.of(partition), visitor);
    }

    /** The record at this place; none if there is none, or not any more. */
    public Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset) {
        if (!partitions(partition.topic()).contains(partition)) {
            return Optional.empty();
        }
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(1);
        read(partition, offset, record -> {
            if (record.offset() == offset) {
                found.add(record);
            }
            return false;
        });
        return found.stream().findFirst();
    }

    private void readOn(Collection<TopicPartition> partitions, Visitor visitor) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long lastProgress = System.nanoTime();
        while (!hasReached(ends)) {
            long before = progress(partitions);
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                boolean included =
                        record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
                if (included && !visitor.visit(record)) {
                    return;
                }
            }
            if (progress(partitions) > before) {
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
                throw new TimeoutException("nothing more could be read of " + partitions + " for " + PATIENCE);
            }
        }
    }

    private long progress(Collection<TopicPartition> partitions) {
        return partitions.stream().mapToLong(consumer::position).sum();
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}

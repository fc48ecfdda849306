package org.zonepulse.audit.restore;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.restore.RestoreRefused.Reason;

/**
 * Writes records to partitions, each partition's in the order given, without a gap, whatever happens: idempotently, and nothing
 * after the first record that can't be written. So what stands in the log is always a beginning of what was to be written. For one
 * thread.
 */
final class LogWriter implements AutoCloseable {

    private static final int LEAST_BUFFER = 32 << 20;
    private static final int BATCH = 256 << 10;
    private static final int LINGER_MILLIS = 20;

    /** What a record costs besides its bytes. */
    private static final int OVERHEAD = 64 << 10;

    private static final Duration TO_CLOSE = Duration.ofSeconds(10);

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable RestoreRefused> failure = new AtomicReference<>();

    private LogWriter(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** @param settings {@code bootstrap.servers}, and what else Kafka's clients are to be told */
    static LogWriter open(Map<String, ?> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        // A broker takes them by what they come to when compressed; this is of what they are before.
        int largest = Math.toIntExact(ArchiveLog.largestRecord() + OVERHEAD);
        config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        config.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largest);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) Math.max(LEAST_BUFFER, largest));
        config.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        return new LogWriter(new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Writes a record, some time soon.
     *
     * @throws RestoreRefused if this one or an earlier one can't be written
     */
    void write(
            TopicPartition partition,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Iterable<Header> headers) {
        requireNoFailure();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(partition.topic(), partition.partition(), timestamp, key, value, headers);
        try {
            var _ = producer.send(record, (_, e) -> {
                if (e != null && failure.compareAndSet(null, brokenOff(partition, e))) {
                    // Here, in the sending thread: so nothing that comes after it is sent any more.
                    producer.close(Duration.ZERO);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            failure.compareAndSet(null, brokenOff(partition, e));
            producer.close(Duration.ZERO);
            requireNoFailure();
        }
    }

    private static RestoreRefused brokenOff(TopicPartition partition, Exception e) {
        return new RestoreRefused(
                Reason.BROKEN_OFF, e, partition, e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    /**
     * Returns when all is written, and acknowledged by all replicas that have to.
     *
     * @throws RestoreRefused if a record can't be written
     */
    void flush() {
        producer.flush();
        requireNoFailure();
    }

    private void requireNoFailure() {
        RestoreRefused first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void close() {
        producer.close(TO_CLOSE);
    }
}

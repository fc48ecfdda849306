package org.zonepulse.intake;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What the Kafka Streams clients of services are told alike: exactly once, each name given by us, from the beginning of the
 * log.
 *
 * @param applicationId name of the application: of its consumer group, its changelogs and its transactions
 * @param stateDir folder of the stores
 * @param threads number of stream threads
 * @param commitInterval how often what was done is committed
 * @param sessionTimeout how long an instance may be silent until its partitions are given to others
 * @param transactionTimeout how long what is done between two commits may take until the broker gives it up
 */
public record StreamsSettings(
        String applicationId,
        String stateDir,
        int threads,
        Duration commitInterval,
        Duration sessionTimeout,
        Duration transactionTimeout) {

    /** As Kafka advises: one that is lost is no absence. */
    private static final int HEARTBEATS_IN_SESSION = 3;

    /** The least that Kafka Streams takes. */
    private static final long PROBING_MS = TimeUnit.MINUTES.toMillis(1);

    private static final int LINGER_MS = 5;

    public StreamsSettings {
        Objects.requireNonNull(applicationId, "applicationId");
        Objects.requireNonNull(stateDir, "stateDir");
        Objects.requireNonNull(commitInterval, "commitInterval");
        Objects.requireNonNull(sessionTimeout, "sessionTimeout");
        Objects.requireNonNull(transactionTimeout, "transactionTimeout");
    }

    /**
     * As Kafka Streams takes them; each service adds what is its own.
     *
     * @param kafka how the cluster is found, see {@link KafkaSettings}
     * @param mostOfRecord size of the largest record that is written, in bytes
     */
    public Properties properties(Map<String, Object> kafka, int mostOfRecord) {
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // Where the brokers couldn't tell how far behind a new instance is, it gets its share with the next look; and a
        // standby that
        // has caught up is given its partitions then. Kafka's own ten minutes are meant for moving stores of gigabytes.
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_MS);
        int session = Math.toIntExact(sessionTimeout.toMillis());
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                session / HEARTBEATS_IN_SESSION);
        // The open transaction of an instance that is gone keeps readers from what comes after it until the broker ends
        // it. One that
        // is only slow has to do all of it again then, and may be too slow for ever.
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(transactionTimeout.toMillis()));
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), mostOfRecord);
        return properties;
    }
}

package org.zonepulse.kpi;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.kpi.topology.KpiTopology;
import org.zonepulse.kpi.topology.PublishedRecords;
import org.zonepulse.kpi.topology.Stage;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;

/** The Kafka Streams client of this service, from its start to its end. */
@Context
public class KpiStreams {

    private static final Logger LOG = LoggerFactory.getLogger(KpiStreams.class);
    /** As Kafka advises: one that is lost is no absence. */
    private static final int HEARTBEATS_IN_SESSION = 3;

    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final KpiSettings settings;
    private final String bootstrapServers;
    private final Map<String, Object> codec;
    private final Zone zone;
    private final MeterRegistry meterRegistry;
    private final CountDownLatch died = new CountDownLatch(1);
    private @Nullable KafkaStreams streams;
    private @Nullable KafkaStreamsMetrics metrics;

    KpiStreams(
            KpiSettings settings,
            Environment environment,
            MeterRegistry meterRegistry,
            @Value("${kafka.bootstrap.servers}") String bootstrapServers,
            @Value("${zonepulse.zone:}") String zoneFile) {
        this.settings = settings;
        this.meterRegistry = meterRegistry;
        this.bootstrapServers = bootstrapServers;
        this.zone = zoneFile.isEmpty() ? ZoneFile.bundled() : ZoneFile.read(Path.of(zoneFile));
        this.codec = CodecSettings.of(environment);
    }

    @PostConstruct
    void start() {
        TrustedRecords.trust();
        SchemaRegistry registry = SchemaRegistry.open(codec);
        Stage stage = new Stage(
                zone,
                registry,
                new PublishedRecords(ValueSerializer.configured(codec), zone.currency()),
                new MicrometerMeters(meterRegistry),
                partitions(),
                settings.getKeptDecoded());
        KafkaStreams client = new KafkaStreams(KpiTopology.build(stage, settings.getStores()), properties());
        client.setUncaughtExceptionHandler(this::onFailure);
        client.setStateListener((now, before) -> {
            LOG.info("Streams went from {} to {}", before, now);
            if (now == KafkaStreams.State.ERROR) {
                died.countDown();
            }
        });
        metrics = new KafkaStreamsMetrics(client);
        metrics.bindTo(meterRegistry);
        client.start();
        streams = client;
    }

    /** An outage is waited out with a new thread. Anything else is a bug or bad state, and ends the client. */
    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException) {
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
        }
        LOG.error("A stream thread failed", failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /**
     * The number of partitions of the event topics.
     *
     * @throws IllegalStateException if topics are missing or differ in it, with the remedy
     */
    private int partitions() {
        List<String> topics = TopicCatalogue.events().stream().map(Topic::name).toList();
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrapServers, "request.timeout.ms", 10_000, "default.api.timeout.ms", 30_000);
        try (Admin admin = Admin.create(config)) {
            List<Integer> counts = admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .map(TopicDescription::partitions)
                    .map(List::size)
                    .distinct()
                    .toList();
            if (counts.size() != 1) {
                throw new IllegalStateException(
                        "the event topics must have the same number of partitions, and have " + counts);
            }
            return counts.getFirst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for the event topics", e);
        } catch (ExecutionException e) {
            String remedy = e.getCause() instanceof UnknownTopicOrPartitionException
                    ? "create the topics of the catalogue first (docs/contracts.md)"
                    : "is a broker running there?";
            throw new IllegalStateException(
                    "the event topics " + topics + " can't be read at " + bootstrapServers + ": " + remedy, e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.getApplicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.getStateDir());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.getThreads());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.getReplicationFactor());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.getCommitInterval().toMillis());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 4000);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        int sessionTimeout = Math.toIntExact(settings.getSessionTimeout().toMillis());
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), sessionTimeout);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                sessionTimeout / HEARTBEATS_IN_SESSION);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 4000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 4 << 20);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), TopicCatalogue.MAX_CUT_BYTES);
        return properties;
    }

    /** What the streams are doing. */
    public KafkaStreams.State state() {
        KafkaStreams client = streams;
        return client == null ? KafkaStreams.State.CREATED : client.state();
    }

    /** Returns when the streams have died for good. */
    public void awaitDeath() throws InterruptedException {
        died.await();
    }

    @PreDestroy
    void stop() {
        if (metrics != null) {
            metrics.close();
        }
        if (streams != null) {
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(CLOSING));
        }
    }
}

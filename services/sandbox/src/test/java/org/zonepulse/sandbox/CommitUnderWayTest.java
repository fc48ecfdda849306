package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.audit.replay.KafkaLog;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.sandbox.deploy.Deployment;
import org.zonepulse.schemas.TopicCatalogue;

/** Audits read a pipeline that is running, and commits of it that are under way. */
class CommitUnderWayTest {

    private static final String VALUES = TopicCatalogue.KPI_VALUES.name();
    private static final TopicPartition PARTITION = new TopicPartition(VALUES, 0);
    private static final long UNTIL_COMMIT_MILLIS = 700;

    private final Ports ports = Ports.anywhere();

    @TempDir
    private Path data;

    @Test
    void shouldReadToTheEndOfWhatIsAboutToBeCommitted() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(
                        data, ports.address(Ports.Use.BROKER), ports.address(Ports.Use.CONTROLLER));
                KafkaLog log = log(broker)) {
            Deployment.createTopics(Map.of("bootstrap.servers", broker.bootstrapServers()));
            try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
                // Given
                writeInTransaction(producer);

                // When
                CompletableFuture<Void> commit = CompletableFuture.runAsync(
                        producer::commitTransaction,
                        CompletableFuture.delayedExecutor(UNTIL_COMMIT_MILLIS, TimeUnit.MILLISECONDS));
                List<Long> offsets = offsets(log);

                // Then
                commit.join();
                assertThat(offsets).containsExactly(0L);
            }
        }
    }

    /** A service that was killed leaves its transaction so, for a minute and more. */
    @Test
    void shouldNotWaitForEverForATransactionThatStaysOpen() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(
                        data, ports.address(Ports.Use.BROKER), ports.address(Ports.Use.CONTROLLER));
                KafkaLog log = log(broker)) {
            Deployment.createTopics(Map.of("bootstrap.servers", broker.bootstrapServers()));
            try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
                // Given
                writeInTransaction(producer);

                // When, Then
                assertThat(offsets(log)).isEmpty();
            }
        }
    }

    private static void writeInTransaction(KafkaProducer<byte[], byte[]> producer) throws Exception {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(VALUES, new byte[] {1}, new byte[] {2}))
                .get();
    }

    private static List<Long> offsets(KafkaLog log) {
        List<Long> offsets = new ArrayList<>();
        try (LogReader reader = log.reader(List.of(PARTITION))) {
            reader.readToEnd((_, record) -> offsets.add(record.offset()));
        }
        return offsets;
    }

    private static KafkaLog log(EmbeddedBroker broker) {
        return KafkaLog.open(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                "schema.registry.url",
                "mock://commits"));
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "commits"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}

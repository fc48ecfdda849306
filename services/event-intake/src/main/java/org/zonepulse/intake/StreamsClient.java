package org.zonepulse.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.UnregisteredSchemaException;

/**
 * A Kafka Streams client from its start to its end: it waits out a registry's outage, and a schema that nobody has registered
 * yet, gets over a transaction that the broker has ended, and dies of anything else.
 */
public final class StreamsClient implements RunningStreams, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsClient.class);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private final StreamsMeters meters;
    private final CountDownLatch died = new CountDownLatch(1);

    private StreamsClient(Topology topology, Properties properties, MeterRegistry registry) {
        streams = new KafkaStreams(topology, properties);
        metrics = new KafkaStreamsMetrics(streams);
        meters = new StreamsMeters(streams, registry);
    }

    /** Starts it; it is ready later. */
    public static StreamsClient start(Topology topology, Properties properties, MeterRegistry meters) {
        return start(topology, properties, meters, _ -> {});
    }

    /**
     * Starts it; it is ready later.
     *
     * @param whenRunning is told each time that it runs again after its partitions have changed; must not block
     */
    public static StreamsClient start(
            Topology topology, Properties properties, MeterRegistry meters, Consumer<KafkaStreams> whenRunning) {
        StreamsClient client = new StreamsClient(topology, properties, meters);
        client.streams.setGlobalStateRestoreListener(client.meters);
        client.streams.setUncaughtExceptionHandler(client::onFailure);
        client.streams.setStateListener((now, before) -> {
            LOG.info("Streams went from {} to {}", before, now);
            if (now == KafkaStreams.State.ERROR) {
                client.died.countDown();
            }
            if (now == KafkaStreams.State.RUNNING) {
                whenRunning.accept(client.streams);
            }
        });
        client.metrics.bindTo(meters);
        client.streams.start();
        return client;
    }

    /**
     * An outage is waited out with a new thread. So is a transaction that took longer than it may, as on a machine that has no
     * time for its processes: the broker has ended it, nothing of it counts, and a new thread goes on from the last commit.
     * Kafka Streams itself knows this only of producers that were fenced. Anything else is a bug or bad state, and ends the client.
     */
    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException) {
                meters.registryAway();
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            if (cause instanceof UnregisteredSchemaException) {
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            if (cause instanceof InvalidTxnStateException || isUntoldEnd(cause)) {
                LOG.warn("A transaction took too long and was ended by the broker; going on from the last commit");
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
        }
        LOG.error("A stream thread failed", failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /**
     * A coordinator that is just ending the transaction itself may answer that it doesn't know what went wrong. The producer has no
     * exception of its own for this; by the next one's start the transaction has one end or the other, for all that is in it.
     */
    private static boolean isUntoldEnd(Throwable cause) {
        return cause.getClass() == KafkaException.class
                && String.valueOf(cause.getMessage())
                        .startsWith("Unhandled error in EndTxnResponse: " + Errors.UNKNOWN_SERVER_ERROR.message());
    }

    @Override
    public KafkaStreams.State state() {
        return streams.state();
    }

    /**
     * Which instances of the application hold which partitions, by what this one knows: all that have a part of this store, and
     * have said where they are reached.
     *
     * @throws IllegalStateException if it neither runs nor rebalances
     */
    public Collection<StreamsMetadata> holdersOf(String store) {
        return streams.streamsMetadataForStore(store);
    }

    @Override
    public void awaitDeath() throws InterruptedException {
        died.await();
    }

    @Override
    public void close() {
        metrics.close();
        boolean closed =
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(CLOSING));
        if (!closed) {
            LOG.warn("Streams have not stopped within {}; they end with the process", CLOSING);
        }
    }
}

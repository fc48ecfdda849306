package org.zonepulse.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.avrocodec.UndecodableReason;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.edition.EditionSwitched;

/**
 * Which edition is live, read from its topic as it changes. Without the topic, or a record in it, that is the first: so it is
 * before an upgrade has created it. For one thread, but for {@link #wakeup}.
 */
final class LiveEdition implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEdition.class);
    private static final TopicPartition EDITIONS = new TopicPartition(TopicCatalogue.EDITIONS.name(), 0);
    private static final Duration POLL = Duration.ofMillis(500);
    /** How soon it is looked again for a topic that isn't there. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** The broker answers a fetch when there is something, or after so long: hardly anything ever comes here. */
    private static final int QUIET_MILLIS = 5_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SchemaRegistry registry;
    private final AvroRecordDecoder<EditionSwitched> decoder;
    private Edition live = Edition.FIRST;
    private boolean isAssigned;
    private long lookAt = System.nanoTime();
    private volatile boolean ending;

    private LiveEdition(KafkaConsumer<byte[], byte[]> consumer, SchemaRegistry registry) {
        this.consumer = consumer;
        this.registry = registry;
        this.decoder = AvroRecordDecoder.of(EditionSwitched.class, registry);
    }

    /** @param settings as of {@link KpiView#open} */
    static LiveEdition open(Map<String, ?> settings) {
        Map<String, Object> quiet = new HashMap<>(settings);
        quiet.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, QUIET_MILLIS);
        return new LiveEdition(PublishedReader.open(quiet), SchemaRegistry.open(settings));
    }

    /**
     * The edition that is live by all that is there now.
     *
     * @throws WakeupException if it was woken up
     */
    Edition now() {
        if (assign()) {
            long end = consumer.endOffsets(List.of(EDITIONS)).getOrDefault(EDITIONS, 0L);
            while (consumer.position(EDITIONS) < end) {
                take();
            }
        }
        return live;
    }

    /**
     * The edition that is live, after a while in which a change may come.
     *
     * @throws WakeupException if it was woken up
     */
    Edition next() {
        if (isAssigned || (System.nanoTime() - lookAt >= 0 && assign())) {
            take();
        } else {
            pause();
        }
        return live;
    }

    /** Whether the topic is there. */
    private boolean assign() {
        lookAt = System.nanoTime() + LOOK_AGAIN.toNanos();
        if (isThere()) {
            consumer.assign(List.of(EDITIONS));
            consumer.seekToBeginning(List.of(EDITIONS));
            isAssigned = true;
        }
        return isAssigned;
    }

    private boolean isThere() {
        try {
            List<PartitionInfo> partitions = consumer.partitionsFor(EDITIONS.topic());
            return partitions != null && !partitions.isEmpty();
        } catch (UnknownTopicOrPartitionException none) {
            return false;
        }
    }

    private void take() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            edition(record).ifPresent(edition -> live = edition);
        }
    }

    /** What can't be read changes nothing: figures go on being shown as they were. */
    private Optional<Edition> edition(ConsumerRecord<byte[], byte[]> record) {
        while (true) {
            try {
                return switch (decoder.decode(record.value())) {
                    case Decoded.Ok<EditionSwitched> ok
                    when Edition.isName(ok.value().getEdition()) ->
                        Optional.of(new Edition(ok.value().getEdition()));
                    case Decoded.Ok<EditionSwitched> ok -> {
                        LOG.error(
                                "{}@{} names no edition: {}",
                                EDITIONS,
                                record.offset(),
                                ok.value().getEdition());
                        yield Optional.empty();
                    }
                    case Decoded.Rejected<EditionSwitched> unknown
                    when unknown.reason() == UndecodableReason.UNKNOWN_SCHEMA_ID ->
                        // The registry has not read all of its own yet.
                        throw new RegistryUnavailableException(unknown.message(), null);
                    case Decoded.Rejected<EditionSwitched> bad -> {
                        LOG.error("{}@{} can't be read: {}", EDITIONS, record.offset(), bad.message());
                        yield Optional.empty();
                    }
                };
            } catch (RegistryUnavailableException away) {
                LOG.warn("Reading which edition is live waits for the schema registry: {}", away.getMessage());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WakeupException();
        }
        if (ending) {
            throw new WakeupException();
        }
    }

    /** Ends what the reading thread waits for. */
    void wakeup() {
        ending = true;
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
        registry.close();
    }
}

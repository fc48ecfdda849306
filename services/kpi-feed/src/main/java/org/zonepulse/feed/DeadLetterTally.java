package org.zonepulse.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.avrocodec.UndecodableReason;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.redrive.Redrive;

/**
 * The dead letters that are still open, by reason: all that ever came, less those in whose place something was published. It
 * keeps a reason for each open letter, and nothing of the letters themselves.
 */
public final class DeadLetterTally implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterTally.class);
    private static final TopicPartition LETTERS = new TopicPartition(TopicCatalogue.DEAD_LETTERS.name(), 0);
    private static final TopicPartition REDRIVES = new TopicPartition(TopicCatalogue.REDRIVES.name(), 0);
    private static final Duration POLL = Duration.ofMillis(500);

    /** The outcome of an attempt that has published nothing. */
    private static final String REFUSED = "REFUSED";

    private static final String UNREADABLE = "UNREADABLE";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SchemaRegistry registry;
    private final AvroRecordDecoder<DeadLetter> letters;
    private final AvroRecordDecoder<Redrive> redrives;
    private final Thread reader =
            Thread.ofPlatform().name("dead-letter-tally").daemon().unstarted(this::read);
    private final Map<Long, String> open = new HashMap<>();
    /** Redrives whose letter has not been read yet: the two topics are read side by side. */
    private final Set<Long> closed = new HashSet<>();

    private boolean whole;
    private volatile boolean ending;

    private DeadLetterTally(KafkaConsumer<byte[], byte[]> consumer, SchemaRegistry registry) {
        this.consumer = consumer;
        this.registry = registry;
        this.letters = AvroRecordDecoder.of(DeadLetter.class, registry);
        this.redrives = AvroRecordDecoder.of(Redrive.class, registry);
    }

    /**
     * Opens a tally, which reads on a thread of its own from then on.
     *
     * @param settings as of {@link KpiView#open}
     */
    public static DeadLetterTally open(Map<String, ?> settings) {
        DeadLetterTally tally = new DeadLetterTally(PublishedReader.open(settings), SchemaRegistry.open(settings));
        tally.reader.start();
        return tally;
    }

    /**
     * Open letters by reason.
     *
     * @param counts by the first violation's reason, in order
     * @param whole whether all letters that were there at the start have been counted by now
     */
    public record Counts(SortedMap<String, Long> counts, boolean whole) {
        /** All of them. */
        public long total() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** What is open now. */
    public synchronized Counts counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        open.values().forEach(reason -> counts.merge(reason, 1L, Long::sum));
        return new Counts(counts, whole);
    }

    private void read() {
        List<TopicPartition> both = List.of(LETTERS, REDRIVES);
        try (consumer;
                registry) {
            consumer.assign(both);
            consumer.seekToBeginning(both);
            Map<TopicPartition, Long> ends = consumer.endOffsets(both);
            while (!ending) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
                noteProgress(ends);
            }
        } catch (WakeupException e) {
            // Closing.
        } catch (RuntimeException e) {
            LOG.error("Dead letters are counted no more", e);
            noteFailure();
        }
    }

    private synchronized void noteProgress(Map<TopicPartition, Long> ends) {
        whole = whole || ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private synchronized void noteFailure() {
        whole = false;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        while (!ending) {
            try {
                if (record.topic().equals(LETTERS.topic())) {
                    letter(record.offset(), known(letters.decode(record.value())));
                } else {
                    redrive(known(redrives.decode(record.value())));
                }
                return;
            } catch (RegistryUnavailableException away) {
                LOG.warn("The schema registry is away; dead letters are counted when it is back");
                pause();
            }
        }
    }

    /** A registry that doesn't know the schema of what the pipeline wrote has not read all of its own yet. */
    private static <T> Decoded<T> known(Decoded<T> decoded) {
        if (decoded instanceof Decoded.Rejected<T> unknown && unknown.reason() == UndecodableReason.UNKNOWN_SCHEMA_ID) {
            throw new RegistryUnavailableException(unknown.message(), null);
        }
        return decoded;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WakeupException();
        }
    }

    private synchronized void letter(long offset, Decoded<DeadLetter> decoded) {
        if (!closed.remove(offset)) {
            open.put(
                    offset,
                    switch (decoded) {
                        case Decoded.Ok<DeadLetter> ok -> ok.value().getReason().intern();
                        case Decoded.Rejected<DeadLetter> _ -> UNREADABLE;
                    });
        }
    }

    private synchronized void redrive(Decoded<Redrive> decoded) {
        if (decoded instanceof Decoded.Ok<Redrive>(Redrive redrive, int _)
                && !redrive.getOutcome().equals(REFUSED)
                && open.remove(redrive.getDeadLetter()) == null) {
            closed.add(redrive.getDeadLetter());
        }
    }

    @Override
    public void close() {
        ending = true;
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

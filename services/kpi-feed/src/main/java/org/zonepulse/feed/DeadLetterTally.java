package org.zonepulse.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.avrocodec.UndecodableReason;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.Inbox;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.redrive.Redrive;

/**
 * The dead letters that are still open, by reason: all that ever came, less those in whose place something was published. They
 * are the letters of the edition that is shown, and those of inboxes, which are before all editions and stand in the first one's.
 * It keeps a reason and a place for each open letter, and nothing of the letters themselves.
 */
public final class DeadLetterTally implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterTally.class);
    private static final TopicPartition FIRST_LETTERS = lettersOf(Edition.FIRST);
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
    private final Supplier<Optional<Edition>> shown;
    private final Map<Place, String> open = new HashMap<>();
    /** Redrives whose letter has not been read yet: the topics are read side by side. */
    private final Set<Place> closed = new HashSet<>();

    /** Whose letters are counted; null before anything is shown. */
    private @Nullable Edition counted;

    private Map<TopicPartition, Long> ends = Map.of();
    private boolean whole;
    private volatile boolean ending;

    /** Where a letter's original stands: a redrive names it, whichever edition's letter it was done for. */
    private record Place(String topic, int partition, long offset) {
        private static Place of(DeadLetter letter) {
            return new Place(letter.getTopic().intern(), letter.getPartition(), letter.getOffset());
        }

        private static Place of(Redrive redrive) {
            return new Place(redrive.getTopic().intern(), redrive.getPartition(), redrive.getOffset());
        }
    }

    private DeadLetterTally(
            KafkaConsumer<byte[], byte[]> consumer, SchemaRegistry registry, Supplier<Optional<Edition>> shown) {
        this.consumer = consumer;
        this.registry = registry;
        this.shown = shown;
        this.letters = AvroRecordDecoder.of(DeadLetter.class, registry);
        this.redrives = AvroRecordDecoder.of(Redrive.class, registry);
    }

    /**
     * Opens a tally, which reads on a thread of its own from then on.
     *
     * @param settings as of {@link KpiView#open}
     * @param shown tells the edition that is shown; nothing before any is
     */
    public static DeadLetterTally open(Map<String, ?> settings, Supplier<Optional<Edition>> shown) {
        DeadLetterTally tally =
                new DeadLetterTally(PublishedReader.open(settings), SchemaRegistry.open(settings), shown);
        tally.reader.start();
        return tally;
    }

    /**
     * Open letters by reason.
     *
     * @param counts by the first violation's reason, in order
     * @param whole whether all letters that were there at the start have been counted by now, of the edition that is meant
     */
    public record Counts(SortedMap<String, Long> counts, boolean whole) {
        /** All of them. */
        public long total() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** What is open now, for an answer of that edition. */
    public synchronized Counts counts(Edition edition) {
        if (!edition.equals(counted)) {
            return new Counts(new TreeMap<>(), false);
        }
        SortedMap<String, Long> counts = new TreeMap<>();
        open.values().forEach(reason -> counts.merge(reason, 1L, Long::sum));
        return new Counts(counts, whole);
    }

    private void read() {
        try (consumer;
                registry) {
            while (!ending) {
                shown.get().filter(edition -> !edition.equals(counted)).ifPresent(this::begin);
                if (counted == null) {
                    pause();
                    continue;
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
                noteProgress();
            }
        } catch (WakeupException e) {
            // Closing.
        } catch (RuntimeException e) {
            LOG.error("Dead letters are counted no more", e);
            noteFailure();
        }
    }

    /** Counts from the beginning, for another edition. */
    private void begin(Edition edition) {
        Set<TopicPartition> all = Set.of(FIRST_LETTERS, REDRIVES);
        if (!edition.isFirst()) {
            all = Set.of(FIRST_LETTERS, REDRIVES, lettersOf(edition));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        Map<TopicPartition, Long> now = consumer.endOffsets(all);
        synchronized (this) {
            open.clear();
            closed.clear();
            whole = false;
            ends = now;
            counted = edition;
        }
    }

    private static TopicPartition lettersOf(Edition edition) {
        return new TopicPartition(edition.deadLetters().name(), 0);
    }

    private synchronized void noteProgress() {
        whole = whole || ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private synchronized void noteFailure() {
        whole = false;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        while (!ending) {
            try {
                if (record.topic().equals(REDRIVES.topic())) {
                    redrive(known(redrives.decode(record.value())));
                } else {
                    letter(record, known(letters.decode(record.value())));
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

    private synchronized void letter(ConsumerRecord<byte[], byte[]> record, Decoded<DeadLetter> decoded) {
        switch (decoded) {
            case Decoded.Ok<DeadLetter>(DeadLetter letter, int _) -> {
                Place original = Place.of(letter);
                if (counts(record, letter) && !closed.contains(original)) {
                    open.put(original, letter.getReason().intern());
                }
            }
            case Decoded.Rejected<DeadLetter> _ ->
                open.put(new Place(record.topic(), record.partition(), record.offset()), UNREADABLE);
        }
    }

    private boolean counts(ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
        Edition edition = counted;
        return (edition != null && record.topic().equals(edition.deadLetters().name()))
                || Inbox.named(letter.getTopic()).isPresent();
    }

    private synchronized void redrive(Decoded<Redrive> decoded) {
        if (decoded instanceof Decoded.Ok<Redrive>(Redrive redrive, int _)
                && !redrive.getOutcome().equals(REFUSED)) {
            open.remove(Place.of(redrive));
            closed.add(Place.of(redrive));
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

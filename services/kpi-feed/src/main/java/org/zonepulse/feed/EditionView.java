package org.zonepulse.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.Topic;

/**
 * The published KPIs of one edition, kept up to date from its topics. It always shows one whole cut, never parts of two.
 *
 * <p>To begin with, the last cut is looked up; then values and flows are read once, from the beginning to the end; from
 * there on it follows. Transactions of the cuts come one after the other, so all but the last cut are sure to be whole
 * in what is read after it was seen.
 */
final class EditionView implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EditionView.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration REGISTRY_PAUSE = Duration.ofMillis(200);
    /** A cut and its commit marker, and a few of transactions that were aborted. */
    private static final long FIRST_STEP_BACK = 8;

    private final Edition edition;
    private final TopicPartition cuts;
    private final TopicPartition values;
    private final TopicPartition daily;
    private final TopicPartition anomalies;
    private final List<TopicPartition> readWhole;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SchemaRegistry registry;
    private final PublicationDecoder decoder;
    private final Follower follower;
    private final Thread reader;
    private final KpiBook book;
    private boolean isShown;
    private long anomaliesShown;
    private volatile boolean closed;

    /** Who is told what is shown, by the one who reads. */
    interface Follower {

        /** There is a new state; it never changes. */
        void shows(EditionView view, KpiState state);

        /** There will be no more. */
        void fails(EditionView view, RuntimeException why);
    }

    private EditionView(
            Edition edition, KafkaConsumer<byte[], byte[]> consumer, SchemaRegistry registry, Follower follower) {
        this.edition = edition;
        this.cuts = only(edition.cuts());
        this.values = only(edition.values());
        this.daily = only(edition.daily());
        this.anomalies = only(edition.anomalies());
        this.readWhole = List.of(values, daily, anomalies);
        this.consumer = consumer;
        this.registry = registry;
        this.decoder = new PublicationDecoder(registry);
        this.follower = follower;
        this.book = new KpiBook(edition);
        this.reader = Thread.ofPlatform()
                .name("kpi-view" + edition.after("-"))
                .daemon()
                .unstarted(this::read);
    }

    /**
     * Opens a view, which reads nothing before {@link #start}.
     *
     * @param settings as of {@link KpiView#open}
     */
    static EditionView of(Edition edition, Map<String, ?> settings, Follower follower) {
        return new EditionView(edition, PublishedReader.open(settings), SchemaRegistry.open(settings), follower);
    }

    /** Reads on a thread of its own from now on. */
    void start() {
        reader.start();
    }

    Edition edition() {
        return edition;
    }

    private static TopicPartition only(Topic topic) {
        return new TopicPartition(topic.name(), 0);
    }

    private void read() {
        try (consumer;
                registry) {
            CutAssembly assembly = new CutAssembly(book, lastCut());
            Map<TopicPartition, Long> ends = beginWhole();
            boolean baseRead = false;
            while (!closed) {
                take(assembly, consumer.poll(POLL));
                if (!baseRead && hasReached(ends)) {
                    baseRead = true;
                    assembly.baseIsRead();
                }
                show(assembly);
            }
        } catch (WakeupException e) {
            // Closed.
        } catch (RuntimeException e) {
            fail(e);
        } catch (Error e) {
            // A thread that ends unseen would leave figures as they are for ever.
            fail(new IllegalStateException(e));
            throw e;
        }
    }

    /** Reads the topic's end alone: the history of cuts is long, and only the last matters here. */
    private @Nullable PublishedCut lastCut() {
        List<TopicPartition> all = List.of(cuts);
        consumer.assign(all);
        long begin = offset(consumer.beginningOffsets(all), cuts);
        long end = offset(consumer.endOffsets(all), cuts);
        noteOrigin(begin, end);
        for (long back = FIRST_STEP_BACK; ; back *= 4) {
            long from = Math.max(begin, end - back);
            consumer.seek(cuts, from);
            ConsumerRecord<byte[], byte[]> last = null;
            while (consumer.position(cuts) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    last = record;
                }
            }
            if (last != null) {
                byte[] bytes = last.value();
                return patiently(() -> decoder.cut(bytes)).published();
            }
            if (from == begin) {
                return null;
            }
        }
    }

    private void noteOrigin(long begin, long end) {
        consumer.seek(cuts, begin);
        while (consumer.position(cuts) < end) {
            for (ConsumerRecord<byte[], byte[]> first : consumer.poll(POLL)) {
                book.begin(first.timestamp());
                return;
            }
        }
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    private Map<TopicPartition, Long> beginWhole() {
        long nextCut = consumer.position(cuts);
        List<TopicPartition> all = new ArrayList<>(readWhole);
        all.add(cuts);
        consumer.assign(all);
        consumer.seek(cuts, nextCut);
        consumer.seekToBeginning(readWhole);
        return consumer.endOffsets(readWhole);
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(CutAssembly assembly, ConsumerRecords<byte[], byte[]> records) {
        List<Publication> publications = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            byte[] bytes = record.value();
            if (record.topic().equals(anomalies.topic())) {
                putAnomaly(record);
            } else if (record.topic().equals(values.topic())) {
                publications.add(patiently(() -> decoder.value(bytes)));
            } else if (record.topic().equals(daily.topic())) {
                publications.add(patiently(() -> decoder.month(bytes)));
            } else {
                book.begin(record.timestamp());
                publications.add(patiently(() -> decoder.cut(bytes)));
            }
        }
        publications.forEach(assembly::accept);
    }

    private void putAnomaly(ConsumerRecord<byte[], byte[]> record) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        byte[] bytes = record.value();
        book.put(record.offset(), key, bytes == null ? null : patiently(() -> decoder.anomaly(bytes)));
    }

    private void show(CutAssembly assembly) {
        boolean news = assembly.advance();
        if (news || (isShown && anomaliesShown != book.anomaliesRead())) {
            isShown = true;
            anomaliesShown = book.anomaliesRead();
            follower.shows(this, book.snapshot());
        }
    }

    /** A registry that is away says nothing about the record: it is waited for. */
    private <T> T patiently(Supplier<T> decoding) {
        while (true) {
            try {
                return decoding.get();
            } catch (RegistryUnavailableException e) {
                if (closed) {
                    throw e;
                }
                LOG.warn("Reading waits for the schema registry: {}", e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(REGISTRY_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WakeupException();
        }
    }

    private void fail(RuntimeException e) {
        if (!closed) {
            LOG.error("Reading the KPIs of edition {} has failed", edition, e);
            follower.fails(this, e);
        }
    }

    /** Tells it to stop reading, without waiting: also for the thread that reads itself. */
    void stop() {
        closed = true;
        consumer.wakeup();
    }

    /** Stops reading. */
    @Override
    public void close() {
        stop();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

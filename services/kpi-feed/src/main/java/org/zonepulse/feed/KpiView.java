package org.zonepulse.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
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
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * The published KPIs, kept up to date from the topics. It always shows one whole cut, never parts of two.
 *
 * <p>To begin with, the last cut is looked up; then values and flows are read once, from the beginning to the end; from
 * there on it follows. Transactions of the cuts come one after the other, so all but the last cut are sure to be whole
 * in what is read after it was seen.
 */
public final class KpiView implements KpiSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KpiView.class);

    private static final TopicPartition CUTS = only(TopicCatalogue.KPI_CUTS);
    private static final TopicPartition VALUES = only(TopicCatalogue.KPI_VALUES);
    private static final TopicPartition DAILY = only(TopicCatalogue.KPI_DAILY);
    private static final TopicPartition ANOMALIES = only(TopicCatalogue.ANOMALIES);
    private static final List<TopicPartition> READ_WHOLE = List.of(VALUES, DAILY, ANOMALIES);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration REGISTRY_PAUSE = Duration.ofMillis(200);
    /** A cut and its commit marker, and a few of transactions that were aborted. */
    private static final long FIRST_STEP_BACK = 8;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SchemaRegistry registry;
    private final PublicationDecoder decoder;
    private final Thread reader = Thread.ofPlatform().name("kpi-view").daemon().unstarted(this::read);
    private final KpiBook book = new KpiBook();
    private final List<Consumer<KpiState>> followers = new CopyOnWriteArrayList<>();
    /** Written by the reading thread alone, and never changed: so nobody who asks holds up anybody. */
    private volatile @Nullable KpiState shown;

    private volatile @Nullable RuntimeException failure;
    private volatile boolean closed;

    private KpiView(KafkaConsumer<byte[], byte[]> consumer, SchemaRegistry registry) {
        this.consumer = consumer;
        this.registry = registry;
        this.decoder = new PublicationDecoder(registry);
    }

    /**
     * Opens a view, which reads on a thread of its own from then on.
     *
     * @param settings {@code bootstrap.servers}, {@code schema.registry.url}, and what else Kafka's clients and the codec
     *     are to be told
     */
    public static KpiView open(Map<String, ?> settings) {
        KpiView view = new KpiView(PublishedReader.open(settings), SchemaRegistry.open(settings));
        view.reader.start();
        return view;
    }

    private static TopicPartition only(Topic topic) {
        return new TopicPartition(topic.name(), 0);
    }

    @Override
    public Optional<KpiState> state() {
        requireRunning();
        return Optional.ofNullable(shown);
    }

    /**
     * Asks something; all that is asked within one question is answered of the same cut.
     *
     * @throws IllegalStateException if nothing can be shown yet ({@link #await} then), or reading has failed
     */
    public <T> T ask(Function<KpiState, T> question) {
        return question.apply(state().orElseThrow(() -> new IllegalStateException("nothing has been read yet")));
    }

    @Override
    public void follow(Consumer<KpiState> follower) {
        followers.add(follower);
    }

    /**
     * Waits until a cut fulfils the condition. Before the first cut was published, the state without any is asked.
     *
     * @return whether it did in time
     * @throws IllegalStateException if reading has failed
     */
    public synchronized boolean await(Predicate<KpiState> condition, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            requireRunning();
            KpiState state = shown;
            if (state != null && condition.test(state)) {
                return true;
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
    }

    private void requireRunning() {
        if (failure != null) {
            throw new IllegalStateException("reading the published KPIs has failed", failure);
        }
        if (closed) {
            throw new IllegalStateException("the view is closed");
        }
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
        }
    }

    /** Reads the topic's end alone: the history of cuts is long, and only the last matters here. */
    private @Nullable PublishedCut lastCut() {
        List<TopicPartition> cuts = List.of(CUTS);
        consumer.assign(cuts);
        long begin = offset(consumer.beginningOffsets(cuts), CUTS);
        long end = offset(consumer.endOffsets(cuts), CUTS);
        noteOrigin(begin, end);
        for (long back = FIRST_STEP_BACK; ; back *= 4) {
            long from = Math.max(begin, end - back);
            consumer.seek(CUTS, from);
            ConsumerRecord<byte[], byte[]> last = null;
            while (consumer.position(CUTS) < end) {
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
        consumer.seek(CUTS, begin);
        while (consumer.position(CUTS) < end) {
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
        long nextCut = consumer.position(CUTS);
        List<TopicPartition> all = new ArrayList<>(READ_WHOLE);
        all.add(CUTS);
        consumer.assign(all);
        consumer.seek(CUTS, nextCut);
        consumer.seekToBeginning(READ_WHOLE);
        return consumer.endOffsets(READ_WHOLE);
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(CutAssembly assembly, ConsumerRecords<byte[], byte[]> records) {
        List<Publication> publications = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            byte[] bytes = record.value();
            if (record.topic().equals(ANOMALIES.topic())) {
                putAnomaly(record);
            } else if (record.topic().equals(VALUES.topic())) {
                publications.add(patiently(() -> decoder.value(bytes)));
            } else if (record.topic().equals(DAILY.topic())) {
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
        KpiState before = shown;
        boolean news = assembly.advance();
        if (news || (before != null && before.anomaliesRead() != book.anomaliesRead())) {
            KpiState now = book.snapshot();
            shown = now;
            synchronized (this) {
                notifyAll();
            }
            followers.forEach(follower -> follower.accept(now));
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

    private synchronized void fail(RuntimeException e) {
        if (!closed) {
            LOG.error("Reading the published KPIs has failed", e);
            failure = e;
        }
        notifyAll();
    }

    @Override
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Waits until nothing is read any more, and says why: nothing if the view was closed. */
    public synchronized Optional<RuntimeException> awaitEnd() throws InterruptedException {
        while (failure == null && !closed) {
            wait();
        }
        return failure();
    }

    /** Stops reading. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            notifyAll();
        }
    }
}

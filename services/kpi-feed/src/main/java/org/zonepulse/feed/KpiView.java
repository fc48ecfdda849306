package org.zonepulse.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
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
public final class KpiView implements AutoCloseable {

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
    private final KpiState state = new KpiState();
    private boolean shows;
    private @Nullable RuntimeException failure;
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
        Map<String, Object> config = new HashMap<>(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                4000,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                50,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                TopicCatalogue.MAX_CUT_BYTES,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                2 * TopicCatalogue.MAX_CUT_BYTES,
                ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG,
                ""));
        config.putAll(settings);
        SchemaRegistry registry = SchemaRegistry.open(settings);
        KpiView view = new KpiView(
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()), registry);
        view.reader.start();
        return view;
    }

    private static TopicPartition only(Topic topic) {
        return new TopicPartition(topic.name(), 0);
    }

    /**
     * Asks something; all that is asked within one question is answered of the same cut.
     *
     * @throws IllegalStateException if nothing can be shown yet ({@link #await} then), or reading has failed
     */
    public synchronized <T> T ask(Function<KpiState, T> question) {
        requireRunning();
        if (!shows) {
            throw new IllegalStateException("nothing has been read yet");
        }
        return question.apply(state);
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
            if (shows && condition.test(state)) {
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
            CutAssembly assembly = new CutAssembly(state, lastCut());
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
                publications.add(patiently(() -> decoder.cut(bytes)));
            }
        }
        synchronized (this) {
            publications.forEach(assembly::accept);
        }
    }

    private synchronized void putAnomaly(ConsumerRecord<byte[], byte[]> record) {
        state.anomaly(new String(record.key(), StandardCharsets.UTF_8), record.value() != null);
    }

    private synchronized void show(CutAssembly assembly) {
        if (assembly.advance()) {
            shows = true;
            notifyAll();
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
            failure = e;
        }
        notifyAll();
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

package org.zonepulse.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Edition;

/**
 * The history of publications, read from its topic when somebody asks: it is long, and hardly anybody does. One question
 * after the other.
 */
public final class CutHistory implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** So many offsets are read one after the other rather than searched by halves. */
    private static final long FEW = 64;

    /** Offsets a cut: its record and the marker of its transaction, and some to spare. */
    private static final int OFFSETS_A_CUT = 3;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SchemaRegistry registry;
    private final PublicationDecoder decoder;

    private CutHistory(KafkaConsumer<byte[], byte[]> consumer, SchemaRegistry registry) {
        this.consumer = consumer;
        this.registry = registry;
        this.decoder = new PublicationDecoder(registry);
    }

    /** @param settings as of {@link KpiView#open} */
    public static CutHistory open(Map<String, ?> settings) {
        return new CutHistory(PublishedReader.open(settings), SchemaRegistry.open(settings));
    }

    /**
     * The cuts before one, the newest first.
     *
     * @param edition whose cuts
     * @param number of the cut that they come before
     * @param limit at most so many
     * @throws TimeoutException if no broker answers
     * @throws org.zonepulse.avrocodec.RegistryUnavailableException if the registry doesn't, and is needed
     */
    public synchronized List<PublishedCut> before(Edition edition, long number, int limit) {
        TopicPartition topic = new TopicPartition(edition.cuts().name(), 0);
        consumer.assign(List.of(topic));
        long begin = offset(consumer.beginningOffsets(List.of(topic)));
        long end = firstNotBefore(topic, number, begin, offset(consumer.endOffsets(List.of(topic))));
        for (long back = (long) OFFSETS_A_CUT * limit; ; back *= 2) {
            long from = Math.max(begin, end - back);
            List<PublishedCut> cuts = new ArrayList<>();
            for (Placed placed : read(topic, from, end, Integer.MAX_VALUE)) {
                if (placed.cut.number() < number) {
                    cuts.add(placed.cut);
                }
            }
            if (cuts.size() >= limit || from == begin) {
                Collections.reverse(cuts);
                return List.copyOf(cuts.subList(0, Math.min(limit, cuts.size())));
            }
        }
    }

    /** An offset that all cuts before the number lie before, and at most a few others. */
    private long firstNotBefore(TopicPartition topic, long number, long begin, long end) {
        long low = begin;
        long high = end;
        while (high - low > FEW) {
            long middle = low + (high - low) / 2;
            List<Placed> next = read(topic, middle, high, 1);
            if (next.isEmpty() || next.getFirst().cut.number() >= number) {
                high = middle;
            } else {
                low = next.getFirst().offset + 1;
            }
        }
        return high;
    }

    /** A cut, without the values that its record tells, which may be megabytes, and where it stands. */
    private record Placed(long offset, PublishedCut cut) {}

    private List<Placed> read(TopicPartition topic, long from, long until, int limit) {
        List<Placed> cuts = new ArrayList<>();
        consumer.seek(topic, from);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (cuts.size() < limit && consumer.position(topic) < until) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("no broker answers");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < until && cuts.size() < limit) {
                    cuts.add(new Placed(
                            record.offset(), decoder.cut(record.value()).published()));
                }
            }
        }
        return cuts;
    }

    private static long offset(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public synchronized void close() {
        consumer.close();
        registry.close();
    }
}

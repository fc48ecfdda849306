package org.zonepulse.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.replay.KafkaLog;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.replay.Position;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.audit.replay.RefusedRecords;
import org.zonepulse.audit.replay.ReplayRules;
import org.zonepulse.audit.replay.StatedZone;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.eventlog.LogDigest;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * How fast an audit replays a log in memory (read, digest, decode, check, fold, sum), beside a bare consumer that only
 * decodes the same records in one thread; and how much memory what it then knows takes. The two take turns in one run, so
 * that the ratio means something where machines are noisy.
 *
 * <p>Arguments: number of events (1,000,000), seed (1).
 */
public final class Replay {

    private static final int TURNS = 3;
    private static final int WARM_UP = 1_000_000;

    /** Until all is compiled that will be: with one turn, a million events were measured while half was still being compiled. */
    private static final int WARM_UP_TURNS = 3;

    private final WrittenLog log;
    private final int events;
    private final Map<TopicPartition, Long> ends;

    private Replay(WrittenLog log, int events) {
        this.log = log;
        this.events = events;
        try (KafkaConsumer<byte[], byte[]> consumer = log.consumer()) {
            ends = consumer.endOffsets(log.inputs());
        }
    }

    /**
     * What was measured of one reading of the log.
     *
     * @param rate events a second
     * @param cpu processor time of the whole JVM, broker included, in nanoseconds an event: the same on a busy machine
     * @param bytes of memory held at its end, beyond what was held before; 0 if nothing is
     */
    private record Measured(double rate, double cpu, long bytes) {}

    /** Stops the time of so many events. */
    private static final class Watch {
        private static final OperatingSystemMXBean SYSTEM =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        private final long began = System.nanoTime();
        private final long cpuBegan = SYSTEM.getProcessCpuTime();

        Measured stop(long count) {
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Measured(count / seconds, (SYSTEM.getProcessCpuTime() - cpuBegan) / (double) count, 0);
        }
    }

    /** Runs the benchmark and prints its figures. */
    public static void main(String... args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        try (WrittenLog log = WrittenLog.of(count, seed)) {
            Replay benchmark = new Replay(log, count);
            System.out.printf(Locale.ROOT, "%,d events, seed %d, %s%n", count, seed, machine());
            for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
                benchmark.bareConsumer(Math.min(WARM_UP, count));
                benchmark.replay(Math.min(WARM_UP, count));
            }
            benchmark.takeTurns();
        }
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, JDK " + Runtime.version();
    }

    private void takeTurns() {
        Measured before = bareConsumer(events);
        for (int turn = 0; turn < TURNS; turn++) {
            Measured replay = replay(events);
            Measured after = bareConsumer(events);
            System.out.printf(
                    Locale.ROOT,
                    "bare consumer: %,.0f and %,.0f events/s, %,.0f ns of processor an event;"
                            + " replay: %,.0f events/s, %,.0f ns; ratio %.2f; held: %.0f MB a million events%n",
                    before.rate(),
                    after.rate(),
                    (before.cpu() + after.cpu()) / 2,
                    replay.rate(),
                    replay.cpu(),
                    replay.rate() / ((before.rate() + after.rate()) / 2),
                    replay.bytes() / (double) events);
            before = after;
        }
    }

    /** One thread that reads and decodes so many records. */
    private Measured bareConsumer(int count) {
        try (KafkaConsumer<byte[], byte[]> consumer = log.consumer();
                SchemaRegistry registry = SchemaRegistry.open(log.registry())) {
            Map<String, AvroRecordDecoder<? extends SpecificRecord>> decoders = new HashMap<>();
            for (Topic topic : TopicCatalogue.events()) {
                decoders.put(topic.name(), AvroRecordDecoder.of(topic.valueType(), registry));
            }
            consumer.assign(log.inputs());
            consumer.seekToBeginning(log.inputs());
            Watch watch = new Watch();
            for (long seen = 0; seen < count; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(5))) {
                    Decoded<? extends SpecificRecord> decoded =
                            Objects.requireNonNull(decoders.get(record.topic())).decode(record.value());
                    if (!(decoded instanceof Decoded.Ok)) {
                        throw new IllegalStateException("the load can be decoded: " + decoded);
                    }
                    seen++;
                }
            }
            return watch.stop(count);
        }
    }

    /** Replays so many events to one cut, as an audit does. */
    private Measured replay(int count) {
        Map<String, Object> settings = new HashMap<>(log.registry());
        settings.put("bootstrap.servers", log.brokers());
        long heldBefore = held();
        try (KafkaLog audited = KafkaLog.open(settings)) {
            PublishedCut cut = cut(count);
            ReplayRules rules = ReplayRules.live(log.zone(), RefusedRecords.none());
            Watch watch = new Watch();
            try (var replay = org.zonepulse.audit.replay.Replay.begin(audited, rules, Map.of(), null, new Odometer())) {
                replay.advanceTo(cut);
                Measured measured = watch.stop(replay.counts().records());
                if (replay.counts().taken() != replay.counts().records()) {
                    throw new IllegalStateException("not all events were taken in: " + replay.counts());
                }
                return new Measured(measured.rate(), measured.cpu(), held() - heldBefore);
            }
        }
    }

    /** A cut of so many events, as far as the share of each partition can tell. */
    private PublishedCut cut(int count) {
        List<Position> positions = ends.entrySet().stream()
                .map(end -> new Position(end.getKey(), end.getValue() * count / events, LogDigest.start()))
                .toList();
        return new PublishedCut(
                1, Instant.EPOCH, LocalDate.of(2024, 12, 31), positions, Map.of(), 0, StatedZone.UNSTATED);
    }

    /** Memory in use once all garbage is collected, in bytes. */
    private static long held() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}

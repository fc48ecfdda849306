package org.zonepulse.audit.restore;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.archive.Manifest;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.replay.Position;
import org.zonepulse.audit.restore.RestoreRefused.Reason;

/**
 * Writes an archive's events and business days into a cluster: each record into its own partition, in the archive's order, with its key,
 * timestamp and headers, and its value under the registry's ids. Only offsets aren't the archive's where those had gaps.
 *
 * <p>Partitions come one after the other. Order between them is nothing that a figure hangs on: what an enterprise contributes
 * is a function of the set of its events.
 */
public final class LogRestore {

    private static final int TELL_EVERY = 1_024;

    private final ArchiveLog archive;
    private final Restorable restorable;
    private final SchemaIds ids;

    /**
     * Of that archive.
     *
     * @param ids where its schemas are in the registry of the cluster
     */
    public LogRestore(ArchiveLog archive, Restorable restorable, SchemaIds ids) {
        this.archive = archive;
        this.restorable = restorable;
        this.ids = ids;
    }

    /**
     * What there is to restore, and how it stands in the log.
     *
     * @param content of each partition, its records and their digest; in the order in which they are written
     * @param rewritten number of values that name their schema by another id than in the archive
     * @param unreadable number of values that name a schema that the archive doesn't have, nor anybody from now on
     * @param withoutTimestamp number of records that had no timestamp, and have 0
     */
    public record Content(
            Map<TopicPartition, Position> content, long rewritten, long unreadable, long withoutTimestamp) {
        public Content {
            content = Collections.unmodifiableMap(new LinkedHashMap<>(content));
        }
    }

    private interface Target {
        void take(
                TopicPartition partition, ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value, long number);
    }

    /**
     * What it comes to, without writing anything.
     *
     * @throws org.zonepulse.audit.replay.LogIncomplete if the archive is damaged
     */
    public Content content(Odometer odometer) {
        return walk(restorable.partitions(), (_, _, _, _) -> {}, odometer);
    }

    /**
     * Sees to it that what stands in the log is a beginning of what would be written.
     *
     * @param begun what {@link TargetLog#requireEmptyOrBegun} has found
     * @throws RestoreRefused if it isn't
     */
    public void requireBeginning(Map<TopicPartition, TargetLog.Standing> begun, Odometer odometer) {
        for (Manifest.Partition archived : restorable.partitions()) {
            TargetLog.Standing standing = begun.get(archived.partition());
            if (standing == null) {
                continue;
            }
            ContentChain chain = new ContentChain(archived.partition());
            walk(
                    List.of(archived),
                    (_, record, value, number) -> {
                        if (number < standing.records()) {
                            chain.take(record.timestamp(), record.key(), value, record.headers());
                        }
                    },
                    odometer);
            if (!chain.position().equals(standing.content())) {
                throw new RestoreRefused(Reason.LOG_DIFFERS, null, archived.partition(), standing.records());
            }
        }
    }

    /**
     * Writes what isn't there yet.
     *
     * @param settings {@code bootstrap.servers}, and what else Kafka's clients are to be told
     * @param begun what is there, which {@link #requireBeginning} has let pass
     * @throws RestoreRefused if it breaks off; what is there then is a beginning, and can be gone on from
     */
    public Content write(Map<String, ?> settings, Map<TopicPartition, TargetLog.Standing> begun, Odometer odometer) {
        try (LogWriter writer = LogWriter.open(settings)) {
            Content written = walk(
                    restorable.partitions(),
                    (partition, record, value, number) -> {
                        TargetLog.Standing standing = begun.get(partition);
                        if (standing == null || number >= standing.records()) {
                            writer.write(
                                    partition, Math.max(0, record.timestamp()), record.key(), value, record.headers());
                        }
                    },
                    odometer);
            writer.flush();
            return written;
        }
    }

    private Content walk(List<Manifest.Partition> partitions, Target target, Odometer odometer) {
        odometer.expect(
                partitions.stream().mapToLong(Manifest.Partition::records).sum());
        Walk walk = new Walk(target, odometer);
        for (Manifest.Partition archived : partitions) {
            walk.begin(archived.partition());
            try (LogReader reader = archive.reader(List.of(archived.partition()))) {
                reader.readToEnd((_, record) -> walk.take(record));
            }
            walk.end();
        }
        odometer.advance(walk.untold);
        return new Content(walk.content, walk.rewritten, walk.unreadable, walk.withoutTimestamp);
    }

    /** A way through partitions. */
    private final class Walk {
        private final Target target;
        private final Odometer odometer;
        private final Map<TopicPartition, Position> content = new LinkedHashMap<>();
        private ContentChain chain = new ContentChain(new TopicPartition("", 0));
        private TopicPartition partition = new TopicPartition("", 0);
        private long rewritten;
        private long unreadable;
        private long withoutTimestamp;
        private long untold;

        Walk(Target target, Odometer odometer) {
            this.target = target;
            this.odometer = odometer;
        }

        void begin(TopicPartition next) {
            partition = next;
            chain = new ContentChain(next);
        }

        void take(ConsumerRecord<byte[], byte[]> record) {
            byte[] value = ids.restored(record.value());
            target.take(partition, record, value, chain.records());
            chain.take(record.timestamp(), record.key(), value, record.headers());
            switch (ids.effectOn(record.value())) {
                case KEPT -> {}
                case REWRITTEN -> rewritten++;
                case UNREADABLE -> unreadable++;
            }
            if (record.timestamp() < 0) {
                withoutTimestamp++;
            }
            untold++;
            if (untold == TELL_EVERY) {
                odometer.advance(untold);
                untold = 0;
            }
        }

        void end() {
            content.put(partition, chain.position());
        }
    }
}

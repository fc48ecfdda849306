package org.zonepulse.audit.replay;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Edition;

/** A log to audit, wherever it lies: in a cluster or in an archive. Nothing here changes it. Safe for use by several threads. */
public interface AuditedLog extends AutoCloseable {

    /** The partitions of a topic, by number; none if there is no such topic. */
    List<TopicPartition> partitions(String topic);

    /**
     * A reader of these partitions from offset 0 on, for one thread; several may be open at once.
     *
     * @throws LogIncomplete if the beginning of a partition is not there any more
     */
    LogReader reader(Collection<TopicPartition> partitions);

    /**
     * Reads what stands in a partition from an offset on, up to its end as it is now.
     *
     * @throws LogIncomplete if the beginning of the partition is not there any more
     */
    default void readOn(TopicPartition partition, long from, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        try (LogReader reader = reader(List.of(partition))) {
            reader.readToEnd((_, record) -> {
                if (record.offset() >= from) {
                    visitor.accept(record);
                }
            });
        }
    }

    /** The schemas that records name; it belongs to the log, and is closed with it. */
    SchemaRegistry registry();

    /**
     * Whether what is read is what was stored, by checksums that guard against accidents: to be asked when a difference was
     * found, before anybody is blamed for it. A cluster checks them at each read, so there it is nothing to do.
     *
     * @throws LogIncomplete if it isn't
     */
    default void requireIntact() {}

    /**
     * How far this goes, if it is a copy that was made up to a cut. Where compaction had left nothing else of a key, such a copy
     * holds the first record that came later. Nothing for a log that goes on.
     */
    default Optional<Extent> extent() {
        return Optional.empty();
    }

    /** The edition of the KPIs whose publications are audited. */
    default Edition edition() {
        return Edition.FIRST;
    }

    /** Where the log lies, for reports. */
    String description();

    @Override
    void close();
}

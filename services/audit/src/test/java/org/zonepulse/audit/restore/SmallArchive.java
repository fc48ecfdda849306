package org.zonepulse.audit.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.zonepulse.audit.archive.ArchiveLog;
import org.zonepulse.audit.archive.ArchiveWriter;
import org.zonepulse.audit.archive.Manifest;
import org.zonepulse.avrocodec.SchemaRegistry;

/** An archive of partitions that each hold a record of each id given. */
final class SmallArchive {

    private static final String NO_DIGEST = "0".repeat(64);

    private SmallArchive() {}

    static ArchiveLog of(
            Path file, SchemaRegistry registry, Collection<TopicPartition> partitions, List<Integer> schemaIds)
            throws IOException {
        try (ArchiveWriter writer = ArchiveWriter.to(file)) {
            for (TopicPartition partition : partitions) {
                writer.begin(partition, 0);
                for (int i = 0; i < schemaIds.size(); i++) {
                    writer.add(record(partition, i, schemaIds.get(i)));
                }
                writer.end(0);
            }
            writer.schemas(registry);
            writer.finish(
                    new Manifest.Origin(
                            Instant.EPOCH, "test", "memory", "example", NO_DIGEST, 1, 1, Instant.EPOCH, null),
                    NO_DIGEST);
        }
        return ArchiveLog.open(file);
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, int schemaId) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                1_000L,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[] {1},
                ByteBuffer.allocate(6).putInt(1, schemaId).array(),
                new RecordHeaders(),
                Optional.empty());
    }
}

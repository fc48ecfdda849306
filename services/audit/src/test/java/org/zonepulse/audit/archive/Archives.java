package org.zonepulse.audit.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.zone.Zone;

/** Archives to test with. */
final class Archives {

    static final String ZONE = """
            id: example
            name: {en: Example, zh: 示例}
            timeZone: Asia/Shanghai
            currency: CNY
            city: {divisionCode: "440600", name: {en: Foshan, zh: 佛山市}}
            parks: [{id: nanhai, divisionCode: "440605", name: {en: Nanhai, zh: 南海}}]
            industries: [{id: C36, name: {en: Cars, zh: 汽车}}]
            loanProducts: []
            """;
    static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private Archives() {}

    static Export.Written export(AuditedLog log, long cut, Path file) throws IOException {
        return export(log, cut, ZoneFile.of(ZONE, "a test"), file);
    }

    static Export.Written export(AuditedLog log, long cut, Zone zone, Path file) throws IOException {
        CutHistory history = CutHistory.of(log);
        return Export.write(
                log,
                history,
                history.cut(cut),
                new Export.ZoneText(zone, ZONE),
                file,
                false,
                "test",
                NOW,
                new Odometer());
    }

    static List<ConsumerRecord<byte[], byte[]>> records(AuditedLog log, TopicPartition partition) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (LogReader reader = log.reader(List.of(partition))) {
            reader.readToEnd((_, record) -> records.add(record));
        }
        return records;
    }

    /** Reads a partition, and fails with its last record in hands. */
    static void failAtLast(AuditedLog log, TopicPartition partition) {
        try (LogReader reader = log.reader(List.of(partition))) {
            reader.readToEnd((_, record) -> {
                if (record.offset() > 0) {
                    throw new IllegalStateException("the last");
                }
            });
        }
    }

    /**
     * A copy with the records of one partition altered, by someone who knows how to write a manifest that fits. What they can't
     * do is to alter the cuts that others have seen.
     */
    static void alter(
            Path archive, Path copy, TopicPartition altered, UnaryOperator<List<ConsumerRecord<byte[], byte[]>>> how)
            throws IOException {
        try (ArchiveLog log = ArchiveLog.open(archive);
                ArchiveWriter writer = ArchiveWriter.to(copy)) {
            for (Manifest.Partition partition : log.manifest().partitions()) {
                List<ConsumerRecord<byte[], byte[]>> records = records(log, partition.partition());
                writer.begin(partition.partition(), partition.beginning());
                (partition.partition().equals(altered) ? how.apply(records) : records)
                        .forEach(record -> add(writer, record));
                writer.end(partition.nextOffset());
            }
            writer.schemas(log.registry());
            writer.zone(log.zone().orElseThrow());
            writer.finish(log.manifest().origin(), log.manifest().complete());
        }
    }

    private static void add(ArchiveWriter writer, ConsumerRecord<byte[], byte[]> record) {
        try {
            writer.add(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

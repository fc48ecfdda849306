package org.zonepulse.audit.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.LogReader;

/** Reads some partitions of an archive, each as a stream; in memory it holds one record altogether. */
final class ArchiveReader implements LogReader {

    private final ArchiveLog archive;
    private final Map<TopicPartition, Manifest.Partition> partitions = new LinkedHashMap<>();
    private final Map<TopicPartition, EntryReader> entries = new LinkedHashMap<>();

    ArchiveReader(ArchiveLog archive, List<Manifest.Partition> partitions) {
        this.archive = archive;
        partitions.forEach(each -> this.partitions.put(each.partition(), each));
    }

    @Override
    public void readTo(Map<TopicPartition, Long> until, Visitor visitor) {
        until.forEach((partition, offset) -> {
            if (stated(partition).nextOffset() < offset) {
                throw new LogIncomplete(
                        partition + " ends before offset " + stated(partition).nextOffset()
                                + " in the archive " + archive.description() + ": records up to " + (offset - 1)
                                + " were there once");
            }
        });
        until.forEach((partition, offset) -> read(partition, offset, visitor));
    }

    private Manifest.Partition stated(TopicPartition partition) {
        Manifest.Partition stated = partitions.get(partition);
        if (stated == null) {
            throw new IllegalArgumentException(partition + " isn't read here");
        }
        return stated;
    }

    private void read(TopicPartition partition, long until, Visitor visitor) {
        EntryReader entry = entries.computeIfAbsent(partition, _ -> archive.open(stated(partition)));
        for (long next = entry.peek(); next != EntryReader.END && next < until; next = entry.peek()) {
            try {
                visitor.visit(partition, entry.take());
            } finally {
                entry.release();
            }
        }
    }

    @Override
    public void readToEnd(Visitor visitor) {
        partitions.forEach((partition, stated) -> read(partition, stated.nextOffset(), visitor));
    }

    @Override
    public void close() {
        @Nullable IOException failure = null;
        for (EntryReader entry : entries.values()) {
            try {
                entry.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
    }
}

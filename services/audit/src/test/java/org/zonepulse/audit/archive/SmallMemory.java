package org.zonepulse.audit.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.zonepulse.audit.replay.LogReader;

/** A JVM that reads an archive in the ways that audits do: to be given little memory. Arguments: the archive, and a topic in it. */
final class SmallMemory {

    private SmallMemory() {}

    public static void main(String[] args) throws Exception {
        try (ArchiveLog archive = ArchiveLog.open(Path.of(args[0]))) {
            List<TopicPartition> partitions = archive.partitions(args[1]);
            System.out.println("in steps " + inSteps(archive, partitions));
            System.out.println("side by side " + sideBySide(archive, partitions));
        }
    }

    /** One reader of all: after the first step, the second record of each partition is the next. */
    private static long inSteps(ArchiveLog archive, List<TopicPartition> partitions) {
        AtomicLong bytes = new AtomicLong();
        try (LogReader reader = archive.reader(partitions)) {
            Map<TopicPartition, Long> first = new HashMap<>();
            partitions.forEach(partition -> first.put(partition, 1L));
            reader.readTo(first, (_, record) -> bytes.addAndGet(record.value().length));
            reader.readToEnd((_, record) -> bytes.addAndGet(record.value().length));
        }
        return bytes.get();
    }

    /** A reader of each, all at once. */
    private static long sideBySide(ArchiveLog archive, List<TopicPartition> partitions) throws Exception {
        AtomicLong bytes = new AtomicLong();
        List<Callable<Void>> work = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            work.add(() -> {
                try (LogReader reader = archive.reader(List.of(partition))) {
                    reader.readToEnd((_, record) -> bytes.addAndGet(record.value().length));
                }
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(partitions.size())) {
            for (Future<Void> each : threads.invokeAll(work)) {
                each.get();
            }
        }
        return bytes.get();
    }
}

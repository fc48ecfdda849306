package org.zonepulse.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.LogReader;

/** However many partitions an archive has and however many read it, large records don't add up in memory. */
class MemoryBoundTest {

    private static final String TOPIC = "zone.loans.v1";
    private static final int PARTITIONS = 8;

    /** Below what a record may be in any memory. */
    private static final int LARGE = 12 << 20;

    private static final String NO_DIGEST = "0".repeat(64);

    @TempDir
    private Path folder;

    /** In each partition a small record, and then one of zeros, which compress to next to nothing. */
    private Path crafted(int partitions, int size) throws IOException {
        Path file = folder.resolve("crafted.zip");
        byte[] zeros = new byte[size];
        try (ArchiveWriter writer = ArchiveWriter.to(file)) {
            for (int i = 0; i < partitions; i++) {
                TopicPartition partition = new TopicPartition(TOPIC, i);
                writer.begin(partition, 0);
                writer.add(WrittenLog.record(partition, 0, 0, null, new byte[1], new RecordHeaders()));
                writer.add(WrittenLog.record(partition, 1, 0, null, zeros, new RecordHeaders()));
                writer.end(2);
            }
            writer.finish(
                    new Manifest.Origin(
                            Instant.EPOCH, "a test", "nowhere", "example", NO_DIGEST, 1, 1, Instant.EPOCH, null),
                    NO_DIGEST);
        }
        return file;
    }

    /** All of them would be 96 MiB, and those that are put together at once twice that. */
    @Test
    void shouldReadManyLargeRecordsInAMemoryOfAFew() throws Exception {
        // Given
        Path file = crafted(PARTITIONS, LARGE);
        assertThat(file)
                .as("it looks harmless")
                .satisfies(path -> assertThat(Files.size(path)).isLessThan(1 << 20));
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                SmallMemory.class.getName(),
                file.toString(),
                TOPIC);
        child.environment().put("CLASSPATH", System.getProperty("java.class.path"));

        // When
        Process process = child.redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        long bytes = PARTITIONS * (LARGE + 1L);
        assertThat(told).contains("in steps " + bytes, "side by side " + bytes);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** Each waits for a second one to have its record, too; in vain. */
    @Test
    void shouldLetOneThreadHoldALargeRecordAtATime() throws Exception {
        // Given
        AtomicInteger holding = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);

        // When
        readSideBySide(crafted(4, LargeRecords.FROM + 1), bytes -> {
            if (bytes > 1) {
                most.accumulateAndGet(holding.incrementAndGet(), Math::max);
                two.countDown();
                await(two, 200);
                holding.decrementAndGet();
            }
        });

        // Then
        assertThat(most).hasValue(1);
    }

    /** If one had to wait for another, they'd never all be there. */
    @Test
    void shouldLetAllThreadsHoldSmallRecords() throws Exception {
        // Given
        CountDownLatch all = new CountDownLatch(4);

        // When
        readSideBySide(crafted(4, LargeRecords.FROM / 2), bytes -> {
            if (bytes > 1) {
                all.countDown();
                assertThat(await(all, 30_000)).isTrue();
            }
        });

        // Then
        assertThat(all.getCount()).isZero();
    }

    private static boolean await(CountDownLatch latch, int milliseconds) {
        try {
            return latch.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Holder {
        void hold(int bytes);
    }

    private static void readSideBySide(Path file, Holder holder) throws Exception {
        try (ArchiveLog archive = ArchiveLog.open(file);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> readers = new ArrayList<>();
            for (TopicPartition partition : archive.partitions(TOPIC)) {
                readers.add(threads.submit(() -> {
                    try (LogReader reader = archive.reader(List.of(partition))) {
                        reader.readToEnd((_, record) -> holder.hold(record.value().length));
                    }
                }));
            }
            for (Future<?> each : readers) {
                each.get();
            }
        }
    }

    /** Each open one costs a buffer. */
    @Test
    void shouldRefuseMorePartitionsThanAnyPipelineHas() throws IOException {
        // Given
        Path file = crafted(4_097, 1);

        // When, Then
        assertThatThrownBy(() -> ArchiveLog.open(file))
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContaining("manifest.json names more than 4096 partitions");
    }

    @Test
    void shouldLeaveALargeRecordThatFails() throws Exception {
        // Given
        Path file = crafted(2, LargeRecords.FROM + 1);
        try (ArchiveLog archive = ArchiveLog.open(file);
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            assertThatThrownBy(() -> Archives.failAtLast(archive, new TopicPartition(TOPIC, 0)))
                    .hasMessage("the last");

            // When
            Future<Integer> other = thread.submit(() ->
                    Archives.records(archive, new TopicPartition(TOPIC, 1)).size());

            // Then
            assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        }
    }
}

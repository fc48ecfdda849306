package org.zonepulse.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.audit.replay.LogIncomplete;

/** Archives that are damaged, or made to do harm: each is refused with the entry's name, in little memory and time. */
class DamageTest {

    private static final long SEED = Long.getLong("zonepulse.seed", System.nanoTime());
    private static final TopicPartition LOANS = new TopicPartition("zone.loans.v1", 1);
    private static final String ENTRY = "log/zone.loans.v1/1.records";
    private static final int RECORDS = 20;

    @TempDir
    private Path folder;

    private Path archive = Path.of("log.zip");
    private Path damaged = Path.of("damaged.zip");

    @BeforeEach
    void setUp() throws IOException {
        archive = folder.resolve("log.zip");
        damaged = folder.resolve("damaged.zip");
        WrittenLog log = new WrittenLog();
        for (int i = 0; i < RECORDS; i++) {
            log.add(LOANS, i, null, WrittenLog.utf8("event " + i), new RecordHeaders());
        }
        Archives.export(log, log.cut(), archive);
    }

    private void useAll() {
        try (ArchiveLog log = ArchiveLog.open(damaged)) {
            log.requireIntact();
        }
    }

    @Test
    void shouldRefuseWhatIsCutOffAnywhere() throws IOException {
        // Given
        byte[] whole = Files.readAllBytes(archive);

        for (int length = 0; length < whole.length; length += 97) {
            // When
            Files.write(damaged, Arrays.copyOf(whole, length));

            // Then
            assertThatThrownBy(this::useAll)
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(LogIncomplete.class)
                    .hasMessageContaining(damaged.toString());
        }
    }

    /** A bit that the content doesn't depend on may be any; one that it does, is found. */
    @Test
    void shouldNeverTakeDamagedContentForGenuine() throws IOException {
        // Given
        byte[] whole = Files.readAllBytes(archive);
        Random random = new Random(SEED);
        int refused = 0;

        for (int i = 0; i < 400; i++) {
            // When
            byte[] bytes = whole.clone();
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(damaged, bytes);

            // Then
            try {
                useAll();
                assertThat(contents(damaged))
                        .as("zonepulse.seed=%d, byte %d", SEED, at)
                        .isEqualTo(contents(archive));
            } catch (LogIncomplete expected) {
                refused++;
            }
        }
        assertThat(refused).as("zonepulse.seed=%d", SEED).isGreaterThan(100);
    }

    private static List<String> contents(Path file) {
        try (ArchiveLog log = ArchiveLog.open(file)) {
            List<String> contents = new ArrayList<>(List.of(
                    log.manifest().toString(),
                    String.valueOf(log.zone()),
                    String.valueOf(log.registry().byId(1, null))));
            for (Manifest.Partition partition : log.manifest().partitions()) {
                for (ConsumerRecord<byte[], byte[]> record : Archives.records(log, partition.partition())) {
                    contents.add(record.topic() + record.partition() + "@" + record.offset() + " "
                            + HexFormat.of().formatHex(record.value()));
                }
            }
            return contents;
        }
    }

    /** Writes the archive anew with one entry's content replaced; null leaves it out. */
    private void replace(String name, UnaryOperator<byte[]> content) throws IOException {
        try (ZipFile from = new ZipFile(archive.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(damaged))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                byte[] bytes;
                try (InputStream in = from.getInputStream(entry)) {
                    bytes = in.readAllBytes();
                }
                byte[] instead = entry.getName().equals(name) ? content.apply(bytes) : bytes;
                if (instead.length > 0 || bytes.length == 0) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(instead);
                    to.closeEntry();
                }
            }
        }
    }

    private static byte[] nothing(byte[] content) {
        return new byte[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {ENTRY, "manifest.json", "zone.yaml", "schemas/1.avsc", "log/zone.kpi.cuts.v1/0.records"})
    void shouldNameAMissingEntry(String entry) throws IOException {
        // Given
        replace(entry, DamageTest::nothing);

        // Then
        assertThatThrownBy(this::useAll).isInstanceOf(LogIncomplete.class).hasMessageContaining(entry + " is missing");
    }

    private static UnaryOperator<byte[]> text(String part, String instead) {
        return bytes -> {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(text).contains(part);
            return text.replace(part, instead).getBytes(StandardCharsets.ISO_8859_1);
        };
    }

    private static UnaryOperator<byte[]> raw(long... numbers) {
        return _ -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                for (long number : numbers) {
                    out.writeLong(number);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        };
    }

    static List<Arguments> forgeries() {
        return List.of(
                arguments(ENTRY, text("event 7", "event 8"), "isn't what was written: its SHA-256 is"),
                arguments(ENTRY, raw(0, 0, -1, -1, 0), "has 1 records, and the manifest states 20: some are missing"),
                arguments(ENTRY, raw(0, 0, Long.MAX_VALUE), "a record claims more than"),
                arguments(ENTRY, raw(0, 0, -1, 2_000_000), "it ends within a record"),
                arguments(ENTRY, raw(0, 0, -1, -1, Long.MAX_VALUE), "it ends within a record"),
                arguments(ENTRY, raw(0, 0, -1, -1, 1, -1), "a header has no name"),
                arguments(ENTRY, raw(0, 0, -1, -1, -5), "it has -5 headers"),
                arguments(ENTRY, raw(0, 0, -7), "a length is -7"),
                arguments(ENTRY, raw(-1, 0, -1, -1, 0), "has offset -1, where offsets from 0 to 19 can be"),
                arguments(ENTRY, raw(20, 0, -1, -1, 0), "has offset 20, where offsets from 0 to 19 can be"),
                arguments(
                        ENTRY,
                        raw(3, 0, -1, -1, 0, 3, 0, -1, -1, 0),
                        "has offset 3, where offsets from 4 to 19 can be"),
                arguments(ENTRY, raw(3), "it ends within a record"),
                arguments("schemas/1.avsc", text("Cut", "Cat"), "isn't what was written"),
                arguments(
                        "schemas/1.avsc",
                        (UnaryOperator<byte[]>) _ -> new byte[5 << 20],
                        "has more than 4194304 bytes"),
                arguments("zone.yaml", text("example", "another"), "isn't what was written"),
                arguments("manifest.json", text("zonepulse-log-archive", "other"), "its format is other"),
                arguments(
                        "manifest.json",
                        text("\"version\" : 1", "\"version\" : 2"),
                        "it is of version 2, and 1 is known here"),
                arguments(
                        "manifest.json",
                        text("\"records\" : 20", "\"records\" : 21"),
                        "can't have 21 records below offset 20"),
                arguments("manifest.json", text("\"records\" : 20", "\"records\" : -1"), "records can't be -1"),
                arguments("manifest.json", text("\"records\" : 20", "\"records\" : 1e99"), "it has no records"),
                arguments(
                        "manifest.json",
                        text("\"records\" : 20", "\"records\" : 99999999999999999999"),
                        "out of range"),
                arguments(
                        "manifest.json", text("\"records\" : 20", "\"records\" : 19"), "has more than the 19 records"),
                arguments("manifest.json", text("\"partition\" : 1", "\"partition\" : 0"), "names zone"),
                arguments("manifest.json", text("zone.loans.v1\"", "../../loans\""), "no name of a topic: ../../loans"),
                arguments("manifest.json", text("\"topic\" : \"zone.loans.v1\"", "\"topic\" : 7"), "it has no topic"),
                arguments(
                        "manifest.json",
                        (UnaryOperator<byte[]>) _ -> "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                        "no object"),
                arguments("manifest.json", text("\"format\"", "\"x\" : " + "[".repeat(100_000)), "can't be read"),
                arguments("manifest.json", text("\"schemas\" : [", "\"schemas\" : [ 1, [2], "), ""),
                arguments(
                        "manifest.json",
                        (UnaryOperator<byte[]>) _ -> new byte[5 << 20],
                        "has more than 4194304 bytes"));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void shouldNameWhatIsWrong(String entry, UnaryOperator<byte[]> forgery, String message) throws IOException {
        // Given
        replace(entry, forgery);

        // Then
        if (message.isEmpty()) {
            useAll();
        } else {
            assertThatThrownBy(this::useAll)
                    .isInstanceOf(LogIncomplete.class)
                    .hasMessageContainingAll(damaged.toString(), message);
        }
    }

    /** Zeros without end, in a file of a thousandth of their size. */
    @Test
    void shouldNotFillTheMemoryWithABomb() throws IOException {
        // Given
        byte[] head = raw(0, 0, -1, RecordFormat.mostByMemory() + 1).apply(new byte[0]);
        try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(damaged));
                ZipFile from = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals(ENTRY)) {
                    to.write(head);
                    writeZeros(to, 64 << 20);
                } else {
                    from.getInputStream(entry).transferTo(to);
                }
                to.closeEntry();
            }
        }

        // Then
        assertThatThrownBy(this::useAll)
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContainingAll(ENTRY, "a record claims more than");
    }

    private static void writeZeros(OutputStream out, int number) throws IOException {
        byte[] some = new byte[1 << 16];
        for (int written = 0; written < number; written += some.length) {
            out.write(some);
        }
    }

    @Test
    void shouldRefuseWhatIsNoArchive() throws IOException {
        // Given
        Files.writeString(damaged, "no zip");

        // Then
        assertThatThrownBy(this::useAll)
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContaining(damaged + " is no archive");
        assertThatThrownBy(() -> ArchiveLog.open(folder.resolve("none.zip")))
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContaining("there is no archive");
        assertThatThrownBy(() -> ArchiveLog.open(folder))
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContaining("there is no archive");
    }

    @Test
    void shouldRefuseAPartitionWhoseBeginningIsGone() throws IOException {
        // Given
        try (ArchiveLog from = ArchiveLog.open(archive);
                ArchiveWriter writer = ArchiveWriter.to(damaged)) {
            writer.begin(LOANS, 5);
            for (ConsumerRecord<byte[], byte[]> record : Archives.records(from, LOANS)) {
                if (record.offset() >= 5) {
                    writer.add(record);
                }
            }
            writer.end(RECORDS);
            writer.finish(from.manifest().origin(), from.manifest().complete());
        }

        // Then
        assertThatThrownBy(this::useAll)
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContaining("zone.loans.v1-1 begins at offset 5");
    }
}

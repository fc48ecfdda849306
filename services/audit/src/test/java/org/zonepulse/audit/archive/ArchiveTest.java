package org.zonepulse.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.InputDigests;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.avrocodec.SchemaRegistry.SchemaById;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.calendar.BusinessDayOpened;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.deadletter.DeadLetterViolation;
import org.zonepulse.schemas.kpi.KpiValue;
import org.zonepulse.testkit.EnterpriseStory;

class ArchiveTest {

    private static final TopicPartition LOANS = new TopicPartition("zone.loans.v1", 1);
    private static final TopicPartition VALUES = new TopicPartition("zone.kpi.values.v1", 0);
    private static final TopicPartition LETTERS = new TopicPartition("zone.dead-letters.v1", 0);
    private static final TopicPartition CUTS = new TopicPartition("zone.kpi.cuts.v1", 0);

    private final WrittenLog log = new WrittenLog();

    @TempDir
    private Path folder;

    private Path file = Path.of("log.zip");

    @BeforeEach
    void setUp() {
        file = folder.resolve("log.zip");
        log.add(
                TopicCatalogue.CALENDAR,
                "example",
                new BusinessDayOpened("example", LocalDate.of(2020, 1, 1), Instant.EPOCH));
    }

    private void addEvents(int from, int to) {
        for (int i = from; i < to; i++) {
            for (Event event : EnterpriseStory.of(i)
                    .on("2020-01-01")
                    .registered("nanhai", "C3670")
                    .on("2020-02-01")
                    .relocated("shunde")
                    .events()) {
                log.add(event);
            }
        }
    }

    /** A record as text, with all that it has. */
    private static String text(ConsumerRecord<byte[], byte[]> record) {
        List<String> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(header.key() + "=" + hex(header.value())));
        return String.join(
                " ",
                record.topic(),
                Integer.toString(record.partition()),
                Long.toString(record.offset()),
                Long.toString(record.timestamp()),
                hex(record.key()),
                hex(record.value()),
                headers.toString());
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
    }

    private static List<String> texts(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(ArchiveTest::text).toList();
    }

    @Test
    void shouldHoldTheLogUpToTheCut() throws IOException {
        // Given
        addEvents(1, 20);
        log.skip(LOANS);
        log.add(LOANS, WrittenLog.TIME, null, null, new RecordHeaders());
        log.skip(LOANS);
        log.skip(LOANS);
        log.add(
                LOANS,
                -1,
                new byte[0],
                WrittenLog.utf8("no Avro"),
                new RecordHeaders().add("trace", new byte[] {0, -1}).add("", null));
        log.cut();
        addEvents(20, 30);
        long cut = log.cut();
        CutHistory history = CutHistory.of(log);
        Map<TopicPartition, Long> until = history.cut(cut).until();
        addEvents(30, 40);
        log.add(LOANS, WrittenLog.TIME, new byte[0], new byte[70_000], new RecordHeaders());
        log.cut();

        // When
        Export.Written written = Archives.export(log, cut, file);

        // Then
        try (ArchiveLog archive = ArchiveLog.open(file)) {
            for (Topic topic : TopicCatalogue.events()) {
                assertThat(archive.partitions(topic.name())).isEqualTo(log.partitions(topic.name()));
                for (TopicPartition partition : log.partitions(topic.name())) {
                    assertThat(texts(Archives.records(archive, partition)))
                            .isEqualTo(texts(log.records(partition).stream()
                                    .filter(record -> record.offset() < until.getOrDefault(partition, 0L))
                                    .toList()));
                }
            }
            assertThat(texts(Archives.records(archive, CUTS)))
                    .isEqualTo(texts(log.records(CUTS).subList(0, 2)));
            assertThat(archive.partitions("zone.calendar.v1")).hasSize(1);
            assertThat(archive.zone()).hasValue(Archives.ZONE);
            assertThat(archive.manifest()).isEqualTo(written.manifest());
            assertThat(archive.manifest().origin().cut()).isEqualTo(2);
            assertThat(CutHistory.of(archive).latest()).isEqualTo(2);
        }
        assertThat(written.isAsStated()).isTrue();
        assertThat(written.bytes()).isEqualTo(Files.size(file));
        assertThat(file).hasDigest("SHA-256", written.sha256());
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void shouldComeToTheDigestsThatTheCutStates() throws IOException {
        // Given
        addEvents(1, 20);
        long cut = log.cut();
        Export.Written written = Archives.export(log, cut, file);

        try (ArchiveLog archive = ArchiveLog.open(file)) {
            // When
            CutHistory history = CutHistory.of(archive);
            InputDigests digests = InputDigests.of(archive, history.cut(cut), history, new Odometer());

            // Then
            assertThat(digests.areEqual()).isTrue();
            assertThat(digests.differences()).isEmpty();
            assertThat(digests.found()).isEqualTo(digests.stated());
            assertThat(written.manifest().digest()).isEqualTo(HexFormat.of().formatHex(digests.stated()));
            assertThat(digests.shares().stream()
                            .mapToLong(InputDigests.Share::records)
                            .sum())
                    .isEqualTo(38);
        }
    }

    @Test
    void shouldReadInSteps() throws IOException {
        // Given
        for (int i = 0; i < 5; i++) {
            log.add(LOANS, i, null, new byte[] {(byte) i}, new RecordHeaders());
            log.skip(LOANS);
        }
        Archives.export(log, log.cut(), file);
        List<Long> offsets = new ArrayList<>();

        try (ArchiveLog archive = ArchiveLog.open(file);
                LogReader reader = archive.reader(List.of(LOANS))) {
            // When
            reader.readTo(Map.of(LOANS, 2L), (_, record) -> offsets.add(record.offset()));
            offsets.add(-1L);
            reader.readTo(Map.of(LOANS, 2L), (_, record) -> offsets.add(record.offset()));
            reader.readTo(Map.of(LOANS, 7L), (_, record) -> offsets.add(record.offset()));
            offsets.add(-1L);
            reader.readTo(Map.of(LOANS, 9L), (_, record) -> offsets.add(record.offset()));

            // Then
            assertThat(offsets).containsExactly(0L, -1L, 2L, 4L, 6L, -1L, 8L);
            assertThatThrownBy(() -> reader.readTo(Map.of(LOANS, 10L), (_, _) -> {}))
                    .isInstanceOf(LogIncomplete.class)
                    .hasMessageContainingAll("zone.loans.v1-1 ends before offset 9", file.toString(), "up to 9");
        }
    }

    @Test
    void shouldServeSeveralReadersAtOnce() throws Exception {
        // Given
        addEvents(1, 500);
        Archives.export(log, log.cut(), file);
        List<TopicPartition> partitions = log.partitions("zone.registrations.v1");

        try (ArchiveLog archive = ArchiveLog.open(file);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            // When
            Callable<List<String>> reading = () -> partitions.stream()
                    .flatMap(partition -> texts(Archives.records(archive, partition)).stream())
                    .toList();
            List<Future<List<String>>> all = threads.invokeAll(List.of(reading, reading, reading, reading));

            // Then
            List<String> expected = partitions.stream()
                    .flatMap(partition -> texts(log.records(partition)).stream())
                    .toList();
            for (Future<List<String>> each : all) {
                assertThat(each.get()).isEqualTo(expected);
            }
        }
    }

    private void publish(long cut, String measure, long amount) {
        log.add(
                TopicCatalogue.KPI_VALUES,
                measure + "@zone",
                new KpiValue(measure, "zone", "enterprises", amount, null, null, null, LocalDate.EPOCH, cut));
    }

    @Test
    void shouldHoldWhatWasPublishedUpToTheCut() throws IOException {
        // Given
        publish(1, "a", 10);
        publish(1, "b", 20);
        publish(2, "b", 21);
        publish(3, "b", 22);
        publish(3, "c", 30);
        publish(4, "c", 31);
        byte[] none = WrittenLog.utf8("none");
        log.add(VALUES, 1, WrittenLog.utf8("d"), none, new RecordHeaders());
        log.add(VALUES, 1, WrittenLog.utf8("a@zone"), null, new RecordHeaders());
        publish(4, "a", 11);
        publish(3, "e", 40);
        publish(4, "e", 41);
        log.compact(TopicCatalogue.KPI_VALUES, 0);
        log.cut(List.of("a", "b", "e"));
        log.cut(List.of("b"));
        log.cut(List.of("b", "c", "e"));
        log.cut(List.of("c", "a", "e"));

        // When
        Archives.export(log, 2, file);

        // Then
        try (ArchiveLog archive = ArchiveLog.open(file)) {
            assertThat(Archives.records(archive, VALUES))
                    .as(
                            "b of cuts 1 and 2, what is nobody's, and the first that is left of e; nothing of c, which came later")
                    .extracting(ConsumerRecord::offset)
                    .containsExactly(1L, 2L, 6L, 7L, 9L);
            assertThat(archive.manifest().origin().newestCut()).isEqualTo(4);
        }
    }

    private void refuse(String topic, int partition, long offset) {
        log.add(
                TopicCatalogue.DEAD_LETTERS,
                "key",
                new DeadLetter(
                        "UNDECODABLE",
                        List.of(new DeadLetterViolation("UNDECODABLE", "$", "wrong")),
                        topic,
                        partition,
                        offset,
                        Instant.EPOCH,
                        null,
                        null,
                        List.of(),
                        null));
    }

    @Test
    void shouldHoldTheDeadLettersOfItsInput() throws IOException {
        // Given
        for (int i = 0; i < 3; i++) {
            log.add(LOANS, i, null, null, new RecordHeaders());
        }
        long cut = log.cut();
        refuse(LOANS.topic(), 1, 2);
        refuse(LOANS.topic(), 1, 3);
        refuse(LOANS.topic(), 0, 0);
        refuse("zone.inbox.loans.bank.v1", 0, 0);

        // When
        Archives.export(log, cut, file);

        // Then
        try (ArchiveLog archive = ArchiveLog.open(file)) {
            assertThat(Archives.records(archive, LETTERS))
                    .extracting(ConsumerRecord::offset)
                    .containsExactly(0L);
        }
    }

    @Test
    void shouldHoldTheSchemasThatRecordsName() throws IOException {
        // Given
        addEvents(1, 2);
        log.add(LOANS, 1, null, new byte[] {0, 0, 0, 77, 1, 5}, new RecordHeaders());
        int unnamed = log.registry().register("unnamed", DeadLetter.getClassSchema(), false);

        // When
        Archives.export(log, log.cut(), file);

        // Then
        try (ArchiveLog archive = ArchiveLog.open(file)) {
            assertThat(archive.registry().byId(1, null))
                    .isEqualTo(log.registry().byId(1, null));
            assertThat(archive.registry().byId(2, null))
                    .isEqualTo(log.registry().byId(2, null));
            assertThat(archive.registry().byId(77 * 256 + 1, null)).isEqualTo(new SchemaById.Unknown());
            assertThat(log.registry().byId(unnamed, null)).isInstanceOf(SchemaById.Found.class);
            assertThat(archive.registry().byId(unnamed, null)).isEqualTo(new SchemaById.Unknown());
        }
    }

    @Test
    void shouldLeaveAFileAloneUnlessToldOtherwise() throws IOException {
        // Given
        addEvents(1, 2);
        long cut = log.cut();
        Files.writeString(file, "mine");

        // When
        assertThatThrownBy(() -> Archives.export(log, cut, file)).isInstanceOf(FileAlreadyExistsException.class);

        // Then
        assertThat(file).hasContent("mine");
    }

    @Test
    void shouldLeaveNothingBehindWhenItFails() {
        // Given
        addEvents(1, 20);
        long cut = log.cut();
        TopicPartition registrations = new TopicPartition("zone.registrations.v1", 1);
        log.forget(registrations);

        // When
        assertThatThrownBy(() -> Archives.export(log, cut, file))
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContaining(registrations.topic());

        // Then
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldBeTheSameBytesEachTime() throws IOException {
        // Given
        addEvents(1, 20);
        long cut = log.cut();
        Path again = folder.resolve("again.zip");

        // When
        Archives.export(log, cut, file);
        Archives.export(log, cut, again);

        // Then
        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void shouldBeExportedFromAnArchiveToo() throws IOException {
        // Given
        addEvents(1, 10);
        log.cut();
        addEvents(10, 20);
        Archives.export(log, log.cut(), file);
        Path earlier = folder.resolve("earlier.zip");
        Path direct = folder.resolve("direct.zip");

        // When
        try (ArchiveLog archive = ArchiveLog.open(file)) {
            Archives.export(archive, 1, earlier);
        }

        // Then
        Archives.export(log, 1, direct);
        try (ArchiveLog one = ArchiveLog.open(earlier);
                ArchiveLog other = ArchiveLog.open(direct)) {
            assertThat(one.manifest().partitions()).isEqualTo(other.manifest().partitions());
            assertThat(one.manifest().digest()).isEqualTo(other.manifest().digest());
        }
    }
}

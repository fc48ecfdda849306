package org.zonepulse.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.InputDifference;
import org.zonepulse.audit.replay.InputDigests;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.Odometer;

/**
 * An archive altered by someone who can also write the manifest that fits: what they did is found by the digests in the cuts,
 * in the partition and between the cuts where it was done. Three cuts stand after the records 0 to 3, 4 to 7 and 8 to 11.
 */
class SabotageTest {

    private static final TopicPartition LOANS = new TopicPartition("zone.loans.v1", 1);
    private static final int A_CUT = 4;

    private final WrittenLog log = new WrittenLog();

    @TempDir
    private Path folder;

    private Path archive = Path.of("log.zip");
    private Path altered = Path.of("altered.zip");

    @BeforeEach
    void setUp() throws IOException {
        archive = folder.resolve("log.zip");
        altered = folder.resolve("altered.zip");
        for (int cut = 0; cut < 3; cut++) {
            for (int i = 0; i < A_CUT; i++) {
                for (TopicPartition partition : log.partitions(LOANS.topic())) {
                    log.add(
                            partition,
                            1_000L * i,
                            WrittenLog.utf8("key"),
                            WrittenLog.utf8("event " + (A_CUT * cut + i)),
                            new RecordHeaders().add("trace", WrittenLog.utf8("t" + i)));
                }
            }
            log.cut();
        }
        Archives.export(log, 3, archive);
    }

    private interface Change {
        void of(List<ConsumerRecord<byte[], byte[]>> records);
    }

    private static UnaryOperator<List<ConsumerRecord<byte[], byte[]>>> change(Change change) {
        return records -> {
            List<ConsumerRecord<byte[], byte[]>> changed = new ArrayList<>(records);
            change.of(changed);
            return changed;
        };
    }

    private static ConsumerRecord<byte[], byte[]> with(
            ConsumerRecord<byte[], byte[]> record, long offset, long timestamp, byte[] key, byte[] value) {
        return WrittenLog.record(LOANS, offset, timestamp, key, value, record.headers());
    }

    private static ConsumerRecord<byte[], byte[]> at(ConsumerRecord<byte[], byte[]> record, long offset) {
        return with(record, offset, record.timestamp(), record.key(), record.value());
    }

    private static byte[] oneBitOther(byte[] bytes) {
        byte[] other = bytes.clone();
        other[other.length - 1] ^= 1;
        return other;
    }

    static List<Arguments> alterations() {
        return List.of(
                arguments(
                        "a value's bit",
                        4,
                        8,
                        change(records -> records.set(
                                5,
                                with(
                                        records.get(5),
                                        5,
                                        records.get(5).timestamp(),
                                        records.get(5).key(),
                                        oneBitOther(records.get(5).value()))))),
                arguments(
                        "a key's bit",
                        0,
                        4,
                        change(records -> records.set(
                                0,
                                with(
                                        records.get(0),
                                        0,
                                        records.get(0).timestamp(),
                                        oneBitOther(records.get(0).key()),
                                        records.get(0).value())))),
                arguments(
                        "a timestamp",
                        8,
                        12,
                        change(records -> records.set(
                                11,
                                with(
                                        records.get(11),
                                        11,
                                        records.get(11).timestamp() + 1,
                                        records.get(11).key(),
                                        records.get(11).value())))),
                arguments(
                        "a header gone",
                        4,
                        8,
                        change(records -> records.set(
                                6,
                                WrittenLog.record(
                                        LOANS,
                                        6,
                                        records.get(6).timestamp(),
                                        records.get(6).key(),
                                        records.get(6).value(),
                                        new RecordHeaders())))),
                arguments("a record gone", 4, 8, change(records -> records.remove(7))),
                arguments("the first gone", 0, 4, change(List::removeFirst)),
                arguments("the last gone", 8, 12, change(List::removeLast)),
                arguments(
                        "all of the end gone",
                        8,
                        12,
                        change(records -> records.subList(8, 12).clear())),
                arguments("two swapped", 4, 8, change(records -> {
                    ConsumerRecord<byte[], byte[]> fifth = records.get(4);
                    records.set(4, at(records.get(5), 4));
                    records.set(5, at(fifth, 5));
                })),
                arguments(
                        "one replaced by a copy of another",
                        0,
                        4,
                        change(records -> records.set(2, at(records.get(1), 2)))));
    }

    @ParameterizedTest
    @MethodSource("alterations")
    void shouldBeFoundWhereItWasDone(
            String what, long from, long to, UnaryOperator<List<ConsumerRecord<byte[], byte[]>>> alteration)
            throws IOException {
        // Given
        Archives.alter(archive, altered, LOANS, alteration);

        try (ArchiveLog sabotaged = ArchiveLog.open(altered)) {
            // When
            CutHistory history = CutHistory.of(sabotaged);
            InputDigests digests = InputDigests.of(sabotaged, history.cut(3), history, new Odometer());

            // Then
            assertThat(digests.areEqual()).as(what).isFalse();
            assertThat(digests.found()).isNotEqualTo(digests.stated());
            assertThat(digests.differences()).as(what).singleElement().satisfies(difference -> {
                assertThat(difference.stated().partition()).isEqualTo(LOANS);
                assertThat(difference.from()).isEqualTo(from);
                assertThat(difference.stated().nextOffset()).isEqualTo(to);
                assertThat(difference.cut()).isEqualTo(to / A_CUT);
            });
            sabotaged.requireIntact();
        }
    }

    /** An inserted record takes an offset, so that what follows is moved by one. */
    @Test
    void shouldFindAnInsertedRecordInItsRangeAndAllThatItMoved() throws IOException {
        // Given
        Archives.alter(archive, altered, LOANS, change(records -> {
            ConsumerRecord<byte[], byte[]> inserted = at(records.get(5), 6);
            for (int i = 6; i < records.size(); i++) {
                records.set(i, at(records.get(i), i + 1));
            }
            records.add(6, inserted);
            records.removeLast();
        }));

        try (ArchiveLog sabotaged = ArchiveLog.open(altered)) {
            // When
            CutHistory history = CutHistory.of(sabotaged);
            InputDigests digests = InputDigests.of(sabotaged, history.cut(3), history, new Odometer());

            // Then
            assertThat(digests.differences())
                    .extracting(
                            InputDifference::from,
                            difference -> difference.stated().nextOffset())
                    .containsExactly(tuple(4L, 8L), tuple(8L, 12L));
        }
    }

    @Test
    void shouldFindNothingInAFaithfulCopy() throws IOException {
        // Given
        Archives.alter(archive, altered, LOANS, UnaryOperator.identity());

        // Then
        assertThat(altered).hasSameBinaryContentAs(archive);
    }

    /** What they'd have to do to be believed: alter the cuts as well. Then it isn't the history that others know. */
    @Test
    void shouldShowInTheOverallDigestWhenTheCutsAreAlteredToo() throws IOException {
        // Given
        WrittenLog other = new WrittenLog();
        for (int i = 0; i < A_CUT; i++) {
            other.add(LOANS, 1_000L * i, WrittenLog.utf8("key"), WrittenLog.utf8("other " + i), new RecordHeaders());
        }
        other.cut();

        // When
        Export.Written forged = Archives.export(other, 1, altered);

        // Then
        try (ArchiveLog genuine = ArchiveLog.open(archive)) {
            assertThat(forged.isAsStated()).isTrue();
            assertThat(forged.manifest().digest())
                    .isNotEqualTo(genuine.manifest().digest());
        }
    }

    @Test
    void shouldNotPassForCompleteWhenItsEndIsCutOffInTheManifestToo() throws IOException {
        // Given
        try (ArchiveLog from = ArchiveLog.open(archive);
                ArchiveWriter writer = ArchiveWriter.to(altered)) {
            for (Manifest.Partition partition : from.manifest().partitions()) {
                boolean isLoans = partition.partition().equals(LOANS);
                writer.begin(partition.partition(), 0);
                for (ConsumerRecord<byte[], byte[]> record : Archives.records(from, partition.partition())) {
                    if (!isLoans || record.offset() < 10) {
                        writer.add(record);
                    }
                }
                writer.end(isLoans ? 10 : partition.nextOffset());
            }
            writer.schemas(from.registry());
            writer.finish(from.manifest().origin(), from.manifest().complete());
        }

        try (ArchiveLog shortened = ArchiveLog.open(altered)) {
            CutHistory history = CutHistory.of(shortened);

            // Then
            assertThatThrownBy(() -> InputDigests.of(shortened, history.cut(3), history, new Odometer()))
                    .isInstanceOf(LogIncomplete.class)
                    .hasMessageContainingAll("zone.loans.v1-1 ends before offset 10", altered.toString());
        }
    }
}

package org.zonepulse.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CompleteDigest;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.InputDigests;
import org.zonepulse.audit.replay.MemoryLog;
import org.zonepulse.audit.replay.MemoryPipeline;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.contract.ZoneDigest;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.testkit.TestZone;
import org.zonepulse.testkit.history.Histories;

/** Two auditors who have the same 32 bytes come to the same: nothing that their results hang on is outside of them. */
class CompleteDigestTest {

    private static final TopicPartition LOANS = new TopicPartition("zone.loans.v1", 0);
    private static final TopicPartition LETTERS = new TopicPartition(TopicCatalogue.DEAD_LETTERS.name(), 0);
    private static final TopicPartition CUTS = new TopicPartition(TopicCatalogue.KPI_CUTS.name(), 0);
    private static final long CUT = 2;

    private final MemoryPipeline pipeline = new MemoryPipeline(1);

    @TempDir
    private Path folder;

    @BeforeEach
    void setUp() {
        pipeline.append(Histories.of(7).events());
        pipeline.append(LOANS, "key", new byte[] {1, 2, 3});
        pipeline.open("2023-12-31").publish();
        pipeline.append(LOANS, "key", new byte[] {4, 5, 6});
        pipeline.publish();
    }

    private static CompleteDigest digest(AuditedLog log, Zone zone) {
        CutHistory history = CutHistory.of(log);
        byte[] events =
                InputDigests.of(log, history.cut(CUT), history, new Odometer()).found();
        return CompleteDigest.of(log, history.cut(CUT), zone, events);
    }

    private static CompleteDigest digest(AuditedLog log) {
        return digest(log, TestZone.ZONE);
    }

    @Test
    void shouldBeTheSameOfALogAndOfItsArchive() throws IOException {
        // Given
        Path file = folder.resolve("log.zip");
        Export.Written written = Archives.export(pipeline.log(), CUT, TestZone.ZONE, file);

        // When, Then
        assertThat(written.manifest().complete())
                .isEqualTo(digest(pipeline.log()).value());
        try (ArchiveLog archive = ArchiveLog.open(file)) {
            assertThat(digest(archive)).isEqualTo(digest(pipeline.log()));
        }
    }

    /** By the description in docs/audit-archive.md, from the archive's own digests of partitions. */
    @Test
    void shouldBeMadeAsDescribed() throws Exception {
        // Given
        Manifest manifest = Archives.export(pipeline.log(), CUT, TestZone.ZONE, folder.resolve("log.zip"))
                .manifest();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("zonepulse-audit 1\n".getBytes(StandardCharsets.UTF_8));
        bytes.write(HexFormat.of().parseHex(manifest.digest()));
        for (TopicPartition partition : List.of(LETTERS, CUTS)) {
            bytes.write(HexFormat.of()
                    .parseHex(manifest.partitions().stream()
                            .filter(each -> each.partition().equals(partition))
                            .findFirst()
                            .orElseThrow()
                            .digest()));
        }
        bytes.write(ZoneDigest.of(TestZone.ZONE));

        // When
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());

        // Then
        assertThat(manifest.complete()).isEqualTo(HexFormat.of().formatHex(expected));
    }

    @Test
    void shouldNotHangOnWhatComesLater() {
        // Given
        CompleteDigest before = digest(pipeline.log());

        // When
        pipeline.append(LOANS, "key", new byte[] {7, 8, 9});
        pipeline.publish();
        pipeline.log().append(LETTERS, 0, null, new byte[] {1}, null);

        // Then
        assertThat(pipeline.log().records(LETTERS)).hasSize(4);
        assertThat(digest(pipeline.log())).isEqualTo(before);
    }

    @Test
    void shouldTellApartAllThatAResultHangsOn() {
        // Given
        MemoryLog log = pipeline.log();
        List<String> values = new ArrayList<>();
        values.add(digest(log).value());

        // When
        values.add(digest(log.copy().remove(LETTERS, 0)).value());
        values.add(digest(log.copy().swap(LETTERS, 0, 1)).value());
        values.add(digest(log.copy().alter(LETTERS, 1, CompleteDigestTest::otherLastByte))
                .value());
        ConsumerRecord<byte[], byte[]> cut = log.records(CUTS).getFirst();
        values.add(digest(log.copy().insert(CUTS, 1, cut)).value());
        values.add(digest(log.copy().alter(LOANS, 0, CompleteDigestTest::otherLastByte))
                .value());
        values.add(digest(log, ZoneFile.bundled()).value());

        // Then
        assertThat(values).doesNotHaveDuplicates();
    }

    /** Of a letter it is the end of its last field, an absent source: it becomes no letter. */
    private static byte[] otherLastByte(byte[] bytes) {
        bytes[bytes.length - 1] ^= 2;
        return bytes;
    }
}

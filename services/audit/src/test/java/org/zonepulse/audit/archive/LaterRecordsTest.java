package org.zonepulse.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.MemoryPipeline;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.verify.Difference;
import org.zonepulse.audit.verify.Target;
import org.zonepulse.audit.verify.Verification;
import org.zonepulse.audit.verify.VerificationReport;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.kpi.KpiValue;
import org.zonepulse.schemas.kpi.MonthFlows;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.TestZone;

/**
 * What an archive holds of later cuts than its own can't be recomputed. So whoever alters an archive puts such records in the
 * place of what was published; they can do so only where compaction could have been, and how often is told.
 */
class LaterRecordsTest {

    private static final TopicPartition VALUES = new TopicPartition(TopicCatalogue.KPI_VALUES.name(), 0);
    private static final TopicPartition DAILY = new TopicPartition(TopicCatalogue.KPI_DAILY.name(), 0);
    private static final String BALANCE = "loan-balance@zone";
    private static final String MONTH = "loan-balance@zone/2023-03";

    private final MemoryPipeline pipeline = new MemoryPipeline(1);

    @TempDir
    private Path folder;

    private Path archive = Path.of("log.zip");
    private Path altered = Path.of("altered.zip");

    /** Four cuts: registered; paid out; repaid once; and again. */
    @BeforeEach
    void setUp() {
        archive = folder.resolve("log.zip");
        altered = folder.resolve("altered.zip");
        List<Event> events = EnterpriseStory.of(1)
                .on("2023-01-10")
                .registered("nanhai", "C3670")
                .on("2023-02-01")
                .loanGranted("L1", "digital", "icbc", 500)
                .disbursed("L1", 300)
                .on("2023-03-01")
                .repaid("L1", 100)
                .on("2023-03-02")
                .repaid("L1", 50)
                .events();
        pipeline.append(events.subList(0, 1)).open("2023-04-30").publish();
        pipeline.append(events.subList(1, 3)).publish();
        pipeline.append(events.subList(3, 4)).publish();
        pipeline.append(events.subList(4, 5)).publish();
    }

    private void export(long cut) throws IOException {
        Archives.export(pipeline.log(), cut, TestZone.ZONE, archive);
    }

    private static VerificationReport verify(Path file) {
        try (ArchiveLog log = ArchiveLog.open(file)) {
            CutHistory history = CutHistory.of(log);
            VerificationReport latest = Verification.run(
                    log, history, TestZone.ZONE, new Target.Numbered(history.latest()), new Odometer());
            VerificationReport all = Verification.run(log, history, TestZone.ZONE, new Target.All(), new Odometer());
            assertThat(all.differences()).containsExactlyInAnyOrderElementsOf(latest.differences());
            return latest;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> record, String key) {
        return new String(record.key(), StandardCharsets.UTF_8).equals(key);
    }

    /** Puts a value of that cut behind the others; those of the same KPI are taken away, or left. */
    private UnaryOperator<List<ConsumerRecord<byte[], byte[]>>> value(String measure, long cut, boolean instead) {
        String key = measure + "@zone";
        byte[] bytes = pipeline.bytes(
                TopicCatalogue.KPI_VALUES,
                new KpiValue(measure, "zone", "money", 1L, "CNY", null, null, LocalDate.EPOCH, cut));
        return records -> behind(records, VALUES, key, bytes, instead);
    }

    private UnaryOperator<List<ConsumerRecord<byte[], byte[]>>> month(long cut, boolean instead) {
        byte[] bytes = pipeline.bytes(
                TopicCatalogue.KPI_DAILY, new MonthFlows("loan-balance", "zone", "2023-03", List.of(), cut));
        return records -> behind(records, DAILY, MONTH, bytes, instead);
    }

    private static List<ConsumerRecord<byte[], byte[]>> behind(
            List<ConsumerRecord<byte[], byte[]>> records,
            TopicPartition partition,
            String key,
            byte[] value,
            boolean instead) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(records);
        long offset = all.getLast().offset() + 1;
        all.removeIf(record -> instead && isOf(record, key));
        all.add(WrittenLog.record(partition, offset, 0, utf8(key), value, new RecordHeaders()));
        return all;
    }

    private List<String> toldOf(VerificationReport report) {
        return report.differences().stream()
                .map(difference ->
                        difference instanceof Difference.OfRecord record ? record.what() : difference.toString())
                .toList();
    }

    @Test
    void shouldHoldNothingLaterWhereNothingWasCompacted() throws IOException {
        // Given
        export(3);

        // When
        VerificationReport report = verify(archive);

        // Then
        assertThat(report.isEqual()).isTrue();
        assertThat(report.leavesOut()).isFalse();
    }

    @Test
    void shouldTellHowMuchCompactionHasLeftNothingOf() throws IOException {
        // Given: the balance and the flows of March were published with cut 3, and again with cut 4.
        pipeline.log().compact(VALUES).compact(DAILY);
        export(3);

        // When
        VerificationReport report = verify(archive);

        // Then
        assertThat(report.isEqual()).isTrue();
        assertThat(report.leavesOut()).isTrue();
        assertThat(report.valuesGone()).isPositive();
        assertThat(report.monthsGone()).isPositive();
        try (ArchiveLog log = ArchiveLog.open(archive)) {
            for (TopicPartition partition : List.of(VALUES, DAILY)) {
                List<ConsumerRecord<byte[], byte[]>> records = Archives.records(log, partition);
                assertThat(records.stream()
                                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                                .distinct())
                        .as("one record of each key")
                        .hasSameSizeAs(records);
            }
        }
    }

    @Test
    void shouldFindALaterRecordBesideAnOlderOne() throws IOException {
        // Given
        export(3);
        Archives.alter(archive, altered, DAILY, month(4, false));

        // When, Then
        assertThat(toldOf(verify(altered))).singleElement().asString().contains("later than cut 3", MONTH, "2 records");
        Archives.alter(archive, altered, VALUES, value("loan-balance", 4, false));
        assertThat(toldOf(verify(altered)))
                .singleElement()
                .asString()
                .contains("later than cut 3", BALANCE, "3 records");
    }

    @Test
    void shouldFindALaterRecordThanThereCanBe() throws IOException {
        // Given
        export(3);

        // When, Then: the newest was 4
        Archives.alter(archive, altered, DAILY, month(5, true));
        assertThat(verify(altered).differences())
                .anyMatch(difference -> difference instanceof Difference.OfFlows flows && flows.cut() == 5);
        Archives.alter(archive, altered, VALUES, value("loan-balance", 5, true));
        assertThat(verify(altered).differences())
                .anyMatch(difference -> difference instanceof Difference.OfPublication value && value.cut() == 5);
    }

    /** Then all has to be there, and to be as it was published. */
    @Test
    void shouldFindAnythingLaterInAnArchiveOfTheNewestCut() throws IOException {
        // Given
        export(4);

        // When, Then
        Archives.alter(archive, altered, DAILY, month(5, true));
        assertThat(verify(altered).isEqual()).isFalse();
        Archives.alter(archive, altered, VALUES, value("loan-balance", 5, true));
        assertThat(verify(altered).isEqual()).isFalse();
    }

    @Test
    void shouldFindALaterValueOfWhatHadNotBeenPublished() throws IOException {
        // Given
        export(1);
        Archives.alter(archive, altered, VALUES, value("loan-balance", 2, false));

        // When, Then
        assertThat(toldOf(verify(altered))).singleElement().asString().contains(BALANCE + " had not been published");
    }

    /** Where compaction could have been, nobody can tell; so it is counted, and the values are held to the history of cuts. */
    @Test
    void shouldCountWhatALaterRecordStandsInThePlaceOf() throws IOException {
        // Given
        export(3);

        // When, Then
        Archives.alter(archive, altered, DAILY, month(4, true));
        assertThat(verify(altered).monthsGone()).isEqualTo(1);
        Archives.alter(archive, altered, VALUES, value("loan-balance", 4, true));
        assertThat(verify(altered).valuesGone()).isEqualTo(1);
    }

    @Test
    void shouldFindAnArchiveOfAnotherCutThanItSays() throws IOException {
        // Given
        export(3);
        Archives.alter(
                archive,
                altered,
                new TopicPartition(TopicCatalogue.KPI_CUTS.name(), 0),
                records -> records.subList(0, 2));

        // When, Then
        assertThat(toldOf(verify(altered))).anyMatch(what -> what.contains("goes up to cut 3, and its latest is 2"));
    }
}

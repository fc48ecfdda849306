package org.zonepulse.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.audit.verify.Target;
import org.zonepulse.audit.verify.Verification;
import org.zonepulse.audit.verify.VerificationReport;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.schemas.kpi.InputPosition;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.TestZone;

/** The history of cuts is read once as long as it fits into memory, and says the same where it doesn't. */
class CutHistoryTest {

    private static final TopicPartition CUTS = new TopicPartition(TopicCatalogue.KPI_CUTS.name(), 0);
    private static final int CUTS_PUBLISHED = 3;

    private final List<Event> events = EnterpriseStory.of(1)
            .on("2023-01-10")
            .registered("nanhai", "C3670")
            .on("2023-02-01")
            .loanGranted("L1", "digital", "icbc", 500)
            .disbursed("L1", 300)
            .events();

    private final MemoryPipeline pipeline = new MemoryPipeline(2);

    private MemoryLog published() {
        pipeline.open("2023-04-30");
        events.forEach(event -> pipeline.append(List.of(event)).publish());
        return pipeline.log();
    }

    private static VerificationReport verify(MemoryLog log, CutHistory history, Target target) {
        return Verification.run(log, history, TestZone.ZONE, target, new Odometer());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldReadEachCutOnce(boolean isDifferent) {
        // Given
        MemoryLog log = published();
        if (isDifferent) {
            log.partitions(TopicCatalogue.LOANS.name()).stream()
                    .filter(partition -> log.end(partition) > 0)
                    .forEach(partition -> log.alter(partition, 0, bytes -> new byte[] {1}));
        }

        // When
        CutHistory history = CutHistory.of(log);
        boolean one = verify(log, history, new Target.Numbered(2)).isEqual();
        boolean all = verify(log, history, new Target.All()).isEqual();

        // Then
        assertThat(one).isEqualTo(!isDifferent);
        assertThat(all).isEqualTo(!isDifferent);
        assertThat(log.recordsRead(CUTS)).isEqualTo(CUTS_PUBLISHED);
    }

    @Test
    void shouldSayTheSameWhenItIsTooLongToBeKept() {
        // Given
        MemoryLog log = published();
        CutHistory kept = CutHistory.of(log);
        CutHistory read = CutHistory.of(log, 0);

        // When
        List<PublishedCut> fromMemory = new ArrayList<>();
        List<PublishedCut> fromTheLog = new ArrayList<>();
        kept.each(fromMemory::add);
        read.each(fromTheLog::add);

        // Then
        assertThat(fromMemory).hasSize(CUTS_PUBLISHED).isEqualTo(fromTheLog);
        assertThat(read.cut(2)).isEqualTo(kept.cut(2));
        assertThat(verify(log, read, new Target.Numbered(2)).isEqual()).isTrue();
        assertThat(verify(log, read, new Target.All()).isEqual()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void shouldNotTakeForForgedWhatIsPublishedMeanwhile(long mostKept) {
        // Given
        MemoryLog log = published();
        CutHistory history = CutHistory.of(log, mostKept);
        pipeline.append(EnterpriseStory.of(2)
                .on("2023-03-01")
                .registered("nanhai", "C3670")
                .events());
        pipeline.publish();
        Map<Long, PublishedCut> seen = new HashMap<>();

        // When
        VerificationReport report = verify(log, history, new Target.Numbered(history.latest()));
        history.each(cut -> seen.put(cut.number(), cut));

        // Then
        assertThat(report.differences()).isEmpty();
        assertThat(report.cut()).isEqualTo(CUTS_PUBLISHED);
        assertThat(seen).hasSize(CUTS_PUBLISHED);
    }

    @Test
    void shouldFindAPartitionThatIsNamedTwice() {
        // Given
        MemoryLog log = published();
        log.alter(CUTS, 1, bytes -> {
            Cut cut = pipeline.read(Cut.class, bytes);
            List<InputPosition> inputs = new ArrayList<>(cut.getInputs());
            inputs.add(inputs.getFirst());
            cut.put("inputs", inputs);
            return pipeline.bytes(TopicCatalogue.KPI_CUTS, cut);
        });

        // When, Then
        assertThat(CutHistory.of(log).damages()).containsExactly("cut 2 names a partition twice");
    }

    @Test
    void shouldHoldWhatCutsHaveInCommonOnce() {
        // Given
        List<PublishedCut> cuts = new ArrayList<>();

        // When
        CutHistory.of(published()).each(cuts::add);

        // Then
        assertThat(cuts).extracting(PublishedCut::number).containsExactly(1L, 2L, 3L);
        assertThat(registrations(cuts.get(2))).isSameAs(registrations(cuts.get(1)));
    }

    /** Where the one registration stands, which all cuts hold. */
    private static Position registrations(PublishedCut cut) {
        return cut.positions().stream()
                .filter(position -> position.partition().topic().equals(TopicCatalogue.REGISTRATIONS.name()))
                .findFirst()
                .orElseThrow();
    }
}

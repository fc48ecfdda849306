package org.zonepulse.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.TestZone;
import org.zonepulse.testkit.history.Histories;

/** The fixture of other tests says what kpi-service would; and a replay of it agrees. */
class MemoryPipelineTest {

    private final EnterpriseStory story = EnterpriseStory.of(1)
            .on("2023-01-10")
            .registered("nanhai", "C3670")
            .on("2023-02-01")
            .loanGranted("L1", "digital", "icbc", 500)
            .disbursed("L1", 300);

    @Test
    void shouldPublishWhatHasChanged() {
        // Given
        MemoryPipeline pipeline = new MemoryPipeline();

        // When
        pipeline.append(story.events()).open("2023-01-31").publish();
        pipeline.open("2023-02-28").publish();

        // Then
        CutHistory history = CutHistory.of(pipeline.log());
        assertThat(history.latest()).isEqualTo(2);
        assertThat(history.cut(1).changes())
                .containsEntry("registered-enterprises@zone", amount(1))
                .doesNotContainKey("loan-balance@zone");
        assertThat(history.cut(2).changes())
                .containsEntry("loan-balance@zone", amount(300))
                .doesNotContainKey("registered-enterprises@zone");
    }

    @Test
    void shouldHoldAnythingThatComes() {
        // Given
        for (long seed = 1; seed <= 20; seed++) {
            long of = seed;
            MemoryPipeline pipeline = new MemoryPipeline();
            List<Event> events = Histories.of(seed).events();
            int half = events.size() / 2;

            // When
            pipeline.append(events.subList(0, half)).open("2022-06-30").publish();
            events.subList(half, events.size()).forEach(event -> pipeline.append(event, 0));
            pipeline.append(new TopicPartition("zone.loans.v1", 1), "key", new byte[] {1, 2, 3});
            pipeline.open("2023-12-31").publish();

            // Then
            MemoryLog log = pipeline.log();
            CutHistory history = CutHistory.of(log);
            try (Replay replay = replay(log, history)) {
                replay.advanceTo(history.cut(2));
                assertThat(replay.inputDifferences()).isEmpty();
                assertThat(replay.counts().acceptedThen()).isZero();
                Map<String, Amounts> latest = new HashMap<>();
                history.each(cut -> latest.putAll(cut.changes()));
                replay.book()
                        .takeChanges()
                        .values()
                        .forEach(kpi -> assertThat(Amounts.of(kpi))
                                .as("%s, seed %s", kpi.series(), of)
                                .matches(latest.getOrDefault(kpi.series().toString(), Amounts.NOTHING)::saysTheSameAs));
            }
        }
    }

    @Test
    void shouldLetTheLogBeTamperedWith() {
        // Given
        MemoryPipeline pipeline = new MemoryPipeline(1);
        pipeline.append(story.events()).open("2023-02-28").publish();
        TopicPartition loans = new TopicPartition("zone.loans.v1", 0);

        // When
        MemoryLog swapped = pipeline.log().copy().swap(loans, 0, 1);
        MemoryLog shorter = pipeline.log().copy().cutOut(loans, 0);

        // Then
        CutHistory history = CutHistory.of(pipeline.log());
        try (Replay replay = replay(swapped, history)) {
            replay.advanceTo(history.cut(1));
            assertThat(replay.inputDifferences()).hasSize(1);
        }
        try (Replay replay = replay(shorter, history)) {
            assertThatThrownBy(() -> replay.advanceTo(history.cut(1))).isInstanceOf(LogIncomplete.class);
        }
        assertThat(pipeline.log().records(loans)).hasSize(2);
    }

    private static Amounts amount(long amount) {
        return new Amounts(amount, null, null);
    }

    private static Replay replay(MemoryLog log, CutHistory history) {
        return Replay.begin(
                log,
                ReplayRules.live(TestZone.ZONE, RefusedRecords.of(log)),
                history.checkpoints(),
                null,
                new Odometer());
    }
}

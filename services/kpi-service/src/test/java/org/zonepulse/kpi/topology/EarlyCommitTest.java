package org.zonepulse.kpi.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class EarlyCommitTest {

    private static final long NOW = 1_700_000_000_000L;
    private static final int GAP = 50;

    /** Kafka's own, since nothing else tells whether a commit was asked for. */
    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();

    private final EarlyCommit early = new EarlyCommit(Duration.ofMillis(GAP));

    private boolean asksAt(long now, long timeOfRecord) {
        context.setCurrentSystemTimeMs(now);
        context.resetCommit();
        early.onRecord(timeOfRecord, context);
        return context.committed();
    }

    private long commitAt(long now) {
        context.setCurrentSystemTimeMs(now);
        return early.onCommit(context);
    }

    @Test
    void shouldAskWhereAYoungRecordComes() {
        // When
        boolean young = asksAt(NOW, NOW - 5);
        boolean fromAClockAhead = asksAt(NOW, NOW + 5_000);

        // Then
        assertThat(young).isTrue();
        assertThat(fromAClockAhead).isTrue();
    }

    @Test
    void shouldKeepToTheIntervalWhereOldRecordsCome() {
        // When
        boolean asks = asksAt(NOW, NOW - EarlyCommit.YOUNG.toMillis());

        // Then
        assertThat(asks).isFalse();
    }

    @Test
    void shouldLeaveAGapAfterACommit() {
        // Given
        commitAt(NOW);

        // When
        boolean within = asksAt(NOW + GAP - 1, NOW + GAP - 1);
        boolean after = asksAt(NOW + GAP, NOW + GAP);

        // Then
        assertThat(within).isFalse();
        assertThat(after).isTrue();
    }

    @Test
    void shouldAskWhenTheGapIsOverWhereNoOtherRecordComes() {
        // Given
        commitAt(NOW);
        asksAt(NOW + 10, NOW + 10);
        asksAt(NOW + 20, NOW + 20);

        // When
        context.scheduledPunctuators().getFirst().getPunctuator().punctuate(NOW + GAP);

        // Then
        assertThat(context.scheduledPunctuators()).singleElement().satisfies(later -> {
            assertThat(later.getInterval()).hasMillis(GAP - 10);
            assertThat(later.cancelled()).isTrue();
        });
        assertThat(context.committed()).isTrue();
    }

    @Test
    void shouldNotAskLaterWhereACommitCameBefore() {
        // Given
        commitAt(NOW);
        asksAt(NOW + 10, NOW + 10);

        // When
        commitAt(NOW + 30);

        // Then
        assertThat(context.scheduledPunctuators())
                .singleElement()
                .satisfies(later -> assertThat(later.cancelled()).isTrue());
    }

    @Test
    void shouldWaitNoLongerThanTheGapWhereTheClockWasPutBack() {
        // Given
        commitAt(NOW);

        // When
        asksAt(NOW - 3_600_000, NOW - 3_600_000);

        // Then
        assertThat(context.scheduledPunctuators())
                .singleElement()
                .satisfies(later -> assertThat(later.getInterval()).hasMillis(GAP));
    }

    @Test
    void shouldTellHowYoungIsWhatIsSentOn() {
        // Given
        asksAt(NOW, NOW - 700);
        asksAt(NOW, NOW - 900);

        // When
        long ofThese = commitAt(NOW);
        asksAt(NOW, NOW + 60_000);
        long ofAClockAhead = commitAt(NOW + 10);

        // Then
        assertThat(ofThese).isEqualTo(NOW - 700);
        assertThat(ofAClockAhead).isEqualTo(NOW + 10);
    }
}

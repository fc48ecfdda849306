package org.zonepulse.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.MemoryLog;
import org.zonepulse.audit.replay.MemoryPipeline;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.anomaly.Anomaly;
import org.zonepulse.schemas.anomaly.EventReference;
import org.zonepulse.schemas.anomaly.Finding;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.TestZone;

/** What is shown as contradictory is what contradicts itself; of a pipeline that goes on, as far as that can be told. */
class PublishedAnomaliesTest {

    private static final TopicPartition ANOMALIES = new TopicPartition(TopicCatalogue.ANOMALIES.name(), 0);

    private final MemoryPipeline pipeline = new MemoryPipeline(2);
    private final MemoryLog log = pipeline.log();

    /** Both have disbursed a loan that nobody granted. */
    private final EnterpriseStory one = story(1);

    private final EnterpriseStory other = story(2);

    private static EnterpriseStory story(int number) {
        return EnterpriseStory.of(number)
                .on("2023-01-10")
                .registered("nanhai", "C3670")
                .on("2023-02-01")
                .disbursed("L1", 300);
    }

    @BeforeEach
    void publish() {
        pipeline.append(one.events()).append(other.events()).open("2023-04-30").publish();
    }

    private VerificationReport verify(Target target) {
        return Verification.run(log, CutHistory.of(log), TestZone.ZONE, target, new Odometer());
    }

    private String keyOf(EnterpriseStory story) {
        return story.enterpriseId() + "|loan:L1";
    }

    private long offsetOf(EnterpriseStory story) {
        return log.records(ANOMALIES).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(keyOf(story)))
                .mapToLong(ConsumerRecord::offset)
                .max()
                .orElseThrow();
    }

    private void show(String key, Anomaly anomaly) {
        log.append(
                ANOMALIES,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                pipeline.bytes(TopicCatalogue.ANOMALIES, anomaly),
                null);
    }

    private static Anomaly anomaly(EnterpriseStory story, String subject, String code, String event) {
        return new Anomaly(
                story.enterpriseId(), subject, List.of(new Finding(code, List.of(new EventReference("bank", event)))));
    }

    @Test
    void shouldAgreeWithWhatIsShown() {
        // When, Then
        for (Target target : List.of(new Target.All(), new Target.Numbered(1))) {
            assertThat(verify(target).differences()).isEmpty();
            assertThat(verify(target).anomalies()).isEqualTo(new VerificationReport.Anomalies(2, 0));
        }

        // When
        pipeline.append(List.of(one.on("2023-01-15")
                        .loanGranted("L1", "digital", "icbc", 500)
                        .events()
                        .getLast()))
                .publish();

        // Then
        assertThat(verify(new Target.All()).differences()).isEmpty();
        assertThat(verify(new Target.All()).anomalies()).isEqualTo(new VerificationReport.Anomalies(1, 0));
    }

    @Test
    void shouldFindAnAnomalyThatIsHidden() {
        // Given
        log.append(ANOMALIES, 0, keyOf(one).getBytes(StandardCharsets.UTF_8), null, null);

        // When, Then
        assertThat(verify(new Target.All()).differences())
                .singleElement()
                .isInstanceOfSatisfying(Difference.OfAnomaly.class, difference -> {
                    assertThat(difference.key()).isEqualTo(keyOf(one));
                    assertThat(difference.offset()).isEqualTo(-1);
                    assertThat(difference.published()).isEmpty();
                    assertThat(difference.recomputed())
                            .singleElement()
                            .asString()
                            .startsWith("LOAN_NOT_GRANTED[");
                });
    }

    @Test
    void shouldFindAnAnomalyThatIsInvented() {
        // Given
        show(one.enterpriseId() + "|loan:L9", anomaly(one, "loan:L9", "LOAN_OVERDRAWN", "e-1"));

        // When, Then
        assertThat(verify(new Target.Numbered(1)).differences())
                .containsExactly(new Difference.OfAnomaly(
                        one.enterpriseId() + "|loan:L9",
                        1,
                        log.end(ANOMALIES) - 1,
                        List.of("LOAN_OVERDRAWN[bank:e-1]"),
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "event"})
    void shouldFindAnAnomalyThatIsAltered(String what) {
        // Given
        log.alter(ANOMALIES, offsetOf(one), bytes -> {
            Anomaly anomaly = pipeline.read(Anomaly.class, bytes);
            Finding finding = anomaly.getFindings().getFirst();
            if (what.equals("code")) {
                finding.put("code", "LOAN_OVERDRAWN");
            } else {
                finding.getEvents().getFirst().put("eventId", "another");
            }
            return pipeline.bytes(TopicCatalogue.ANOMALIES, anomaly);
        });

        // When, Then
        assertThat(verify(new Target.All()).differences())
                .singleElement()
                .isInstanceOfSatisfying(
                        Difference.OfAnomaly.class,
                        difference -> assertThat(difference.offset()).isEqualTo(offsetOf(one)));
    }

    @Test
    void shouldFindWhatIsNoAnomaly() {
        // Given
        long offset = log.append(ANOMALIES, 0, null, new byte[] {1}, null);
        show("another|loan:L9", anomaly(one, "loan:L9", "LOAN_OVERDRAWN", "e-1"));

        // When, Then
        assertThat(verify(new Target.All()).differences())
                .containsExactly(
                        new Difference.OfRecord(ANOMALIES, offset, 0, "it is no anomaly"),
                        new Difference.OfRecord(
                                ANOMALIES,
                                offset + 1,
                                0,
                                "its key is another|loan:L9, and it tells of " + one.enterpriseId() + "|loan:L9"));
    }

    /** The pipeline's first stage may have taken the event in, and shown what comes of it, before there is a cut of it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldLeaveOutWhatMayHaveChangedSince(boolean isShownYet) {
        // Given
        pipeline.append(one.on("2023-01-15")
                .loanGranted("L1", "digital", "icbc", 500)
                .events()
                .getLast());
        if (isShownYet) {
            log.append(ANOMALIES, 0, keyOf(one).getBytes(StandardCharsets.UTF_8), null, null);
        }

        // When
        VerificationReport before = verify(new Target.All());
        log.append(ANOMALIES, 0, keyOf(other).getBytes(StandardCharsets.UTF_8), null, null);
        VerificationReport after = verify(new Target.All());

        // Then: of others, what is hidden is found none the less.
        assertThat(before.differences()).isEmpty();
        assertThat(before.anomalies()).isEqualTo(new VerificationReport.Anomalies(1, 1));
        assertThat(after.differences()).extracting(Difference::cut).containsExactly(1L);
    }

    @Test
    void shouldCompareWithTheLatestCutAlone() {
        // Given
        pipeline.open("2023-05-31").publish();

        // When, Then
        assertThat(verify(new Target.Numbered(1)).anomalies()).isNull();
        assertThat(verify(new Target.Numbered(2)).anomalies()).isEqualTo(new VerificationReport.Anomalies(2, 0));
    }
}

package org.zonepulse.audit.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.MemoryPipeline;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.row.EventKey;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.TestZone;
import org.zonepulse.testkit.history.Histories;

class WhatIfTest {

    private static final Zone ZONE = TestZone.ZONE;

    private final MemoryPipeline pipeline = new MemoryPipeline();

    /** An enterprise that borrows from two banks, and moves away in between. */
    private final List<Event> story = EnterpriseStory.of(1)
            .on("2020-01-01")
            .registered("nanhai", "C3660")
            .on("2020-02-01")
            .from("icbc")
            .loanGranted("L1", "digital", "icbc", 500)
            .as("paid-out")
            .disbursed("L1", 500)
            .from("bank-of-foshan")
            .loanGranted("L2", "ip-pledge", "bank-of-foshan", 40)
            .disbursed("L2", 40)
            .from("registry")
            .on("2021-01-01")
            .relocated("shunde")
            .on("2021-06-01")
            .from("icbc")
            .repaid("L1", 100)
            .events();

    private static Alternative without(Exclusion... exclusions) {
        return new Alternative(ZONE, Definitions.STANDARD, new Exclusions(List.of(exclusions)));
    }

    private static Alternative in(Zone zone) {
        return new Alternative(zone, Definitions.STANDARD, Exclusions.NONE);
    }

    private static WhatIfReport run(AuditedLog log, Alternative alternative, @Nullable Long cut) {
        CutHistory history = CutHistory.of(log);
        return WhatIf.run(log, history, ZONE, alternative, cut == null ? history.latest() : cut, new Odometer());
    }

    /** What differs, by name, as published and as it would be. */
    private static Map<String, List<@Nullable Long>> differing(WhatIfReport report) {
        Map<String, List<@Nullable Long>> differing = new HashMap<>();
        for (ComparedKpi kpi : report.kpis()) {
            if (kpi.differs()) {
                List<@Nullable Long> values = new ArrayList<>();
                values.add(kpi.live().amount());
                values.add(kpi.other().amount());
                values.add(kpi.difference());
                differing.put(kpi.series().toString(), values);
            }
        }
        return differing;
    }

    private static List<@Nullable Long> values(@Nullable Long live, @Nullable Long other, @Nullable Long difference) {
        List<@Nullable Long> values = new ArrayList<>();
        values.add(live);
        values.add(other);
        values.add(difference);
        return values;
    }

    @Test
    void shouldComputeByOtherDefinitions() {
        // Given
        pipeline.append(story).open("2023-12-31").publish();
        Definitions staying = new Definitions(90, Set.of(Measure.LOAN_BALANCE), true, Definitions.RUNGS, 240);

        // When
        WhatIfReport report = run(pipeline.log(), new Alternative(ZONE, staying, Exclusions.NONE), null);

        // Then
        assertThat(report.isSound()).isTrue();
        assertThat(differing(report))
                .isEqualTo(Map.of(
                        "loan-balance@park:nanhai", values(0L, 440L, 440L),
                        "loan-balance@park:shunde", values(440L, null, -440L),
                        "loan-balance@park:nanhai/industry:C3660", values(0L, 440L, 440L),
                        "loan-balance@park:shunde/industry:C3660", values(440L, null, -440L)));
        assertThat(report.kpis()).anyMatch(kpi -> kpi.series().equals(Series.parse("loan-balance@zone")));
    }

    @Test
    void shouldLeaveOutASource() {
        // Given
        pipeline.append(story).open("2020-12-31").publish();

        // When
        WhatIfReport report = run(pipeline.log(), without(new Exclusion.OfSource("bank-of-foshan")), null);

        // Then
        assertThat(differing(report))
                .containsEntry("loan-balance@zone", values(540L, 500L, -40L))
                .containsEntry("loan-balance@bank:bank-of-foshan", values(40L, null, -40L))
                .containsEntry("loan-products@zone", values(2L, 1L, -1L))
                .doesNotContainKeys("enterprises-with-loan@zone", "loan-balance@bank:icbc");
        assertThat(report.other()).isEqualTo(new OtherCounts(5, 0, 2, Map.of(), 0));
        assertThat(report.live().taken()).isEqualTo(7);
        assertThat(report.unmet()).isEmpty();
    }

    @Test
    void shouldLeaveOutAnEventHoweverOftenItCameButARecordOnlyWhereItStands() {
        // Given
        Event paidOut = story.get(2);
        ConsumerRecord<byte[], byte[]> first = pipeline.append(story).append(paidOut);
        pipeline.open("2020-12-31").publish();
        EventKey key = new EventKey("icbc", "paid-out");

        // When
        WhatIfReport withoutEvent = run(pipeline.log(), without(new Exclusion.OfEvent(key)), null);
        WhatIfReport withoutRepeat = run(
                pipeline.log(),
                without(new Exclusion.OfRecord(new TopicPartition(first.topic(), first.partition()), first.offset())),
                null);

        // Then
        assertThat(differing(withoutEvent)).containsEntry("loan-balance@zone", values(540L, 40L, -500L));
        assertThat(withoutEvent.other().excluded()).isEqualTo(2);
        assertThat(differing(withoutRepeat)).isEmpty();
        assertThat(withoutRepeat.other()).isEqualTo(new OtherCounts(7, 0, 1, Map.of(), 0));
        assertThat(withoutRepeat.live().repeats()).isEqualTo(1);
    }

    @Test
    void shouldTellWhatWasToBeLeftOutAndIsNowhere() {
        // Given
        pipeline.append(story).open("2020-12-31").publish();
        Exclusion source = new Exclusion.OfSource("iciba");
        Exclusion event = new Exclusion.OfEvent(new EventKey("bank-of-foshan", "paid-out"));
        Exclusion place = new Exclusion.OfRecord(new TopicPartition("zone.loans.v1", 0), 1_000);

        // When
        WhatIfReport report = run(pipeline.log(), without(source, new Exclusion.OfSource("icbc"), event, place), null);

        // Then
        assertThat(report.unmet()).containsExactly(source, event, place);
    }

    @Test
    void shouldRefuseWhatAnotherZoneDoesNotKnow() {
        // Given
        pipeline.append(story)
                .append(EnterpriseStory.of(2)
                        .on("2020-01-01")
                        .registered("nanhai", "C39")
                        .events())
                .open("2020-12-31")
                .publish();
        Zone smaller = with(ZONE, ZONE.parks().subList(1, 3), ZONE.industries());

        // When
        WhatIfReport report = run(pipeline.log(), in(smaller), null);

        // Then
        assertThat(report.other().refused()).isEqualTo(Map.of(RejectionReason.UNKNOWN_PARK, 2L));
        assertThat(report.other().taken()).isEqualTo(6);
        assertThat(differing(report))
                .containsEntry("registered-enterprises@zone", values(2L, null, -2L))
                .containsEntry("loan-balance@park:nanhai", values(540L, null, -540L));
    }

    @Test
    void shouldCountInOtherIndustries() {
        // Given
        pipeline.append(story).open("2020-12-31").publish();
        Zone coarser = with(ZONE, ZONE.parks(), List.of(ZONE.industries().getFirst()));

        // When
        WhatIfReport report = run(pipeline.log(), in(coarser), null);

        // Then
        assertThat(differing(report))
                .containsEntry("registered-enterprises@industry:C3660", values(1L, null, -1L))
                .containsEntry("registered-enterprises@industry:C36", values(null, 1L, 1L))
                .doesNotContainKey("registered-enterprises@zone");
        assertThat(report.other().refused()).isEmpty();
    }

    @Test
    void shouldAdmitWhatLiveWasRefusedIfTheZoneStoodAgainstIt() {
        // Given
        Event elsewhere = EnterpriseStory.of(2)
                .on("2020-01-01")
                .tell(new Registered("Far away", "gaoming", "C39"))
                .events()
                .getFirst();
        pipeline.append(story).append(elsewhere);
        pipeline.append(new TopicPartition("zone.loans.v1", 1), "key", new byte[] {1, 2, 3});
        pipeline.open("2020-12-31").publish();
        List<Zone.Park> parks = new ArrayList<>(ZONE.parks());
        parks.add(new Zone.Park("gaoming", new Zone.Name("Gaoming", "高明"), "440608"));

        // When
        WhatIfReport report = run(pipeline.log(), in(with(ZONE, parks, ZONE.industries())), null);

        // Then
        assertThat(report.other()).isEqualTo(new OtherCounts(8, 0, 0, Map.of(), 1));
        assertThat(differing(report)).containsEntry("registered-enterprises@park:gaoming", values(null, 1L, 1L));
    }

    @Test
    void shouldCompareAsOfAnEarlierCut() {
        // Given
        pipeline.append(story.subList(0, 3)).open("2020-12-31").publish();
        pipeline.append(story.subList(3, story.size())).publish();
        Alternative alternative = without(new Exclusion.OfSource("icbc"));

        // When
        WhatIfReport earlier = run(pipeline.log(), alternative, 1L);
        WhatIfReport latest = run(pipeline.log(), alternative, null);

        // Then
        assertThat(earlier.cut()).isEqualTo(1);
        assertThat(differing(earlier)).containsEntry("loan-balance@zone", values(500L, null, -500L));
        assertThat(latest.cut()).isEqualTo(2);
        assertThat(differing(latest)).containsEntry("loan-balance@zone", values(540L, 40L, -500L));
        assertThatThrownBy(() -> run(pipeline.log(), alternative, 3L)).isInstanceOf(LogIncomplete.class);
    }

    @Test
    void shouldHaveNoDifferenceWhereOneHasNoValue() {
        // Given
        EnterpriseStory city = EnterpriseStory.ofCity().on("2020-01-01").from("city");
        pipeline.append(city.cityTotal(CertificateKind.HIGH_TECH_ENTERPRISE, 10).events())
                .append(story)
                .open("2020-12-31")
                .publish();

        // When
        WhatIfReport report = run(pipeline.log(), without(new Exclusion.OfSource("city")), null);

        // Then
        assertThat(differing(report))
                .containsEntry("high-tech-enterprise-share-of-city@zone", values(0L, null, null))
                .containsEntry("high-tech-enterprises@city", values(10L, null, -10L));
    }

    @Test
    void shouldCompareNothingWithFiguresThatTheLogDoesNotComeTo() {
        // Given
        pipeline.ledgerTakes(WhatIfTest::repaidTwice)
                .append(story)
                .open("2023-12-31")
                .publish();

        // When
        WhatIfReport report = run(pipeline.log(), without(new Exclusion.OfSource("bank-of-foshan")), null);

        // Then
        assertThat(report.isSound()).isFalse();
        assertThat(report.kpis()).isEmpty();
        assertThat(report.disagreements())
                .contains(new WhatIfReport.Disagreement(
                        "loan-balance@zone", new Amounts(340L, null, null), new Amounts(440L, null, null)));
    }

    private static Event repaidTwice(Event event) {
        return event.fact() instanceof LoanRepaid(String loanId, Money amount)
                ? new Event(
                        event.eventId(),
                        event.source(),
                        event.occurredOn(),
                        event.recordedAt(),
                        event.enterpriseId(),
                        new LoanRepaid(loanId, new Money(2 * amount.minor(), amount.currency())))
                : event;
    }

    @Test
    void shouldCompareNothingWithALogThatWasTamperedWith() {
        // Given
        ConsumerRecord<byte[], byte[]> grant = pipeline.append(story.getFirst());
        pipeline.append(story).open("2023-12-31").publish();
        TopicPartition partition = new TopicPartition(grant.topic(), grant.partition());

        // When
        WhatIfReport report = run(pipeline.log().copy().remove(partition, 0), without(), null);

        // Then
        assertThat(report.isSound()).isFalse();
        assertThat(report.disagreements()).isEmpty();
        assertThat(report.inputDifferences()).hasSize(1);
    }

    @Test
    void shouldComeToWhatWouldHaveBeenPublishedHadTheSourceNeverSaidAnything() {
        for (long seed = 1; seed <= 40; seed++) {
            // Given
            List<Event> events = Histories.of(seed).events();
            if (events.isEmpty()) {
                continue;
            }
            String source = events.get(events.size() / 2).source();
            MemoryPipeline all = filled(events);
            MemoryPipeline some = filled(events.stream()
                    .filter(event -> !event.source().equals(source))
                    .toList());

            // When
            WhatIfReport same = run(all.log(), without(), null);
            WhatIfReport report = run(all.log(), without(new Exclusion.OfSource(source)), null);

            // Then
            assertThat(same.isSound()).as("seed %s", seed).isTrue();
            assertThat(differing(same)).as("seed %s", seed).isEmpty();
            Map<String, Amounts> expected = new HashMap<>();
            CutHistory.of(some.log()).each(cut -> expected.putAll(cut.changes()));
            for (ComparedKpi kpi : report.kpis()) {
                Amounts would = expected.getOrDefault(kpi.series().toString(), Amounts.NOTHING);
                assertThat(kpi.other().saysTheSameAs(would))
                        .as("%s is to be %s, seed %s", kpi, would, seed)
                        .isTrue();
            }
        }
    }

    /** Every third event goes to any partition, and comes to its own from there. */
    private static MemoryPipeline filled(List<Event> events) {
        MemoryPipeline filled = new MemoryPipeline();
        for (int i = 0; i < events.size(); i++) {
            if (i % 3 == 0) {
                filled.append(events.get(i), i % 2);
            } else {
                filled.append(events.get(i));
            }
        }
        filled.open("2023-12-31").publish();
        return filled;
    }

    @Test
    void shouldSayWhenItWasPublished() {
        // Given
        pipeline.append(story).at("2024-06-01T00:00:00Z").publish();

        // When
        WhatIfReport report = run(pipeline.log(), without(), null);

        // Then
        assertThat(report.publishedAt()).isEqualTo(Instant.parse("2024-06-01T00:00:01Z"));
        assertThat(report.businessDay()).isNull();
        assertThat(report.kpis()).isEmpty();
        assertThat(report.log()).isEqualTo("memory");
    }

    private static Zone with(Zone zone, List<Zone.Park> parks, List<Zone.Industry> industries) {
        return new Zone(
                zone.id(),
                zone.name(),
                zone.timeZone(),
                zone.currency(),
                zone.city(),
                parks,
                industries,
                zone.loanProducts());
    }
}

package org.zonepulse.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.audit.replay.Amounts;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.LogIncomplete;
import org.zonepulse.audit.replay.MemoryLog;
import org.zonepulse.audit.replay.MemoryPipeline;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.contract.ZoneDigest;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.schemas.kpi.KpiValue;
import org.zonepulse.schemas.kpi.MonthFlows;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.TestZone;
import org.zonepulse.testkit.history.Histories;

/** Nothing that was published, and no byte that it was computed from, can be changed without being found. */
class VerificationTest {

    private static final TopicPartition VALUES = only(TopicCatalogue.KPI_VALUES);
    private static final TopicPartition DAILY = only(TopicCatalogue.KPI_DAILY);
    private static final TopicPartition CUTS = only(TopicCatalogue.KPI_CUTS);

    private final EnterpriseStory story = EnterpriseStory.of(1)
            .on("2023-01-10")
            .registered("nanhai", "C3670")
            .granted(CertificateKind.HIGH_TECH_ENTERPRISE, "GR1", "2023-01-10", "2023-06-30")
            .on("2023-02-01")
            .loanGranted("L1", "digital", "icbc", 500)
            .disbursed("L1", 300)
            .on("2023-03-01")
            .repaid("L1", 100)
            .on("2023-03-02")
            .repaid("L1", 50);

    private static TopicPartition only(Topic topic) {
        return new TopicPartition(topic.name(), 0);
    }

    /** Four cuts: registered; paid out; repaid once; and again. */
    private MemoryPipeline pipeline(Definitions definitions) {
        MemoryPipeline pipeline = new MemoryPipeline(1, definitions);
        List<Event> events = story.events();
        pipeline.append(events.subList(0, 2)).open("2023-04-30").publish();
        pipeline.append(events.subList(2, 4)).publish();
        pipeline.append(events.subList(4, 5)).publish();
        pipeline.append(events.subList(5, 6)).publish();
        return pipeline;
    }

    private MemoryLog log() {
        return pipeline(Definitions.STANDARD).log();
    }

    private static VerificationReport verify(MemoryLog log, Target target) {
        return verify(log, TestZone.ZONE, target);
    }

    private static VerificationReport verify(MemoryLog log, Zone zone, Target target) {
        return Verification.run(log, CutHistory.of(log), zone, target, new Odometer());
    }

    private static VerificationReport all(MemoryLog log) {
        return verify(log, new Target.All());
    }

    private static VerificationReport latest(MemoryLog log) {
        return verify(log, new Target.Numbered(CutHistory.of(log).latest()));
    }

    private static <T extends SpecificRecord> T decode(MemoryLog log, Class<T> type, byte[] bytes) {
        return switch (AvroRecordDecoder.of(type, log.registry()).decode(bytes)) {
            case Decoded.Ok<T> ok -> ok.value();
            case Decoded.Rejected<T> bad -> throw new AssertionError(bad.message());
        };
    }

    private static long lastOf(MemoryLog log, TopicPartition partition, String key) {
        return log.records(partition).stream()
                .filter(record -> Arrays.equals(record.key(), key.getBytes(StandardCharsets.UTF_8)))
                .mapToLong(ConsumerRecord::offset)
                .max()
                .orElseThrow();
    }

    @Test
    void shouldAgreeWithWhatWasPublished() {
        for (long seed = 1; seed <= 25; seed++) {
            // Given
            MemoryPipeline pipeline = new MemoryPipeline();
            List<Event> events = Histories.of(seed).events();
            int third = events.size() / 3;

            // When
            pipeline.append(events.subList(0, third)).open("2022-06-30").publish();
            pipeline.append(events.subList(third, 2 * third)).publish();
            pipeline.open("2022-12-31").publish();
            events.subList(2 * third, events.size()).forEach(event -> pipeline.append(event, 0));
            pipeline.append(new TopicPartition("zone.loans.v1", 1), "key", new byte[] {1, 2, 3});
            pipeline.open("2023-12-31").publish();

            // Then
            MemoryLog log = pipeline.log();
            assertThat(all(log).differences()).as("seed %s, all", seed).isEmpty();
            for (long cut = 1; cut <= 4; cut++) {
                VerificationReport report = verify(log, new Target.Numbered(cut));
                assertThat(report.differences())
                        .as("seed %s, cut %s", seed, cut)
                        .isEmpty();
                assertThat(report.isEqual()).isTrue();
                assertThat(report.cut()).isEqualTo(cut);
            }
        }
    }

    @Test
    void shouldTellWhatWasCompared() {
        // When
        VerificationReport report = all(log());

        // Then
        assertThat(report.cuts()).isEqualTo(4);
        assertThat(report.cut()).isEqualTo(4);
        assertThat(report.counts().taken()).isEqualTo(6);
        assertThat(report.values()).isGreaterThan(30);
        assertThat(report.days()).isGreaterThan(30);
        assertThat(report.ranges()).isEqualTo(5);
        assertThat(report.monthsGone()).isZero();
    }

    @Test
    void shouldFindTheLastCutOfATime() {
        // Given
        MemoryPipeline pipeline = new MemoryPipeline(1);
        pipeline.append(story.events().subList(0, 2)).open("2023-04-30").publish();
        Instant then = pipeline.now();
        pipeline.append(story.events().subList(2, 6)).publish();

        // When
        CutHistory history = CutHistory.of(pipeline.log());

        // Then
        assertThat(history.lastAt(then)).isEqualTo(1);
        assertThat(history.lastAt(pipeline.now())).isEqualTo(2);
        assertThatThrownBy(() -> history.lastAt(Instant.EPOCH))
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContaining("1970-01-01");
    }

    @Test
    void shouldFindAValueAlteredInItsTopic() {
        // Given
        MemoryLog log = log();
        long offset = lastOf(log, VALUES, "loan-balance@zone");
        log.alter(VALUES, offset, bytes -> {
            KpiValue value = decode(log, KpiValue.class, bytes);
            value.put("amount", value.getAmount() + 1);
            return new ForgedRecords(log).of(TopicCatalogue.KPI_VALUES, value);
        });

        // When, Then
        for (VerificationReport report : List.of(all(log), latest(log))) {
            assertThat(report.allDifferences()).isEqualTo(1);
            assertThat(report.differences())
                    .containsExactly(new Difference.OfPublication(
                            VALUES, offset, "loan-balance@zone", 4, amount(151), amount(150)));
        }
    }

    @Test
    void shouldFindAnOldValueThatIsPublishedAgain() {
        // Given
        MemoryLog log = log();
        ConsumerRecord<byte[], byte[]> old = log.records(VALUES).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals("loan-balance@zone"))
                .findFirst()
                .orElseThrow();
        long offset = log.append(VALUES, 0, old.key(), old.value(), null);

        // When, Then
        assertThat(latest(log).differences())
                .containsExactly(
                        new Difference.OfPublication(VALUES, offset, "loan-balance@zone", 4, amount(300), amount(150)));
    }

    @Test
    void shouldFindAValueThatIsGone() {
        // Given
        MemoryLog log = log();
        while (has(log, "loan-balance@bank:icbc")) {
            log.remove(VALUES, lastOf(log, VALUES, "loan-balance@bank:icbc"));
        }

        // When, Then
        assertThat(latest(log).differences())
                .containsExactly(
                        new Difference.OfPublication(VALUES, -1, "loan-balance@bank:icbc", 4, null, amount(150)));
    }

    private static boolean has(MemoryLog log, String key) {
        return log.records(VALUES).stream()
                .anyMatch(record -> new String(record.key(), StandardCharsets.UTF_8).equals(key));
    }

    @Test
    void shouldFindAValueAlteredInTheHistoryOfCuts() {
        // Given
        MemoryLog log = log();
        log.alter(CUTS, 2, bytes -> {
            Cut cut = decode(log, Cut.class, bytes);
            cut.getValues().stream()
                    .filter(value -> value.getMeasure().equals("loan-balance")
                            && value.getScope().equals("zone"))
                    .forEach(value -> value.put("amount", value.getAmount() - 7));
            return new ForgedRecords(log).of(TopicCatalogue.KPI_CUTS, cut);
        });

        // When
        VerificationReport all = all(log);
        VerificationReport third = verify(log, new Target.Numbered(3));
        VerificationReport second = verify(log, new Target.Numbered(2));

        // Then
        for (VerificationReport report : List.of(all, third)) {
            assertThat(valuesIn(report))
                    .containsExactly(new Difference.OfValue(
                            "loan-balance@zone",
                            3,
                            amount(193),
                            amount(200),
                            List.of(new Range(only(TopicCatalogue.LOANS), 2, 3))));
        }
        assertThat(valuesIn(second)).isEmpty();
    }

    @Test
    void shouldFindAnAlteredDailyFlow() {
        // Given
        MemoryLog log = log();
        long offset = lastOf(log, DAILY, "loan-balance@zone/2023-03");
        log.alter(DAILY, offset, bytes -> {
            MonthFlows flows = decode(log, MonthFlows.class, bytes);
            flows.getDays().getFirst().put("amount", -99L);
            return new ForgedRecords(log).of(TopicCatalogue.KPI_DAILY, flows);
        });

        // When, Then
        for (VerificationReport report : List.of(all(log), latest(log))) {
            assertThat(report.differences()).singleElement().isInstanceOfSatisfying(Difference.OfFlows.class, flows -> {
                assertThat(flows.month()).isEqualTo("loan-balance@zone/2023-03");
                assertThat(flows.cut()).isEqualTo(4);
                assertThat(flows.published()).hasToString("{1=-99, 2=-50}");
                assertThat(flows.recomputed()).hasToString("{1=-100, 2=-50}");
                assertThat(flows.input()).containsExactly(new Range(only(TopicCatalogue.LOANS), 3, 4));
            });
        }
    }

    @Test
    void shouldFindFlowsThatNobodyPublished() {
        // Given
        MemoryLog log = log();
        MonthFlows invented = new MonthFlows("loan-balance", "zone", "2020-01", new ArrayList<>(), 99L);
        log.append(
                DAILY,
                0,
                "loan-balance@zone/2020-01".getBytes(StandardCharsets.UTF_8),
                new ForgedRecords(log).of(TopicCatalogue.KPI_DAILY, invented),
                null);

        // When, Then
        assertThat(latest(log).differences()).singleElement().matches(difference -> difference.cut() == 99);
    }

    /** The repayment of 100, offset 2 of the loans, which cut 3 takes in. */
    @Test
    void shouldFindAnAlteredByteOfAnEvent() {
        // Given
        MemoryLog log = log();
        TopicPartition loans = only(TopicCatalogue.LOANS);
        log.alter(loans, 2, bytes -> {
            // The last byte before the null of "reversed" and the end of the record is of the currency.
            bytes[20] ^= 1;
            return bytes;
        });

        // When, Then
        for (VerificationReport report : List.of(all(log), latest(log))) {
            assertThat(inputsIn(report)).extracting(Difference.OfInput::range).containsExactly(new Range(loans, 2, 3));
            assertThat(inputsIn(report)).extracting(Difference::cut).containsExactly(3L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed", "cut out", "inserted", "moved", "replaced"})
    void shouldFindWhatWasDoneToTheLog(String what) {
        // Given
        MemoryLog log = log();
        TopicPartition loans = only(TopicCatalogue.LOANS);
        ConsumerRecord<byte[], byte[]> paidOut = log.records(loans).get(1);
        switch (what) {
            case "removed" -> log.remove(loans, 2);
            case "cut out" -> log.cutOut(loans, 2).append(loans, 0, paidOut.key(), paidOut.value(), null);
            case "inserted" -> log.insert(loans, 2, paidOut);
            case "moved" -> log.swap(loans, 2, 3);
            default -> log.replace(loans, 2, paidOut);
        }

        // When
        VerificationReport report = all(log);

        // Then: everything before offset 2 is as it was, and the first range that isn't begins there.
        assertThat(inputsIn(report).getFirst().range()).isEqualTo(new Range(loans, 2, 3));
        assertThat(inputsIn(report).getFirst().cut()).isEqualTo(3);
        assertThat(report.isEqual()).isFalse();
        if (!what.equals("moved")) {
            assertThat(valuesIn(report)).anySatisfy(value -> {
                assertThat(value.kpi()).isEqualTo("loan-balance@zone");
                assertThat(value.cut()).isEqualTo(3);
                assertThat(value.input()).contains(new Range(loans, 2, 3));
            });
        }
    }

    @Test
    void shouldTellTheRestApartFromWhatWasAltered() {
        // Given
        MemoryLog log = log();
        TopicPartition loans = only(TopicCatalogue.LOANS);
        log.alter(loans, 0, bytes -> {
            bytes[20] ^= 1;
            return bytes;
        });

        // When, Then: the ranges after the first are judged by themselves, and are as they were.
        assertThat(inputsIn(all(log))).extracting(Difference.OfInput::range).containsExactly(new Range(loans, 0, 2));
    }

    @Test
    void shouldFindALedgerWithAnotherRule() {
        // Given
        Definitions standard = Definitions.STANDARD;
        Definitions other =
                new Definitions(60, standard.staying(), true, standard.ladder(), standard.longestStepMonths());

        // When
        VerificationReport report = all(pipeline(other).log());

        // Then: on 30 April the certificate has 61 days to go.
        assertThat(valuesIn(report).stream().map(Difference.OfValue::kpi).collect(Collectors.toSet()))
                .isEqualTo(Set.of(
                        "certificates-expiring-within-90-days@zone",
                        "certificates-expiring-within-90-days@park:nanhai",
                        "certificates-expiring-within-90-days@industry:C36",
                        "certificates-expiring-within-90-days@park:nanhai/industry:C36"));
        assertThat(valuesIn(report)).allSatisfy(value -> {
            assertThat(value.cut()).isEqualTo(1);
            assertThat(value.published().saysTheSameAs(Amounts.NOTHING)).isTrue();
            assertThat(value.recomputed()).isEqualTo(amount(1));
        });
        assertThat(inputsIn(report)).isEmpty();
    }

    @Test
    void shouldFindAValueInAnotherCurrency() {
        // Given
        MemoryLog log = log();
        long offset = lastOf(log, VALUES, "loan-balance@zone");
        log.alter(VALUES, offset, bytes -> {
            KpiValue value = decode(log, KpiValue.class, bytes);
            value.put("currency", "USD");
            return new ForgedRecords(log).of(TopicCatalogue.KPI_VALUES, value);
        });

        // When, Then
        assertThat(latest(log).differences())
                .containsExactly(
                        new Difference.OfRecord(VALUES, offset, 4, "loan-balance@zone is told in the currency USD"));
    }

    @Test
    void shouldFindADayThatNoMonthHas() {
        // Given
        MemoryLog log = log();
        long offset = lastOf(log, DAILY, "loan-balance@zone/2023-03");
        log.alter(DAILY, offset, bytes -> {
            MonthFlows flows = decode(log, MonthFlows.class, bytes);
            flows.getDays().getFirst().put("day", 257);
            return new ForgedRecords(log).of(TopicCatalogue.KPI_DAILY, flows);
        });

        // When, Then
        assertThat(latest(log).differences())
                .anySatisfy(difference -> assertThat(difference)
                        .isInstanceOfSatisfying(
                                Difference.OfRecord.class,
                                record -> assertThat(record.offset()).isEqualTo(offset)));
    }

    @Test
    void shouldFindWhatCannotBeRead() {
        // Given
        MemoryLog log = log();
        log.append(VALUES, 0, "loan-balance@zone".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2}, null);
        log.append(CUTS, 0, "5".getBytes(StandardCharsets.UTF_8), null, null);
        log.append(only(TopicCatalogue.DEAD_LETTERS), 0, null, null, null);

        // When
        VerificationReport report = latest(log);

        // Then
        assertThat(report.differences()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(report.cut()).isEqualTo(4);
    }

    @Test
    void shouldNotBelieveALetterThatWasNeverTrue() {
        // Given: the live ledger left the repayment out, and someone wrote a letter to excuse it.
        MemoryPipeline pipeline = new MemoryPipeline(1);
        List<Event> events = story.events();
        pipeline.append(events.subList(0, 4)).open("2023-04-30").publish();
        pipeline.ledgerTakes(event -> event.equals(events.get(4)) ? events.getFirst() : event);
        pipeline.append(events.subList(4, 5)).publish();
        ConsumerRecord<byte[], byte[]> repayment =
                pipeline.log().records(only(TopicCatalogue.LOANS)).get(2);
        DeadLetter letter = new DeadLetter(
                "INVALID_AMOUNT",
                List.of(),
                repayment.topic(),
                0,
                2L,
                Instant.EPOCH,
                null,
                ByteBuffer.wrap(repayment.value()),
                List.of(),
                null);
        pipeline.log()
                .append(
                        only(TopicCatalogue.DEAD_LETTERS),
                        0,
                        null,
                        new ForgedRecords(pipeline.log()).of(TopicCatalogue.DEAD_LETTERS, letter),
                        null);

        // When, Then
        assertThat(valuesIn(latest(pipeline.log())))
                .extracting(Difference.OfValue::kpi)
                .contains("loan-balance@zone", "loan-repaid@zone");
    }

    @Test
    void shouldFindABusinessDayThatGoesBack() {
        // Given
        MemoryLog log = log();
        log.alter(CUTS, 3, bytes -> {
            Cut cut = decode(log, Cut.class, bytes);
            cut.put("businessDay", LocalDate.parse("2023-04-29"));
            return new ForgedRecords(log).of(TopicCatalogue.KPI_CUTS, cut);
        });

        // When, Then
        assertThat(all(log).differences())
                .anySatisfy(difference -> assertThat(difference)
                        .isInstanceOfSatisfying(
                                Difference.OfHistory.class,
                                history -> assertThat(history.what()).contains("goes back from business day")));
    }

    @Test
    void shouldFindADayThatWasNeverOpened() {
        // Given
        MemoryPipeline pipeline = pipeline(Definitions.STANDARD);
        pipeline.openUntold("2023-05-31").publish();

        // When, Then
        assertThat(latest(pipeline.log()).differences())
                .singleElement()
                .isInstanceOfSatisfying(Difference.OfHistory.class, history -> {
                    assertThat(history.cut()).isEqualTo(5);
                    assertThat(history.what()).contains("2023-05-31");
                });
    }

    @Test
    void shouldFindAHistoryWithAGap() {
        // Given
        MemoryLog log = log();
        log.remove(CUTS, 1);

        // When, Then
        assertThat(all(log).differences())
                .anySatisfy(difference -> assertThat(difference)
                        .isInstanceOfSatisfying(
                                Difference.OfHistory.class,
                                gap -> assertThat(gap.what()).contains("cut 3 follows cut 1")));
    }

    @Test
    void shouldNotJudgeWhatIsNotThere() {
        Map<String, Function<MemoryLog, MemoryLog>> losses = new HashMap<>();
        TopicPartition loans = only(TopicCatalogue.LOANS);
        losses.put("zone.loans.v1-0 begins at offset 1", log -> log.forgetBefore(loans, 1));
        losses.put("zone.loans.v1-0 ends before offset 3", log -> log.cutOff(loans, 3));
        losses.put("there is no topic zone.loans.v1", log -> log.delete(loans.topic()));
        losses.put("there is no topic zone.kpi.cuts.v1", log -> log.delete(CUTS.topic()));
        losses.put("zone.kpi.cuts.v1 holds no cut", log -> log.cutOff(CUTS, 0));
        losses.forEach((message, loss) -> assertThatThrownBy(() -> latest(loss.apply(log())))
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContaining(message));
        assertThatThrownBy(() -> verify(log(), new Target.Numbered(9)))
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContaining("no cut 9");
    }

    @Test
    void shouldNotJudgeALogOfAnotherZone() {
        assertThatThrownBy(() -> Verification.run(
                        log(), CutHistory.of(log()), ZoneFile.bundled(), new Target.All(), new Odometer()))
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContainingAll("test-zone", "fhidz");
    }

    /** The test zone without a product that no loan is of: other rules, and the same figures. */
    private static Zone otherZone() {
        Zone zone = TestZone.ZONE;
        return new Zone(
                zone.id(),
                zone.name(),
                zone.timeZone(),
                zone.currency(),
                zone.city(),
                zone.parks(),
                zone.industries(),
                zone.loanProducts().subList(0, 1));
    }

    private static String digest(Zone zone) {
        return HexFormat.of().formatHex(ZoneDigest.of(zone));
    }

    private static MemoryLog state(MemoryLog log, long cut, @Nullable Zone zone) {
        return log.alter(CUTS, cut - 1, bytes -> {
            Cut stating = decode(log, Cut.class, bytes);
            stating.put("zoneDigest", zone == null ? null : ByteBuffer.wrap(ZoneDigest.of(zone)));
            return new ForgedRecords(log).of(TopicCatalogue.KPI_CUTS, stating);
        });
    }

    @Test
    void shouldFindThatACutWasComputedByAnotherZonesRules() {
        // Given
        Zone other = otherZone();

        for (Target target : List.of(new Target.Numbered(4), new Target.All(), new Target.Numbered(2))) {
            // When
            VerificationReport report = verify(log(), other, target);

            // Then
            assertThat(report.differences())
                    .as("%s", target)
                    .containsExactly(new Difference.OfZone(report.cut(), digest(TestZone.ZONE), digest(other)));
        }
    }

    @Test
    void shouldTellOfOlderCutsThatStateNoZone() {
        // Given
        MemoryLog log = log();
        state(state(log, 1, null), 2, null);

        // When
        VerificationReport all = all(log);
        VerificationReport second = verify(log, new Target.Numbered(2));

        // Then
        assertThat(all.isEqual()).isTrue();
        assertThat(all.zones().unstated()).isEqualTo(2);
        assertThat(second.isEqual()).isTrue();
        assertThat(second.zones().unstated()).isEqualTo(1);
        assertThat(latest(log).zones().unstated()).isZero();
    }

    /** The file of a pipeline's zone may change: what was right then stays right. */
    @Test
    void shouldTellOfEarlierCutsOfAnotherZoneAndJudgeThatOneWhichWasAskedFor() {
        // Given
        MemoryLog log = log();
        Zone before = otherZone();
        state(state(log, 1, before), 2, before);

        // When
        VerificationReport all = all(log);

        // Then
        assertThat(all.differences()).isEmpty();
        assertThat(all.zones().others()).isEqualTo(2);
        assertThat(all.zones().lastOther()).isEqualTo(2);
        assertThat(verify(log, new Target.Numbered(2)).differences())
                .containsExactly(new Difference.OfZone(2, digest(before), digest(TestZone.ZONE)));
        assertThat(verify(log, before, new Target.Numbered(2)).isEqual()).isTrue();
    }

    @Test
    void shouldRefuseAZoneThatNoCutStates() {
        // Given
        CutHistory history = CutHistory.of(log());

        // When, Then
        history.require(TestZone.ZONE);
        assertThatThrownBy(() -> history.require(otherZone()))
                .isInstanceOf(LogIncomplete.class)
                .hasMessageContainingAll(digest(TestZone.ZONE), digest(otherZone()), "name the file");
    }

    @Test
    void shouldFindMoreFlowsThanACutHasPublished() {
        // Given
        MemoryLog log = log();
        ConsumerRecord<byte[], byte[]> last = log.records(DAILY).getLast();
        log.append(DAILY, 0, last.key(), last.value(), null);

        // When, Then
        assertThat(latest(log).differences())
                .singleElement()
                .isInstanceOfSatisfying(Difference.OfHistory.class, history -> {
                    assertThat(history.cut()).isEqualTo(4);
                    assertThat(history.what()).contains("say that they are flows of this cut");
                });
    }

    private static Amounts amount(long amount) {
        return new Amounts(amount, null, null);
    }

    private static List<Difference.OfValue> valuesIn(VerificationReport report) {
        return report.differences().stream()
                .filter(Difference.OfValue.class::isInstance)
                .map(Difference.OfValue.class::cast)
                .toList();
    }

    private static List<Difference.OfInput> inputsIn(VerificationReport report) {
        return report.differences().stream()
                .filter(Difference.OfInput.class::isInstance)
                .map(Difference.OfInput.class::cast)
                .toList();
    }
}

package org.zonepulse.audit.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.MemoryPipeline;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.eventlog.Partitioning;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.measure.Stage;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.CertificateTerm;
import org.zonepulse.ledger.story.Account;
import org.zonepulse.ledger.story.StageSpell;
import org.zonepulse.ledger.story.Standing;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.LedgerView;
import org.zonepulse.testkit.TestZone;
import org.zonepulse.testkit.history.Dice;
import org.zonepulse.testkit.history.Histories;
import org.zonepulse.testkit.history.History;
import org.zonepulse.testkit.oracle.NaiveLedger;

class BiographerTest {

    private static final long FIRST_SEED = Long.getLong("zonepulse.seed", 1L);
    private static final int SEEDS = Integer.getInteger("zonepulse.seeds", 60);
    private static final Series LOAN_BALANCE = new Series(Measure.LOAN_BALANCE, Scope.ZONE);

    private final MemoryPipeline pipeline = new MemoryPipeline();
    private final EnterpriseStory story = EnterpriseStory.of(1)
            .on("2021-01-10")
            .as("r1")
            .registered("nanhai", "C3670")
            .on("2021-06-01")
            .as("l1")
            .loanGranted("L1", "digital", "icbc", 500)
            .as("l2")
            .disbursed("L1", 300);

    @Test
    void shouldTellFactsInOrderOfBusinessDateWithWhatTheyChange() {
        // Given
        List<Event> events = story.on("2021-03-01").as("n1").renamed("New Ltd").events();
        pipeline.append(List.of(events.get(3), events.get(1), events.get(2), events.get(0)))
                .append(events)
                .open("2021-12-31")
                .publish();

        // When
        Biography told = tell();

        // Then
        assertThat(told.holds()).isTrue();
        assertThat(told.name()).isEqualTo("New Ltd");
        assertThat(told.facts())
                .extracting(fact -> fact.seen().event().eventId(), Told::standing, Told::repeats)
                .containsExactly(
                        tuple("r1", Standing.COUNTS, 1),
                        tuple("n1", Standing.COUNTS, 1),
                        tuple("l1", Standing.COUNTS, 1),
                        tuple("l2", Standing.COUNTS, 1));
        assertThat(told.facts().getLast().effects())
                .containsEntry(new Series(Measure.LOAN_BALANCE, Scope.parkIndustry("nanhai", "C36")), 300L);
        assertThat(told.accounts())
                .containsExactly(
                        new Account.Loan(told.accounts().getFirst().subject(), "digital", "icbc", 500, 300, 0, 0, 300));
        assertThat(told.contributions()).containsEntry(LOAN_BALANCE, 300L);
    }

    @Test
    void shouldMarkWhatDoesNotCount() {
        // Given
        pipeline.append(story.on("2021-07-01")
                        .as("l3")
                        .repaid("L1", 100)
                        .as("x")
                        .reversed("l3")
                        .as("o1")
                        .orderSigned("O1", TestZone.FAIRS.getFirst(), 50)
                        .as("o1")
                        .orderSigned("O1", TestZone.FAIRS.getFirst(), 60)
                        .as("l4")
                        .disbursed("L2", 10)
                        .events())
                .open("2021-12-31")
                .publish();

        // When
        Biography told = tell();

        // Then
        assertThat(told.facts())
                .filteredOn(fact -> fact.standing() != Standing.COUNTS)
                .extracting(fact -> fact.seen().event().eventId(), Told::standing)
                .containsExactlyInAnyOrder(
                        tuple("l3", Standing.REVERSED),
                        tuple("l4", Standing.SET_ASIDE),
                        tuple("o1", Standing.CONTRADICTED),
                        tuple("o1", Standing.CONTRADICTED));
        assertThat(told.facts())
                .filteredOn(fact -> fact.standing() == Standing.REVERSED)
                .flatExtracting(Told::reversedBy)
                .extracting(key -> key.eventId())
                .containsExactly("x");
        assertThat(told.anomalies())
                .flatExtracting(anomaly -> anomaly.findings())
                .extracting(finding -> finding.code())
                .containsExactlyInAnyOrder(AnomalyCode.CONTRADICTORY_EVENTS, AnomalyCode.LOAN_NOT_GRANTED);
        assertThat(told.contributions()).containsEntry(LOAN_BALANCE, 300L);
        assertThat(told.holds()).isTrue();
    }

    @Test
    void shouldTellOfStagesAndOfCertificatesInForce() {
        // Given
        pipeline.append(story.granted(CertificateKind.TECHNOLOGY_SME, "S1", "2021-03-01", "2021-09-01")
                        .granted(CertificateKind.HIGH_TECH_ENTERPRISE, "G1", "2021-08-01", "2024-08-01")
                        .events())
                .open("2021-12-31")
                .publish();

        // When
        Biography told = tell();

        // Then
        assertThat(told.stages())
                .containsExactly(
                        new StageSpell(Stage.REGISTERED, day("2021-01-10"), day("2021-03-01")),
                        new StageSpell(Stage.TECHNOLOGY_SME, day("2021-03-01"), day("2021-08-01")),
                        new StageSpell(Stage.HIGH_TECH, day("2021-08-01"), day("2024-08-01")),
                        new StageSpell(Stage.REGISTERED, day("2024-08-01"), null));
        assertThat(told.certificates())
                .filteredOn(term -> term.isInForceOn(told.asOf()))
                .extracting(CertificateTerm::kind)
                .containsExactly(CertificateKind.HIGH_TECH_ENTERPRISE);
    }

    @Test
    void shouldReadThatPartOfTheLogOnlyThatTheEnterpriseLiesIn() {
        // Given
        pipeline.append(story.events())
                .append(EnterpriseStory.of(2)
                        .on("2021-01-10")
                        .registered("nanhai", "C39")
                        .events())
                .append(EnterpriseStory.of(3)
                        .on("2021-01-10")
                        .registered("nanhai", "C39")
                        .events())
                .append(EnterpriseStory.of(4)
                        .on("2021-01-10")
                        .registered("nanhai", "C39")
                        .events())
                .open("2021-12-31")
                .publish();
        int mine = new Partitioning(3).of(story.enterpriseId());
        for (int other = 0; other < 3; other++) {
            TopicPartition partition = new TopicPartition("zone.registrations.v1", other);
            if (other != mine && pipeline.log().end(partition) > 0) {
                pipeline.log().forgetBefore(partition, pipeline.log().end(partition));
            }
        }

        // When
        Biography told = tell();

        // Then
        assertThat(told.facts()).hasSize(3);
        assertThat(told.contributions()).containsEntry(new Series(Measure.REGISTERED_ENTERPRISES, Scope.ZONE), 1L);
        assertThat(told.holds()).isTrue();
    }

    @Test
    void shouldTellNothingOfTheUnknown() {
        // Given
        pipeline.append(story.events()).open("2021-12-31").publish();

        // When
        Biography told = new Biographer(pipeline.log(), CutHistory.of(pipeline.log()), TestZone.ZONE, new Odometer())
                .of("unheard-of", null, null);

        // Then
        assertThat(told.facts()).isEmpty();
        assertThat(told.contributions()).isEmpty();
        assertThat(told.name()).isNull();
    }

    /** For any history and any day: what all enterprises contribute is what the definitions come to. */
    @Test
    void shouldAddUpOverEnterprisesToWhatTheDefinitionsComeTo() {
        System.out.println("seeds from " + FIRST_SEED + " (-Dzonepulse.seed=...)");
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            // Given
            History history = Histories.of(seed);
            LocalDate asOf = new Dice(seed).pick(history.events()).occurredOn();
            MemoryPipeline ofSeed = new MemoryPipeline();
            ofSeed.append(history.events()).publish();

            // When
            Map<Series, Long> sums = new HashMap<>();
            List<String> enterprises = history.events().stream()
                    .map(Event::enterpriseId)
                    .distinct()
                    .toList();
            for (String enterprise : enterprises) {
                Biography told = new Biographer(
                                ofSeed.log(), CutHistory.of(ofSeed.log()), TestZone.ZONE, new Odometer())
                        .of(enterprise, asOf, null);
                assertThat(told.holds()).as("seed %s, %s", seed, enterprise).isTrue();
                told.contributions().forEach((series, amount) -> sums.merge(series, amount, Long::sum));
                assertThat(told.accounts().stream()
                                .filter(Account.Loan.class::isInstance)
                                .mapToLong(Account::balance)
                                .sum())
                        .as("seed %s, %s", seed, enterprise)
                        .isEqualTo(told.contributions().getOrDefault(LOAN_BALANCE, 0L));
            }

            // Then
            sums.values().removeIf(amount -> amount == 0);
            LedgerView oracle = NaiveLedger.mentionedDays(TestZone.ZONE, history.events());
            Map<Series, Long> expected = new HashMap<>();
            oracle.flows().keySet().forEach(series -> expected.put(series, oracle.valueAt(series, asOf)));
            expected.values().removeIf(amount -> amount == 0);
            assertThat(sums).as("seed %s", seed).isEqualTo(expected);
        }
    }

    private Biography tell() {
        return new Biographer(pipeline.log(), CutHistory.of(pipeline.log()), TestZone.ZONE, new Odometer())
                .of(story.enterpriseId(), null, null);
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }
}

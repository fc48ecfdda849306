package org.zonepulse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RegistrationFact.Deregistered;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.event.TradeFairFact.IntendedClientMet;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderCancelled;
import org.zonepulse.ledger.event.TradeFairFact.IntendedOrderSigned;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.measure.Stage;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.ledger.row.Place;
import org.zonepulse.ledger.story.Account;
import org.zonepulse.ledger.story.FactText;
import org.zonepulse.ledger.story.FairVisit;
import org.zonepulse.ledger.story.NameSpell;
import org.zonepulse.ledger.story.StageSpell;
import org.zonepulse.ledger.story.Standing;
import org.zonepulse.ledger.story.Story;
import org.zonepulse.ledger.story.Storyteller;
import org.zonepulse.ledger.zone.Zone;
import org.zonepulse.testkit.history.Dice;
import org.zonepulse.testkit.history.Histories;
import org.zonepulse.testkit.history.History;
import org.zonepulse.testkit.oracle.NaiveLedger;

class StorytellerTest {

    private static final long FIRST_SEED = Long.getLong("zonepulse.seed", 1L);
    private static final int SEEDS = 300;
    private static final String FAIR = TestZone.FAIRS.getFirst();

    private final EnterpriseStory story = EnterpriseStory.of(1)
            .on("2021-01-10")
            .registered("nanhai", "C3670")
            .on("2021-03-01")
            .renamed("New Ltd")
            .granted(CertificateKind.HIGH_TECH_ENTERPRISE, "G1", "2021-03-01", "2024-03-01")
            .on("2021-06-01")
            .relocated("shunde");

    @Test
    void shouldTellOfNamesPlacesAndStagesByDate() {
        // When
        Story told = tell(story.on("2023-01-01").deregistered().events(), null);

        // Then
        assertThat(told.names())
                .extracting(NameSpell::from, NameSpell::until)
                .containsExactly(tuple(day("2021-01-10"), day("2021-03-01")), tuple(day("2021-03-01"), null));
        assertThat(told.name()).isEqualTo("New Ltd");
        assertThat(told.places())
                .containsExactly(
                        new Place("nanhai", "C36", day("2021-01-10"), day("2021-06-01")),
                        new Place("shunde", "C36", day("2021-06-01"), null));
        assertThat(told.deregisteredOn()).isEqualTo(day("2023-01-01"));
        assertThat(told.stages())
                .extracting(StageSpell::stage, StageSpell::from)
                .startsWith(tuple(Stage.REGISTERED, day("2021-01-10")), tuple(Stage.HIGH_TECH, day("2021-03-01")));
        assertThat(told.certificates())
                .extracting(term -> term.kind(), term -> term.from(), term -> term.until())
                .containsExactly(tuple(CertificateKind.HIGH_TECH_ENTERPRISE, day("2021-03-01"), day("2023-01-01")));
    }

    @Test
    void shouldTellOfLoansOrdersAndFairsAsOfTheDay() {
        // Given
        List<Event> events = story.on("2021-07-01")
                .loanGranted("L1", "digital", "icbc", 500)
                .disbursed("L1", 300)
                .participated(FAIR)
                .metClient(FAIR, "c1")
                .orderSigned("O1", FAIR, 70)
                .on("2021-08-01")
                .repaid("L1", 100)
                .orderAmended("O1", 80)
                .metClient(FAIR, "c2")
                .events();

        // When
        Story before = tell(events, day("2021-07-31"));
        Story after = tell(events, null);

        // Then
        Subject loan = new Subject(Subject.Kind.LOAN, "L1");
        Subject order = new Subject(Subject.Kind.ORDER, "O1");
        assertThat(before.accounts())
                .containsExactly(
                        new Account.Loan(loan, "digital", "icbc", 500, 300, 0, 0, 300),
                        new Account.Order(order, FAIR, 70, 0, false, 70));
        assertThat(after.accounts())
                .containsExactly(
                        new Account.Loan(loan, "digital", "icbc", 500, 300, 100, 0, 200),
                        new Account.Order(order, FAIR, 70, 0, false, 80));
        assertThat(before.fairs()).containsExactly(new FairVisit(FAIR, day("2021-07-01"), 1));
        assertThat(after.fairs()).containsExactly(new FairVisit(FAIR, day("2021-07-01"), 2));
        assertThat(after.contributions())
                .containsEntry(new Series(Measure.LOAN_BALANCE, Scope.park("shunde")), 200L)
                .containsEntry(new Series(Measure.LOAN_BALANCE, Scope.bank("icbc")), 200L);
    }

    @Test
    void shouldSayOfEachFactWhetherItCounts() {
        // When
        Story told = tell(
                story.on("2021-07-01")
                        .as("g")
                        .loanGranted("L1", "digital", "icbc", 500)
                        .as("d")
                        .disbursed("L1", 300)
                        .as("r")
                        .repaid("L1", 100)
                        .as("x")
                        .reversed("r")
                        .as("u")
                        .disbursed("L2", 10)
                        .events(),
                null);

        // Then
        assertThat(told.facts())
                .filteredOn(fact -> fact.entry().fact().subject().kind() == Subject.Kind.LOAN)
                .extracting(
                        fact -> fact.entry().key().eventId(),
                        fact -> fact.judgement().standing())
                .containsExactlyInAnyOrder(
                        tuple("g", Standing.COUNTS),
                        tuple("d", Standing.COUNTS),
                        tuple("r", Standing.REVERSED),
                        tuple("x", Standing.COUNTS),
                        tuple("u", Standing.SET_ASIDE));
        assertThat(told.anomalies())
                .flatExtracting(anomaly -> anomaly.findings())
                .extracting(finding -> finding.code())
                .containsExactly(AnomalyCode.LOAN_NOT_GRANTED);
    }

    /** Names of buyers and clients and free text are for those who have to know. */
    @Test
    void shouldNameNeitherPeopleNorReasons() {
        // Given
        FactText texts = new FactText(TestZone.ZONE);

        // When
        Story told = tell(
                story.tell(new IntendedOrderSigned("O1", FAIR, "Zhang San", new Money(70, "CNY")))
                        .tell(new IntendedClientMet(FAIR, "Zhang San"))
                        .tell(new IntendedOrderCancelled("O1", "Zhang San"))
                        .tell(new Deregistered("Zhang San"))
                        .events(),
                null);

        // Then
        assertThat(told.facts()).hasSize(8).allSatisfy(fact -> {
            Zone.Name text = texts.of(fact.entry().fact());
            assertThat(text.en()).isNotBlank().doesNotContain("Zhang San");
            assertThat(text.zh()).isNotBlank().doesNotContain("Zhang San");
        });
    }

    /** For any history and any day: what all enterprises contribute is what the definitions come to. */
    @Test
    void shouldAddUpOverEnterprisesToWhatTheDefinitionsComeTo() {
        System.out.println("seeds from " + FIRST_SEED + " (-Dzonepulse.seed=...)");
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            // Given
            History history = Histories.of(seed);
            LocalDate asOf = new Dice(seed).pick(history.events()).occurredOn();
            InMemoryRowStore rows = fold(history.events());

            // When
            Map<Series, Long> sums = new HashMap<>();
            history.events().stream()
                    .map(Event::enterpriseId)
                    .distinct()
                    .map(enterprise -> new Storyteller(TestZone.ZONE).tell(enterprise, rows.rows(enterprise), asOf))
                    .forEach(told ->
                            told.contributions().forEach((series, amount) -> sums.merge(series, amount, Long::sum)));

            // Then
            sums.values().removeIf(amount -> amount == 0);
            LedgerView oracle = NaiveLedger.mentionedDays(TestZone.ZONE, history.events());
            Map<Series, Long> expected = new HashMap<>();
            oracle.flows().keySet().forEach(series -> expected.put(series, oracle.valueAt(series, asOf)));
            expected.values().removeIf(amount -> amount == 0);
            assertThat(sums).as("seed %s", seed).isEqualTo(expected);
        }
    }

    private Story tell(List<Event> events, @Nullable LocalDate asOf) {
        return new Storyteller(TestZone.ZONE)
                .tell(story.enterpriseId(), fold(events).rows(story.enterpriseId()), asOf);
    }

    private static InMemoryRowStore fold(List<Event> events) {
        LedgerFold fold = new LedgerFold(TestZone.ZONE);
        InMemoryRowStore store = new InMemoryRowStore();
        events.forEach(event -> fold.apply(store, event));
        return store;
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}

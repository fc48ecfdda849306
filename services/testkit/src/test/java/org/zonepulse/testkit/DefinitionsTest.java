package org.zonepulse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.measure.Stage;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.testkit.Property.Share;

/** Each choice of meaning changes the figures that it says, as it says, and none besides. */
class DefinitionsTest {

    private static final Scope NANHAI = Scope.parkIndustry("nanhai", "C36");
    private static final Scope SHUNDE = Scope.parkIndustry("shunde", "C36");
    private static final Definitions STANDARD = Definitions.STANDARD;
    private static final Definitions ALL_OTHERS =
            new Definitions(30, Definitions.MAY_STAY, false, Set.of(CertificateKind.LITTLE_GIANT), 6);

    /** An enterprise that borrows, exhibits and grows in one park, and moves to another in 2021. */
    private static final List<Event> STORY = EnterpriseStory.of(1)
            .on("1990-01-01")
            .registered("nanhai", "C3670")
            .on("2015-01-01")
            .granted(CertificateKind.TECHNOLOGY_SME, "T1", "2015-01-01", "2015-12-31")
            .on("2020-01-01")
            .granted(CertificateKind.HIGH_TECH_ENTERPRISE, "GR1", "2020-01-01", "2023-01-01")
            .on("2020-02-01")
            .loanGranted("L1", "digital", "icbc", 100)
            .disbursed("L1", 100)
            .participated(TestZone.FAIRS.getFirst())
            .orderSigned("O1", TestZone.FAIRS.getFirst(), 50)
            .on("2021-01-01")
            .relocated("shunde")
            .on("2021-06-01")
            .repaid("L1", 30)
            .orderAmended("O1", 70)
            .on("2022-01-01")
            .writtenOff("L1", 70)
            .events();

    private static Series in(Scope scope, Measure measure) {
        return new Series(measure, scope);
    }

    private static Definitions staying(Measure measure) {
        return new Definitions(
                STANDARD.expiringDays(),
                Set.of(measure),
                STANDARD.writtenOffLeaves(),
                STANDARD.ladder(),
                STANDARD.longestStepMonths());
    }

    private static Definitions expiring(int days) {
        return new Definitions(days, Set.of(), true, Definitions.RUNGS, STANDARD.longestStepMonths());
    }

    private static Definitions longestStep(int months) {
        return new Definitions(STANDARD.expiringDays(), Set.of(), true, Definitions.RUNGS, months);
    }

    private static Definitions writtenOffStays() {
        return new Definitions(STANDARD.expiringDays(), Set.of(), false, Definitions.RUNGS, 240);
    }

    private static Definitions withoutSmes() {
        Set<CertificateKind> ladder = EnumSet.copyOf(Definitions.RUNGS);
        ladder.remove(CertificateKind.TECHNOLOGY_SME);
        return new Definitions(STANDARD.expiringDays(), Set.of(), true, ladder, 240);
    }

    static List<Arguments> figures() {
        Series smes = in(NANHAI, Measure.STAGE_TECHNOLOGY_SME);
        Series registered = in(NANHAI, Measure.STAGE_REGISTERED);
        Series toSme = in(Scope.transition(Stage.REGISTERED, Stage.TECHNOLOGY_SME), Measure.STAGE_TRANSITIONS);
        Scope slow = Scope.transitionMonths(Stage.REGISTERED, Stage.TECHNOLOGY_SME, 240);
        Scope fast = Scope.transitionMonths(Stage.REGISTERED, Stage.TECHNOLOGY_SME, 120);
        Series expiring = in(SHUNDE, Measure.CERTIFICATES_EXPIRING);
        Series lending = in(SHUNDE, Measure.ENTERPRISES_WITH_CURRENT_LOAN);
        Series balanceOfBank = in(Scope.bank("icbc"), Measure.LOAN_BALANCE);
        return List.of(
                // series, day, standard value, other definitions, value under them
                arguments(expiring, "2022-10-03", 1, expiring(30), 0),
                arguments(expiring, "2022-12-02", 1, expiring(30), 1),
                arguments(expiring, "2022-10-02", 0, expiring(120), 1),
                arguments(expiring, "2023-01-01", 0, expiring(120), 0),
                arguments(in(NANHAI, Measure.LOAN_BALANCE), "2021-01-01", 0, staying(Measure.LOAN_BALANCE), 100),
                arguments(in(NANHAI, Measure.LOAN_BALANCE), "2021-06-01", 0, staying(Measure.LOAN_BALANCE), 70),
                arguments(in(SHUNDE, Measure.LOAN_BALANCE), "2021-06-01", 70, staying(Measure.LOAN_BALANCE), 0),
                arguments(in(NANHAI, Measure.LOAN_BALANCE), "2022-01-01", 0, staying(Measure.LOAN_BALANCE), 0),
                arguments(balanceOfBank, "2021-06-01", 70, staying(Measure.LOAN_BALANCE), 70),
                arguments(in(NANHAI, Measure.INTENDED_ORDERS), "2021-06-01", 0, staying(Measure.INTENDED_ORDERS), 70),
                arguments(in(SHUNDE, Measure.INTENDED_ORDERS), "2021-06-01", 70, staying(Measure.INTENDED_ORDERS), 0),
                arguments(
                        in(NANHAI, Measure.ENTERPRISES_WITH_LOAN),
                        "2021-01-01",
                        0,
                        staying(Measure.ENTERPRISES_WITH_LOAN),
                        1),
                arguments(
                        in(SHUNDE, Measure.ENTERPRISES_WITH_LOAN),
                        "2021-01-01",
                        1,
                        staying(Measure.ENTERPRISES_WITH_LOAN),
                        0),
                arguments(
                        in(SHUNDE, Measure.FAIR_PARTICIPANTS), "2021-01-01", 1, staying(Measure.FAIR_PARTICIPANTS), 0),
                arguments(
                        in(NANHAI, Measure.FAIR_PARTICIPANTS), "2021-01-01", 0, staying(Measure.FAIR_PARTICIPANTS), 1),
                arguments(in(SHUNDE, Measure.LOAN_BALANCE), "2022-01-01", 0, writtenOffStays(), 70),
                arguments(balanceOfBank, "2022-01-01", 0, writtenOffStays(), 70),
                arguments(lending, "2022-01-01", 0, writtenOffStays(), 1),
                arguments(lending, "2021-12-31", 1, writtenOffStays(), 1),
                arguments(smes, "2015-06-01", 1, withoutSmes(), 0),
                arguments(registered, "2015-06-01", 0, withoutSmes(), 1),
                arguments(toSme, "2015-06-01", 1, withoutSmes(), 0),
                arguments(in(slow, Measure.STAGE_TRANSITION_MONTHS), "2015-01-01", 1, longestStep(120), 0),
                arguments(in(fast, Measure.STAGE_TRANSITION_MONTHS), "2015-01-01", 0, longestStep(120), 1));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void shouldChangeWhatItSays(Series series, String day, long standard, Definitions other, long otherwise) {
        // When
        LedgerView asPublished = folded(STORY, STANDARD);
        LedgerView underOthers = folded(STORY, other);

        // Then
        assertThat(asPublished.valueAt(series, LocalDate.parse(day))).isEqualTo(standard);
        assertThat(underOthers.valueAt(series, LocalDate.parse(day))).isEqualTo(otherwise);
        assertThat(changed(asPublished, underOthers)).isEqualTo(summed(other.measuresThatDifferFrom(STANDARD)));
    }

    @Test
    void shouldNotChangeByTheStandard() {
        assertThat(STANDARD.measuresThatDifferFrom(STANDARD)).isEmpty();
        assertThat(folded(STORY, STANDARD)).isEqualTo(LedgerView.folded(TestZone.ZONE, STORY));
    }

    @Test
    void shouldChangeNothingElseInAnyHistory() {
        Property property = (events, dice) -> {
            Definitions other = dice.pickOf(
                    expiring(dice.between(1, 400)),
                    staying(dice.pick(List.copyOf(Definitions.MAY_STAY))),
                    writtenOffStays(),
                    withoutSmes(),
                    longestStep(dice.between(1, 12)),
                    ALL_OTHERS);
            LedgerView standard = folded(events, STANDARD);
            LedgerView otherwise = folded(events, other);
            Set<Measure> changed = changed(standard, otherwise);
            changed.removeAll(other.measuresThatDifferFrom(STANDARD));
            boolean sameAnomalies = standard.anomalies().equals(otherwise.anomalies());
            return changed.isEmpty() && sameAnomalies
                    ? null
                    : "  under " + other + "\n" + standard.differenceTo(otherwise, "standard", "other");
        };
        property.holds(Share.FIRST_HALF);
    }

    @Test
    void shouldNotDependOnTheOrderOfArrivalUnderOtherDefinitions() {
        Property property = (events, dice) -> {
            List<Event> shuffled = new ArrayList<>(events);
            dice.shuffle(shuffled);
            return folded(events, ALL_OTHERS).differenceTo(folded(shuffled, ALL_OTHERS), "as arrived", "another order");
        };
        property.holds(Share.SECOND_HALF);
    }

    @Test
    void shouldRefuseWhatIsNoChoice() {
        assertThatThrownBy(() -> expiring(0)).hasMessage("expiringDays must be 1 to 3650, not 0");
        assertThatThrownBy(() -> longestStep(1201)).hasMessage("longestStepMonths must be 1 to 1200, not 1201");
        assertThatThrownBy(() -> staying(Measure.LOAN_REPAID)).hasMessageContaining("staying must be among");
        assertThatThrownBy(
                        () -> new Definitions(90, Set.of(), true, Set.of(CertificateKind.NATIONAL_RD_INSTITUTION), 240))
                .hasMessageContaining("ladder must be among");
    }

    private static LedgerView folded(List<Event> events, Definitions definitions) {
        LedgerFold fold = new LedgerFold(TestZone.ZONE, definitions);
        InMemoryRowStore store = new InMemoryRowStore();
        events.forEach(event -> fold.apply(store, event));
        return LedgerView.of(store);
    }

    private static Set<Measure> changed(LedgerView one, LedgerView other) {
        Set<Series> all = new HashSet<>(one.flows().keySet());
        all.addAll(other.flows().keySet());
        all.removeIf(series -> one.flows().containsKey(series)
                && one.flows().get(series).equals(other.flows().get(series)));
        return all.stream().map(Series::measure).collect(Collectors.toSet());
    }

    private static Set<Measure> summed(Set<Measure> measures) {
        return measures.stream()
                .filter(measure -> measure.kind().isSummed())
                // Without the lowest rung, the stages above it keep their figures.
                .filter(measure -> measure != Measure.STAGE_HIGH_TECH)
                .filter(measure -> measure != Measure.STAGE_LITTLE_GIANT && measure != Measure.STAGE_SINGLE_CHAMPION)
                .collect(Collectors.toSet());
    }
}

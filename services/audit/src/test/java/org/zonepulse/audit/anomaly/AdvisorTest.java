package org.zonepulse.audit.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zonepulse.ledger.event.CertificateKind.HIGH_TECH_ENTERPRISE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.ledger.event.CertificationFact.CityTotalReported;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.event.Subject;
import org.zonepulse.ledger.row.Anomaly;
import org.zonepulse.ledger.row.AnomalyCode;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.TestZone;
import org.zonepulse.testkit.history.Histories;
import org.zonepulse.testkit.history.History;

/** Following the advice resolves what it was given for: whatever contradicts itself, and in whatever company. */
class AdvisorTest {

    private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");
    private static final long FIRST_SEED = Long.getLong("zonepulse.seed", 1L);
    private static final int SEEDS = Integer.getInteger("zonepulse.seeds", 300);

    private final Advisor advisor = new Advisor(TestZone.ZONE);

    @ParameterizedTest
    @EnumSource
    void shouldResolveEachSortOfContradiction(AnomalyCode code) {
        // Given
        List<Event> history = storyOf(code);
        Anomaly anomaly = only(history, code);
        Anomaly.Finding finding = findingOf(anomaly, code);

        // When
        List<Remedy> remedies = advisor.remedies(anomaly.enterpriseId(), anomaly.subject(), finding, history, NOW);

        // Then
        assertThat(remedies).allSatisfy(remedy -> {
            assertThat(remedy.text().en()).isNotBlank().doesNotContain("%");
            assertThat(remedy.text().zh())
                    .isNotBlank()
                    .doesNotContain("%")
                    .isNotEqualTo(remedy.text().en());
        });
        assertThat(remedies).anySatisfy(remedy -> assertThat(remedy.events()).isNotEmpty());
        for (Remedy remedy : remedies) {
            if (!remedy.events().isEmpty()) {
                List<Event> put = new ArrayList<>(history);
                put.addAll(remedy.events());
                assertThat(fold(put).anomalies())
                        .as("after %s", remedy)
                        .satisfies(left -> assertThat(left.getOrDefault(anomaly.key(), null))
                                .satisfiesAnyOf(
                                        gone -> assertThat(gone).isNull(),
                                        other -> assertThat(other.findings()).doesNotContain(finding)));
            }
        }
    }

    /** What is advised can be published as it is shown: it has the JSON form, and is acceptable in that. */
    @ParameterizedTest
    @EnumSource
    void shouldAdviseWhatAnEmitterAccepts(AnomalyCode code) {
        // Given
        List<Event> history = storyOf(code);
        Anomaly anomaly = only(history, code);
        EventReader reader = new EventReader(TestZone.ZONE);

        // When
        List<Remedy> remedies =
                advisor.remedies(anomaly.enterpriseId(), anomaly.subject(), findingOf(anomaly, code), history, NOW);

        // Then
        assertThat(remedies).flatExtracting(Remedy::events).allSatisfy(event -> {
            Parsed parsed = reader.json(Remedy.json(event), event.fact().stream(), NOW);
            assertThat(parsed).isEqualTo(new Parsed.Ok(event));
        });
    }

    /** In any history that can be, there is a way out of each contradiction, and it is right. */
    @Test
    void shouldKnowAWayOutOfWhateverCanBe() {
        // Given
        System.out.println("seeds from " + FIRST_SEED + " (-Dzonepulse.seed=...)");
        Map<AnomalyCode, Integer> seen = new EnumMap<>(AnomalyCode.class);
        Map<AnomalyCode, Integer> withoutEvents = new EnumMap<>(AnomalyCode.class);

        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            History history = Histories.of(seed);
            for (Anomaly anomaly : fold(history.events()).anomalies().values()) {
                List<Event> own = history.events().stream()
                        .filter(event -> event.enterpriseId().equals(anomaly.enterpriseId()))
                        .toList();
                for (Anomaly.Finding finding : anomaly.findings()) {
                    // When
                    List<Remedy> remedies =
                            advisor.remedies(anomaly.enterpriseId(), anomaly.subject(), finding, own, NOW);

                    // Then
                    assertThat(remedies).isNotEmpty();
                    seen.merge(finding.code(), 1, Integer::sum);
                    if (remedies.stream().allMatch(remedy -> remedy.events().isEmpty())) {
                        withoutEvents.merge(finding.code(), 1, Integer::sum);
                    }
                }
            }
        }

        assertThat(seen.keySet()).as("the histories hold what can be wrong").hasSizeGreaterThan(20);
        withoutEvents.forEach((code, count) -> assertThat(count)
                .as("%s: %s of %s without events that help", code, count, seen.get(code))
                .isLessThanOrEqualTo(seen.getOrDefault(code, 0) / 4));
    }

    private static InMemoryRowStore fold(List<Event> events) {
        InMemoryRowStore store = new InMemoryRowStore();
        LedgerFold fold = new LedgerFold(TestZone.ZONE);
        events.forEach(event -> fold.apply(store, event));
        return store;
    }

    private static Anomaly only(List<Event> history, AnomalyCode code) {
        return fold(history).anomalies().values().stream()
                .filter(anomaly -> anomaly.findings().stream().anyMatch(finding -> finding.code() == code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the story doesn't lead to " + code));
    }

    private static Anomaly.Finding findingOf(Anomaly anomaly, AnomalyCode code) {
        return anomaly.findings().stream()
                .filter(finding -> finding.code() == code)
                .findFirst()
                .orElseThrow();
    }

    /** A short history that contradicts itself in this way. */
    private static List<Event> storyOf(AnomalyCode code) {
        EnterpriseStory none = EnterpriseStory.of(1);
        EnterpriseStory story = EnterpriseStory.of(1).on("2020-01-01").registered("nanhai", "C3670");
        EnterpriseStory told = switch (code) {
            case CONTRADICTORY_EVENTS ->
                story.on("2021-01-01").as("same").relocated("shunde").as("same").relocated("sanshui");
            case REVERSAL_WITHOUT_EVENT ->
                story.tell(new Reversed("not-there", Subject.ENTERPRISE, "entered by mistake"));
            case NOT_REGISTERED -> none.on("2021-01-01").loanGranted("L1", "digital", "icbc", 100);
            case REGISTERED_TWICE -> story.on("2020-02-01").registered("shunde", "C3670");
            case CHANGED_OUTSIDE_REGISTRATION -> story.on("2019-01-01").relocated("shunde");
            case DEREGISTERED_TWICE ->
                story.on("2021-01-01").deregistered().on("2022-01-01").deregistered();
            case CONFLICTING_CHANGES ->
                story.on("2021-01-01").relocated("shunde").relocated("sanshui");
            case BEFORE_REGISTRATION -> story.on("2019-01-01").loanGranted("L1", "digital", "icbc", 100);
            case CERTIFICATE_ISSUED_TWICE ->
                story.granted(HIGH_TECH_ENTERPRISE, "GR1", "2020-02-01", "2023-02-01")
                        .granted(HIGH_TECH_ENTERPRISE, "GR1", "2020-03-01", "2023-03-01");
            case CERTIFICATE_UNKNOWN -> story.on("2021-01-01").revoked(HIGH_TECH_ENTERPRISE, "GR1");
            case CERTIFICATE_REVOKED_TWICE ->
                story.granted(HIGH_TECH_ENTERPRISE, "GR1", "2020-02-01", "2023-02-01")
                        .on("2021-01-01")
                        .revoked(HIGH_TECH_ENTERPRISE, "GR1")
                        .on("2022-01-01")
                        .revoked(HIGH_TECH_ENTERPRISE, "GR1");
            case PREDECESSOR_UNKNOWN -> story.renewed(HIGH_TECH_ENTERPRISE, "GR2", "GR1", "2023-02-01", "2026-02-01");
            case RENEWED_TWICE ->
                story.granted(HIGH_TECH_ENTERPRISE, "GR1", "2020-02-01", "2023-02-01")
                        .renewed(HIGH_TECH_ENTERPRISE, "GR2", "GR1", "2023-02-01", "2026-02-01")
                        .renewed(HIGH_TECH_ENTERPRISE, "GR3", "GR1", "2023-02-01", "2026-02-01");
            case RENEWAL_NOT_LATER ->
                story.granted(HIGH_TECH_ENTERPRISE, "GR1", "2020-02-01", "2023-02-01")
                        .renewed(HIGH_TECH_ENTERPRISE, "GR2", "GR1", "2020-01-01", "2023-01-01");
            case OVERLAPPING_CERTIFICATES ->
                story.granted(HIGH_TECH_ENTERPRISE, "GR1", "2020-02-01", "2023-02-01")
                        .granted(HIGH_TECH_ENTERPRISE, "GR2", "2021-02-01", "2024-02-01");
            case CONFLICTING_TOTALS ->
                EnterpriseStory.ofCity()
                        .on("2023-12-31")
                        .tell(new CityTotalReported(HIGH_TECH_ENTERPRISE, 100))
                        .tell(new CityTotalReported(HIGH_TECH_ENTERPRISE, 200));
            case LOAN_NOT_GRANTED -> story.on("2021-01-01").disbursed("L1", 100);
            case LOAN_GRANTED_TWICE -> granted(story).loanGranted("L1", "digital", "icbc", 2_000);
            case LOAN_BEFORE_GRANT -> granted(story).on("2020-06-01").disbursed("L1", 100);
            case LOAN_OVERDRAWN -> granted(story).disbursed("L1", 2_000);
            case LOAN_OVERPAID ->
                granted(story).disbursed("L1", 900).on("2021-06-01").repaid("L1", 1_500);
            case FAIR_NOT_ATTENDED -> story.on("2021-01-01").metClient(TestZone.FAIRS.getFirst(), "client");
            case ORDER_NOT_SIGNED -> story.on("2021-01-01").orderAmended("O1", 100);
            case ORDER_SIGNED_TWICE -> signed(story).orderSigned("O1", TestZone.FAIRS.getFirst(), 200);
            case ORDER_CLOSED_TWICE -> signed(story).orderCancelled("O1").orderConverted("O1", 100);
            case ORDER_CHANGED_OUTSIDE_LIFE ->
                signed(story)
                        .on("2020-06-01")
                        .orderAmended("O1", 50)
                        .on("2021-02-01")
                        .orderCancelled("O1")
                        .on("2021-03-01")
                        .orderAmended("O1", 70);
            case CONFLICTING_AMENDMENTS -> signed(story).orderAmended("O1", 50).orderAmended("O1", 70);
        };
        return told.events();
    }

    private static EnterpriseStory granted(EnterpriseStory story) {
        return story.on("2021-01-01").loanGranted("L1", "digital", "icbc", 1_000);
    }

    private static EnterpriseStory signed(EnterpriseStory story) {
        return story.on("2021-01-01").orderSigned("O1", TestZone.FAIRS.getFirst(), 100);
    }
}

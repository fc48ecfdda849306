package org.zonepulse.sandbox.referenceyear;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.zonepulse.sandbox.referenceyear.FoldedYear.ZONE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.contract.EventJson;
import org.zonepulse.ledger.event.Acceptance;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.event.CertificationFact.CertificateGranted;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.event.Reversed;
import org.zonepulse.ledger.kpi.Formulas;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;

class ReferenceYearTest {

    /** The figures must not hang on the seed. */
    private static final long ANOTHER_SEED = 7;

    private static final ReferenceYear YEAR = ReferenceYear.generate(ReferenceYear.DEFAULT_SEED);
    private static final ReferenceYear OTHER_YEAR = ReferenceYear.generate(ANOTHER_SEED);
    private static final FoldedYear FOLDED = FoldedYear.of(YEAR);
    private static final Series HIGH_TECH = new Series(Measure.HIGH_TECH_ENTERPRISES, Scope.ZONE);

    static Stream<PublishedFigure> compared() {
        return PublishedFigures.bundled().compared().stream();
    }

    @ParameterizedTest
    @MethodSource("compared")
    void shouldAddUpToThePublishedFigure(PublishedFigure figure) {
        // Given
        Series series = figure.series().orElseThrow();

        // When
        boolean met = figure.isMetBy(ZONE, each -> FOLDED.value(each, ReferenceYear.AS_OF));

        // Then
        assertThat(met)
                .as("%s, which is %s", figure, FOLDED.value(series, ReferenceYear.AS_OF))
                .isTrue();
    }

    @Test
    void shouldLeadThereByTheYearsBefore() {
        // Given
        Series share = new Series(Measure.HIGH_TECH_SHARE_OF_CITY, Scope.ZONE);

        // When
        Kpi before = FOLDED.value(share, LocalDate.of(2022, 12, 31));

        // Then
        assertThat(FOLDED.value(HIGH_TECH, LocalDate.of(2021, 12, 31)).amount()).isEqualTo(3_602);
        assertThat(before.denominator()).isEqualTo(8_699);
        assertThat(Objects.requireNonNull(before.amount()))
                .as("nearly 6 points below 53%")
                .isBetween(470_000L, 475_000L);
    }

    @Test
    void shouldContradictItselfOnTheWayAndNotInTheEnd() {
        // When
        var anomalies = FOLDED.anomalies();

        // Then
        assertThat(anomalies).isEmpty();
        assertThat(FOLDED.mostAnomalies()).isGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource
    void shouldPublishOnlyWhatIsAccepted(EventStream stream) {
        // Given
        Acceptance acceptance = new Acceptance(ZONE);

        // When
        List<Event> refused = YEAR.events(stream).stream()
                .filter(event -> !acceptance.check(event, stream).isEmpty())
                .toList();

        // Then
        assertThat(refused).isEmpty();
    }

    @Test
    void shouldBeTheSameForTheSameSeed() {
        // When
        ReferenceYear again = ReferenceYear.generate(ReferenceYear.DEFAULT_SEED);

        // Then
        assertThat(text(again)).isEqualTo(text(YEAR)).isNotEqualTo(text(OTHER_YEAR));
    }

    @Test
    void shouldAddUpUnderAnotherSeed() {
        // When
        FoldedYear other = FoldedYear.of(OTHER_YEAR);

        // Then
        assertThat(compared()).allMatch(figure -> figure.isMetBy(ZONE, each -> other.value(each, ReferenceYear.AS_OF)));
        assertThat(other.anomalies()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldComeLateTwiceAndReversed(EventStream stream) {
        // Given
        List<Event> events = YEAR.events(stream);
        Set<String> seen = new HashSet<>();
        Set<Event> same = new HashSet<>();

        // When
        List<Event> repeated =
                events.stream().filter(event -> !seen.add(event.eventId())).toList();
        List<Event> exact = events.stream().filter(event -> !same.add(event)).toList();
        List<Event> writtenLater = new ArrayList<>(events);
        writtenLater.sort(Comparator.comparing(Event::recordedAt));

        // Then
        assertThat(events).isNotEqualTo(writtenLater);
        assertThat(exact).isNotEmpty();
        assertThat(repeated).hasSizeGreaterThan(exact.size());
        assertThat(reversalsBeforeTheirEvent(events)).isPositive().isLessThan(reversals(events));
    }

    private static long reversals(List<Event> events) {
        return events.stream().filter(event -> event.fact() instanceof Reversed).count();
    }

    private static long reversalsBeforeTheirEvent(List<Event> events) {
        Set<String> seen = new HashSet<>();
        return events.stream()
                .filter(event -> seen.add(event.eventId())
                        && event.fact() instanceof Reversed reversed
                        && !seen.contains(reversed.eventId()))
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveEveryMeasureAValue(Measure measure) {
        // When
        List<Kpi> values = Stream.concat(
                        FOLDED.flows().scopes(measure).stream().map(scope -> new Series(measure, scope)),
                        Formulas.all(FOLDED.flows().at(ReferenceYear.AS_OF)).stream()
                                .map(Kpi::series)
                                .filter(series -> series.measure() == measure))
                .map(series -> FOLDED.value(series, ReferenceYear.AS_OF))
                .toList();

        // Then
        assertThat(values).anySatisfy(value -> assertThat(value.amount()).isPositive());
    }

    @Test
    void shouldHaveFactsOfEveryKind() {
        // Given
        Set<Class<?>> all = Stream.of(Fact.class.getPermittedSubclasses())
                .flatMap(each -> each.isInterface() ? Stream.of(each.getPermittedSubclasses()) : Stream.of(each))
                .collect(toSet());

        // When
        Set<Class<?>> published = Stream.of(EventStream.values())
                .flatMap(stream -> YEAR.events(stream).stream())
                .map(event -> event.fact().getClass())
                .collect(toSet());

        // Then
        assertThat(published).isEqualTo(all);
    }

    @Test
    void shouldTellTheStoryOfHuayunTongda() {
        // Given
        Event registered = YEAR.events(EventStream.REGISTRATIONS).stream()
                .filter(event -> event.fact() instanceof Registered fact
                        && fact.name().equals("Huayun Tongda Technology Group Co., Ltd."))
                .findFirst()
                .orElseThrow();

        // When
        List<CertificateGranted> granted = YEAR.events(EventStream.CERTIFICATIONS).stream()
                .filter(event -> event.enterpriseId().equals(registered.enterpriseId()))
                .map(Event::fact)
                .filter(CertificateGranted.class::isInstance)
                .map(CertificateGranted.class::cast)
                .toList();

        // Then
        assertThat(registered.occurredOn().getYear()).isEqualTo(2020);
        assertThat(granted)
                .extracting(CertificateGranted::kind)
                .contains(
                        CertificateKind.TECHNOLOGY_SME,
                        CertificateKind.HIGH_TECH_ENTERPRISE,
                        CertificateKind.LITTLE_GIANT);
        assertThat(granted)
                .filteredOn(each -> each.kind() == CertificateKind.SINGLE_CHAMPION)
                .first()
                .satisfies(each -> assertThat(each.validFrom().getYear()).isEqualTo(2023))
                .satisfies(each -> assertThat(each.issuer()).contains("Guangdong Province"));
    }

    private static String text(ReferenceYear year) {
        StringBuilder text = new StringBuilder();
        for (EventStream stream : EventStream.values()) {
            year.events(stream)
                    .forEach(event -> text.append(EventJson.write(event)).append('\n'));
        }
        return text.toString();
    }
}

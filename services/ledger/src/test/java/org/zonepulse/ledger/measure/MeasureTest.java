package org.zonepulse.ledger.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of KPIs is complete, and what others rely on in it doesn't change by accident. */
class MeasureTest {

    @ParameterizedTest
    @EnumSource
    void shouldSayEverythingOfAMeasure(Measure measure) {
        assertThat(measure.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(measure.label().en()).matches("[A-Z].*[^.]");
        assertThat(measure.label().zh()).matches(".*\\p{IsHan}.*");
        assertThat(measure.definition().en()).matches("[A-Z].{20,}\\.");
        assertThat(measure.definition().zh()).matches(".*\\p{IsHan}.*。");
        assertThat(measure.unit().label().en()).isNotBlank();
        assertThat(measure.unit().label().zh()).matches("\\p{IsHan}+");
        assertThat(measure.scopes()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeFoundByItsId(Measure measure) {
        assertThat(Measure.byId(measure.id())).isSameAs(measure);
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeReadableOutOfTheKeyOfEachKpi(Measure measure) {
        ScopeTest.scopes().forEach(scope -> {
            // When
            String key = new Series(measure, scope).toString();

            // Then
            int at = key.indexOf('@');
            assertThat(Measure.byId(key.substring(0, at))).isSameAs(measure);
            assertThat(Scope.parse(key.substring(at + 1))).isEqualTo(scope);
        });
    }

    @ParameterizedTest
    @EnumSource
    void shouldBePublishedInAllScopesThatItsFlowsAddUpTo(Measure measure) {
        boolean placed = measure.scopes().contains(Scope.Kind.PARK_INDUSTRY);
        assertThat(measure.scopes()
                        .containsAll(Stream.of(Scope.Kind.ZONE, Scope.Kind.PARK, Scope.Kind.INDUSTRY)
                                .toList()))
                .isEqualTo(placed);
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountEnterprisesAtEachStage(Stage stage) {
        assertThat(Measure.ofStage(stage).id()).isEqualTo("enterprises-at-stage-" + stage.id());
    }

    @Test
    void shouldHaveIdsAndLabelsOfTheirOwn() {
        assertThat(Measure.values()).extracting(Measure::id).doesNotHaveDuplicates();
        assertThat(Measure.values()).extracting(measure -> measure.label().en()).doesNotHaveDuplicates();
        assertThat(Measure.values()).extracting(measure -> measure.label().zh()).doesNotHaveDuplicates();
        assertThat(Measure.byId("no-such-measure")).isNull();
    }

    @Test
    void shouldKeepIdsUnitsKindsAndScopes() throws IOException {
        // Given
        String golden;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/measures.txt"))) {
            golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        // When
        String today = Arrays.stream(Measure.values())
                .map(MeasureTest::line)
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));

        // Then
        assertThat(today)
                .as(
                        "These are names in topics, stores and addresses. Adding a measure is fine: put this text into"
                                + " measures.txt. Changing or removing one breaks consumers and running state: see docs/contracts.md")
                .isEqualTo(golden);
    }

    private static String line(Measure measure) {
        return Stream.of(
                        measure.id(),
                        measure.unit().name(),
                        measure.kind().name(),
                        measure.scopes().stream().sorted().map(Scope.Kind::name).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "))
                .toLowerCase(Locale.ROOT);
    }
}

package org.zonepulse.ledger.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scope's text is part of every KPI's key: it reads back as itself, or not at all. */
class ScopeTest {

    static Stream<Scope> scopes() {
        return Stream.of(
                Scope.ZONE,
                Scope.CITY,
                Scope.park("nanhai"),
                Scope.industry("C36"),
                Scope.parkIndustry("nanhai", "C36"),
                Scope.product("digital"),
                Scope.bank("bank/of:foshan"),
                Scope.fair("17th China SME Fair 2023"),
                Scope.fair("park:nanhai/industry:C36"),
                Scope.fair("第十七届中国国际中小企业博览会"),
                Scope.transition(Stage.REGISTERED, Stage.HIGH_TECH),
                Scope.transitionMonths(Stage.HIGH_TECH, Stage.LITTLE_GIANT, 240));
    }

    @Test
    void shouldTryEveryKind() {
        assertThat(scopes().map(Scope::kind).distinct()).containsExactlyInAnyOrder(Scope.Kind.values());
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void shouldReadBackWhatItPrints(Scope scope) {
        assertThat(Scope.parse(scope.toString())).isEqualTo(scope);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "zone:",
                "zone:1",
                "city:1",
                "park",
                "park:",
                "park:/industry:C36",
                "park:nanhai/industry:",
                "Park:nanhai",
                "transition:a>b/months:",
                "lorry:1"
            })
    void shouldReadNothingElse(String text) {
        assertThat(Scope.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"ZONE,x,''", "CITY,x,''", "PARK,'',''", "PARK,x,y", "PARK_INDUSTRY,x,''", "PARK_INDUSTRY,'',y"})
    void shouldNotBeBuiltWithIdsOfAnotherKind(Scope.Kind kind, String first, String second) {
        assertThatThrownBy(() -> new Scope(kind, first, second)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAddUpFromThePlaceToTheZone() {
        assertThat(Scope.parkIndustry("nanhai", "C36").rollUps())
                .containsExactlyInAnyOrder(
                        Scope.ZONE, Scope.park("nanhai"), Scope.industry("C36"), Scope.parkIndustry("nanhai", "C36"));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void shouldAddUpToItselfOnceAtLeast(Scope scope) {
        assertThat(scope.rollUps()).containsOnlyOnce(scope);
    }
}

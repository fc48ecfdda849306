package org.zonepulse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.ledger.event.CertificateKind;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;

class CatalogueFileTest {

    private static final Path EXAMPLES = Path.of("../../docs/examples/catalogue");

    @TempDir
    Path folder;

    @Test
    void shouldTellTheStandardInItsExample() {
        assertThat(CatalogueFile.read(EXAMPLES.resolve("standard.yaml"))).isEqualTo(Definitions.STANDARD);
    }

    @Test
    void shouldKeepTheStandardMeaningOfWhatIsNotMentioned() {
        // When
        Definitions definitions = CatalogueFile.read(EXAMPLES.resolve("where-it-arose.yaml"));

        // Then
        assertThat(definitions)
                .isEqualTo(new Definitions(
                        183, Set.of(Measure.LOAN_BALANCE, Measure.INTENDED_ORDERS), true, Definitions.RUNGS, 240));
    }

    @Test
    void shouldReadEveryChoice() throws IOException {
        // Given
        String text = """
                expiringDays: 1
                whenEnterpriseMoves: {enterprises-with-loan: stay, fair-participants: stay, loan-balance: follow}
                writtenOffPrincipal: stays
                growthLadder: [single-champion, technology-sme]
                longestStepMonths: 1200
                """;

        // When
        Definitions definitions = CatalogueFile.read(file(text));

        // Then
        assertThat(definitions)
                .isEqualTo(new Definitions(
                        1,
                        Set.of(Measure.ENTERPRISES_WITH_LOAN, Measure.FAIR_PARTICIPANTS),
                        false,
                        Set.of(CertificateKind.SINGLE_CHAMPION, CertificateKind.TECHNOLOGY_SME),
                        1200));
    }

    static List<Arguments> slips() {
        String rungs = "technology-sme, little-giant, single-champion";
        return List.of(
                arguments("", List.of("the file: is missing: must be fields with values")),
                arguments("- 90", List.of("the file: must be fields with values")),
                arguments("expiringDays: [", List.of("line 1: it must be YAML: ")),
                arguments("expiringDays: 0", List.of("expiringDays: must be a whole number from 1 to 3650, not 0")),
                arguments(
                        "expiringDays: 3651", List.of("expiringDays: must be a whole number from 1 to 3650, not 3651")),
                arguments("expiringDays: -1", List.of("expiringDays: must be a whole number from 1 to 3650, not -1")),
                arguments("expiringDays:", List.of("expiringDays: must be a whole number from 1 to 3650, not ")),
                arguments(
                        "longestStepMonths: 20y", List.of("longestStepMonths: must be a whole number from 1 to 1200")),
                arguments(
                        "expiringdays: 90",
                        List.of("expiringdays: is no field here; leave it out, or look for a slip")),
                arguments("writtenOffPrincipal: no", List.of("writtenOffPrincipal: must be leaves or stays, not no")),
                arguments("whenEnterpriseMoves: stay", List.of("whenEnterpriseMoves: must be fields with values")),
                arguments(
                        "whenEnterpriseMoves: {loan-balance: leave, loan-balances: stay, loan-repaid: stay}",
                        List.of(
                                "whenEnterpriseMoves.loan-balance: must be follow or stay, not leave",
                                "whenEnterpriseMoves.loan-repaid: has no such choice; those that have are enterprises-w",
                                "whenEnterpriseMoves.loan-balances: is no field here")),
                arguments("growthLadder: none", List.of("growthLadder: must be a list of certificate kinds: any of ")),
                arguments(
                        "growthLadder: [little-giant, national-rd-institution, little-giant, giant]",
                        List.of(
                                "growthLadder[1]: must be one of high-tech-enterprise, " + rungs
                                        + ", not national-rd-institution",
                                "growthLadder[2]: stands twice: little-giant; each kind must stand once",
                                "growthLadder[3]: must be one of high-tech-enterprise, ")));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void shouldNameFileFieldAndRemedyOfAllThatIsWrong(String text, List<String> problems) throws IOException {
        // Given
        Path file = file(text);

        // When
        InvalidCatalogueFile invalid = catchThrowableOfType(InvalidCatalogueFile.class, () -> CatalogueFile.read(file));

        // Then
        assertThat(invalid).hasMessageContaining(file.toString());
        assertThat(invalid.problems())
                .zipSatisfy(problems, (actual, expected) -> assertThat(actual).startsWith(expected));
    }

    @Test
    void shouldSayThatThereIsNoSuchFile() {
        // When
        InvalidCatalogueFile invalid =
                catchThrowableOfType(InvalidCatalogueFile.class, () -> CatalogueFile.read(folder.resolve("none.yaml")));

        // Then
        assertThat(invalid.problems()).containsExactly("there is no such file");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("catalogue.yaml"), text);
    }
}

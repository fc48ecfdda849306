package org.zonepulse.audit.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zonepulse.ledger.row.EventKey;

class ExclusionFileTest {

    @TempDir
    Path folder;

    @Test
    void shouldReadEventsAndPlaces() throws IOException {
        // Given
        Path file = file("""
                # What the bank says it never sent.
                bank-of-foshan/e-17

                  bank-of-foshan/2023/04/#17
                zone.loans.v1/3/1044
                zone.loans.v2/3/1044
                """);

        // When
        List<Exclusion> exclusions = ExclusionFile.read(file);

        // Then
        assertThat(exclusions)
                .containsExactly(
                        new Exclusion.OfEvent(new EventKey("bank-of-foshan", "e-17")),
                        new Exclusion.OfEvent(new EventKey("bank-of-foshan", "2023/04/#17")),
                        new Exclusion.OfRecord(new TopicPartition("zone.loans.v1", 3), 1044),
                        new Exclusion.OfEvent(new EventKey("zone.loans.v2", "3/1044")));
        assertThat(exclusions).extracting(Exclusion::toString).contains("bank-of-foshan/e-17", "zone.loans.v1/3/1044");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bank|line 2: must be source/eventId, or topic/partition/offset with one of zone.registrations.v1, ",
                "bank/|line 2: must be source/eventId",
                "Bank/e1|line 2: must be source/eventId",
                "/e1|line 2: must be source/eventId",
                "zone.loans.v1|line 2: must be zone.loans.v1/partition/offset, not zone.loans.v1",
                "zone.loans.v1/3|line 2: must be zone.loans.v1/partition/offset, not zone.loans.v1/3",
                "zone.loans.v1/3/-1|line 2: must be zone.loans.v1/partition/offset, not zone.loans.v1/3/-1",
                "zone.loans.v1/3/9999999999999999999|line 2: must be zone.loans.v1/partition/offset"
            })
    void shouldNameFileLineAndRemedy(String line, String problem) throws IOException {
        // Given
        Path file = file("bank/e1\n" + line + "\n");

        // When
        ExclusionFile.Invalid invalid =
                catchThrowableOfType(ExclusionFile.Invalid.class, () -> ExclusionFile.read(file));

        // Then
        assertThat(invalid).hasMessageContaining(file.toString());
        assertThat(invalid.problems()).singleElement().asString().startsWith(problem);
    }

    @Test
    void shouldNotTakeAListThatNamesNothingForOne() throws IOException {
        // Given
        Path empty = file("# Nothing yet.\n");

        // When
        ExclusionFile.Invalid invalid =
                catchThrowableOfType(ExclusionFile.Invalid.class, () -> ExclusionFile.read(empty));
        ExclusionFile.Invalid missing =
                catchThrowableOfType(ExclusionFile.Invalid.class, () -> ExclusionFile.read(folder.resolve("none.txt")));

        // Then
        assertThat(invalid.problems()).singleElement().asString().startsWith("it names no event");
        assertThat(missing.problems()).containsExactly("there is no such file");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("events.txt"), text);
    }
}

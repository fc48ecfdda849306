package org.zonepulse.sandbox.referenceyear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.contract.EventJson;
import org.zonepulse.ledger.event.EventStream;

class ReferenceYearFilesTest {

    private static final ReferenceYear YEAR = ReferenceYear.generate(ReferenceYear.DEFAULT_SEED);

    @TempDir
    private Path folder;

    @Test
    void shouldWriteAnEventALine() throws IOException {
        // Given
        ReferenceYearFiles files = new ReferenceYearFiles(folder.resolve("new"));

        // When
        files.write(YEAR);

        // Then
        for (EventStream stream : EventStream.values()) {
            assertThat(Files.readAllLines(files.of(stream)))
                    .isEqualTo(
                            YEAR.events(stream).stream().map(EventJson::write).toList());
        }
        try (Stream<Path> written = Files.list(folder.resolve("new"))) {
            assertThat(written.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "registrations.ndjson",
                            "certifications.ndjson",
                            "loans.ndjson",
                            "trade-fairs.ndjson",
                            "reference-year.sha256");
        }
    }

    @Test
    void shouldKnowItsOwnFilesAgain() throws IOException {
        // Given
        ReferenceYearFiles files = new ReferenceYearFiles(folder);
        files.write(YEAR);
        Files.writeString(folder.resolve("notes.txt"), "somebody's");

        // When
        List<Path> foreign = new ReferenceYearFiles(folder).notOurs();

        // Then
        assertThat(foreign).isEmpty();
    }

    @Test
    void shouldTellFilesThatItDidNotWriteOrThatWereChanged() throws IOException {
        // Given
        ReferenceYearFiles files = new ReferenceYearFiles(folder);
        files.write(YEAR);
        Path changed = files.of(EventStream.LOANS);
        Files.writeString(changed, "{}\n");

        // When
        List<Path> foreign = files.notOurs();

        // Then
        assertThat(foreign).containsExactly(changed);
    }

    @Test
    void shouldLeaveAnotherListOfChecksumsAlone() throws IOException {
        // Given
        Path checksums = folder.resolve("reference-year.sha256");
        Files.writeString(checksums, "00  holiday.jpg\n");

        // When
        List<Path> foreign = new ReferenceYearFiles(folder).notOurs();

        // Then
        assertThat(foreign).containsExactly(checksums);
    }
}
